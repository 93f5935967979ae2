// @ts-check
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../progress.js';
import { settingsFile } from './settings.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./server-user.js').ServerUser} ServerUser */
/** @typedef {import('./binaries.js').Binaries} Binaries */

const SETTINGS = 'mingjian.conf';

/** PG* variables of the surroundings would change what the server does. */
export const serverEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C', TZ: 'UTC' };

/**
 * Creates the data directory when there is none, and writes the settings.
 * @param {Layout} layout
 * @param {Binaries} binaries
 * @param {ServerUser | undefined} user
 * @param {Record<string, string>} settings
 */
export async function prepareCluster(layout, binaries, user, settings) {
  if (!existsSync(layout.cluster)) await createCluster(layout, binaries, user, settings);
  refuseOtherMajor(layout.cluster, binaries.major);
  const path = join(layout.cluster, SETTINGS);
  writeFileSync(path, settingsFile(settings));
  if (user) chownSync(path, user.uid, user.gid);
}

/**
 * @param {Layout} layout
 * @param {Binaries} binaries
 * @param {ServerUser | undefined} user
 * @param {Record<string, string>} settings
 */
async function createCluster(layout, binaries, user, settings) {
  // Made aside and then renamed: a half-made directory, after a crash, is never taken for a whole one.
  const aside = `${layout.cluster}.new`;
  rmSync(aside, { recursive: true, force: true });
  const args = ['--pgdata', aside, '--username', 'postgres', '--encoding', 'UTF8', '--data-checksums'];
  args.push('--auth-local', 'trust', '--auth-host', 'reject');
  // Sorting must not depend on the system's libraries; with LC_CTYPE=C trigrams would drop all Chinese.
  if (Number(binaries.major) >= 17) args.push('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8');
  args.push('--lc-collate', 'C', '--lc-messages', 'C');
  args.push('--lc-ctype', process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8');
  if (settings.fsync === 'off') args.push('--no-sync');
  await runInitdb(join(binaries.folder, 'bin', 'initdb'), args, user, layout.home);
  appendFileSync(join(aside, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS}'\n`);
  renameSync(aside, layout.cluster);
}

/** @param {string} initdb @param {string[]} args @param {ServerUser | undefined} user @param {string} cwd */
function runInitdb(initdb, args, user, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, args, {
      ...user,
      cwd,
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (part) => (errors += part));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(undefined)
        : reject(new PlainError(`PostgreSQL could not create its data:\n${errors}`)),
    );
  });
}

/** @param {string} cluster @param {string} major */
function refuseOtherMajor(cluster, major) {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (made === major) return;
  throw new PlainError(
    `The data in ${cluster} was made by PostgreSQL ${made}, and this release brings ${major}. ` +
      'Restore a backup into an empty DATA_DIR, or run the release that made the data.',
  );
}
