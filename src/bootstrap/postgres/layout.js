// @ts-check
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PlainError } from '../progress.js';

/** @typedef {import('./server-user.js').ServerUser} ServerUser */

/**
 * Where the server keeps its things; all paths are real paths.
 * @typedef {object} Layout
 * @property {string} home folder that holds the others
 * @property {string} cluster PostgreSQL's data directory
 * @property {string} sockets folder of the Unix socket, mode 0700
 * @property {string} log file with the server's messages
 * @property {string} lock taken while the server is started or stopped
 * @property {string} users one file per process that uses the server
 */

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the file's own name in it.
const LONGEST_SOCKET_FOLDER = 88;

/** @param {string} dataDir @returns {string} the data directory inside, before links are resolved */
export const clusterIn = (dataDir) => join(resolve(dataDir), 'postgres', 'cluster');

/**
 * Makes the folders, closed to everybody but the server's user.
 * @param {string} dataDir
 * @param {ServerUser | undefined} user
 * @param {(line: string) => void} log
 * @returns {Layout}
 */
export function prepareLayout(dataDir, user, log) {
  mkdirSync(dataDir, { recursive: true });
  const home = prepareHome(join(realpathSync(dataDir), 'postgres'), user, log);
  const users = join(home, 'users');
  mkdirSync(users, { recursive: true });
  return {
    home,
    users,
    cluster: join(home, 'cluster'),
    sockets: prepareSockets(home, user),
    log: join(home, 'server.log'),
    lock: join(home, 'lock'),
  };
}

/** @param {string} home @param {ServerUser | undefined} user @param {(line: string) => void} log */
function prepareHome(home, user, log) {
  if (user && !existsSync(home) && !reachable(dirname(home))) {
    // Opening somebody's home folder to the world is not ours to do; the data goes where the server can reach it.
    const elsewhere = mkdtempSync('/var/lib/mingjian-');
    symlinkSync(elsewhere, home);
    log(`The user "postgres" cannot reach ${dirname(home)}: the database is kept in ${elsewhere}.`);
  }
  mkdirSync(home, { recursive: true });
  const real = realpathSync(home);
  give(real, user);
  return real;
}

/** Whether any user may pass through all folders down to this one. @param {string} folder @returns {boolean} */
function reachable(folder) {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || reachable(dirname(folder));
}

/** @param {string} home @param {ServerUser | undefined} user */
function prepareSockets(home, user) {
  const inside = join(home, 'run');
  const short = Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER;
  const folder = short
    ? inside
    : join(
        realpathSync(tmpdir()),
        `mingjian-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`,
      );
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  else if (!short) refuseForeign(folder, user);
  give(folder, user);
  return folder;
}

/** Anybody can make a folder in the temporary folder first. @param {string} folder @param {ServerUser | undefined} user */
function refuseForeign(folder, user) {
  const { uid, mode } = lstatSync(folder);
  const ours = [process.getuid?.(), user?.uid].includes(uid) && lstatSync(folder).isDirectory();
  if (!ours || (mode & 0o077) !== 0)
    throw new PlainError(`${folder} is not ours alone. Remove it and start again.`);
}

/** @param {string} folder @param {ServerUser | undefined} user */
function give(folder, user) {
  if (user) chownSync(folder, user.uid, user.gid);
  else if (statSync(folder).uid !== process.getuid?.()) {
    throw new PlainError(
      `${folder} belongs to another user. Start as that user, or set DATA_DIR to another folder.`,
    );
  }
  chmodSync(folder, 0o700);
}
