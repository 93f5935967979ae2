// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode } from './check-node.js';
import { fail, PlainError } from './progress.js';
import { root } from './root.js';

/*
 * `node src/bootstrap/run.js <path> [arguments]`: installs and builds what is stale, then runs a command of
 * ours in this process: src/commands/* as it was built, test/* straight from its TypeScript.
 */

async function run() {
  checkNode();
  const [, self = '', path = '', ...args] = process.argv;
  const target = path.replace(/\.(js|ts)$/, '');
  const source = `${target}.ts`;
  if (!/^(src\/commands|test)\//.test(source) || !existsSync(join(root, source))) {
    throw new PlainError(`There is no command ${path || '(none was named)'}.`);
  }
  const { install } = await import('./install.js');
  await install();
  const { buildService } = await import('./build.js');
  await buildService();
  // The command finds its own arguments where it would if it had been started directly.
  process.argv = [process.argv[0] ?? '', self, ...args];
  if (target.startsWith('src/')) {
    await import(pathToFileURL(join(root, `${target.replace('src/', 'dist/service/')}.js`)).href);
    return;
  }
  const { tsImport } = await import('tsx/esm/api');
  await tsImport(pathToFileURL(join(root, source)).href, import.meta.url);
}

await run().catch(fail);
