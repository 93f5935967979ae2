import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { adoptStyles } from './build/adopt-styles.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Where the service listens while the console is developed; set MINGJIAN_URL for another address. */
const service = process.env.MINGJIAN_URL ?? 'http://localhost:8080';

const options: UserConfig = {
  root,
  // The base is absolute: deep links such as /alerts/42 load the same files.
  base: '/',
  plugins: [react(), adoptStyles()],
  server: { port: 5173, proxy: { '/api': service, '/healthz': service, '/readyz': service } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the service sends a policy without 'unsafe-inline' and without data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // The service and the browser tests read the manifest to know the files of the first load.
    manifest: true,
    rolldownOptions: {
      output: {
        // One chunk each for what every page needs, instead of one file per icon.
        codeSplitting: {
          groups: [
            { name: 'icons', test: /node_modules[\\/]@ant-design[\\/]icons/ },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|react-i18next|i18next|@tanstack)[\\/]/,
            },
          ],
        },
      },
    },
  },
};

export default defineConfig(({ command }) => {
  // What is built is what is shipped, also when a test with an environment of its own asks for the build.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return options;
});
