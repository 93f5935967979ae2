// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.js';

/**
 * All files below the given files and folders, as paths from the repository root, sorted.
 * @param {string[]} paths
 * @param {(path: string) => boolean} [wanted]
 * @returns {string[]}
 */
export function filesBelow(paths, wanted = () => true) {
  /** @type {string[]} */
  const found = [];
  for (const path of paths) {
    if (!wanted(path)) continue;
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info?.isFile()) found.push(path);
    if (info?.isDirectory()) {
      found.push(
        ...filesBelow(
          readdirSync(join(root, path)).map((name) => `${path}/${name}`),
          wanted,
        ),
      );
    }
  }
  return found.sort();
}

/**
 * A digest over names and contents. Contents rather than times: a fresh checkout or a branch switched there and
 * back changes every time and nothing else.
 * @param {string[]} files paths from the repository root
 */
export function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} path from the repository root @returns {string | undefined} */
export function readText(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, never writes into one that may have other hard links. @param {string} path @param {string} text */
export function writeText(path, text) {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.${process.pid}`, text);
  renameSync(`${target}.${process.pid}`, target);
}
