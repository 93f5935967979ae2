// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { PlainError } from '../progress.js';

/** @typedef {{ uid: number, gid: number }} ServerUser */

/**
 * Whom the server runs as. PostgreSQL refuses to run as root; started by root it runs as the owner of the
 * data it finds, else as the system user `postgres`, which is created where it does not exist.
 * @param {string} cluster folder of the data, which need not exist yet
 * @returns {ServerUser | undefined} undefined: as ourselves
 */
export function serverUser(cluster) {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return findPostgres() ?? createPostgres();
}

/** @returns {ServerUser | undefined} */
function findPostgres() {
  const found = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return found ? { uid: Number(found[1]), gid: Number(found[2]) } : undefined;
}

/** @returns {ServerUser} */
function createPostgres() {
  const ways = [
    [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      'postgres',
    ],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', 'postgres'],
  ];
  for (const [command = '', ...options] of ways) {
    spawnSync(command, options, { stdio: 'ignore' });
    const user = findPostgres();
    if (user) return user;
  }
  throw new PlainError(
    'PostgreSQL does not run as root, and the system user "postgres" could not be created. ' +
      'Create it, or start as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own.',
  );
}
