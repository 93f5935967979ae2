// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The repository root. Found by walking up, because these files run both from src/bootstrap and, once built,
 * from dist/service/bootstrap.
 */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder @returns {string} */
function findRoot(folder) {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder with package-lock.json was not found.');
  return findRoot(parent);
}
