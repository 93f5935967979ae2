import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { projectRoot } from '../../src/platform/index.js';

/** Files below a folder of the project with one of the extensions, as paths below the project with slashes, sorted. */
export function sourceFiles(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
