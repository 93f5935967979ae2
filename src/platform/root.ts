import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'migrations')))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('the project folder with package.json and migrations was not found');
    folder = parent;
  }
  return folder;
}

/** The folder that holds `rules`, `migrations` and `reports`, whether we run from `src` or from `dist`. */
export const projectRoot = findRoot();

/** The version of the product, as in package.json. */
export const productVersion = (
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
).version;
