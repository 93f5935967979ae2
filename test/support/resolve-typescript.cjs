// Our imports name the file as it will be once built (`./money.js`); in tests it is still `./money.ts`.
module.exports = (request, options) => {
  const ours =
    request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules');
  if (ours) {
    for (const extension of ['.ts', '.tsx']) {
      try {
        return options.defaultResolver(request.replace(/\.js$/, extension), options);
      } catch {
        // It may be a JavaScript file after all.
      }
    }
  }
  return options.defaultResolver(request, options);
};
