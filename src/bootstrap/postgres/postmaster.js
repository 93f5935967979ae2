// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../progress.js';
import { serverEnvironment } from './cluster.js';
import { pause, processesIn, send, startTime, worksIn } from './processes.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./server-user.js').ServerUser} ServerUser */

const LOG_LIMIT = 10 * 1024 * 1024;
// Larger than any PID the systems hand out, so that a signal to it always says "no such process".
const NOBODY = 2147483647;

/** @param {Layout} layout */
const pidFile = (layout) => join(layout.cluster, 'postmaster.pid');

/**
 * The server that runs on this data, if one does.
 * @param {Layout} layout
 * @returns {{ pid: number, status: string } | undefined} status is `starting`, `ready` or `stopping`
 */
export function findServer(layout) {
  try {
    const lines = readFileSync(pidFile(layout), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return worksIn(pid, layout.cluster) ? { pid, status: (lines[7] ?? 'starting').trim() } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts a server on data that has none. The caller holds the lock.
 * @param {Layout} layout
 * @param {import('./binaries.js').Binaries} binaries
 * @param {ServerUser | undefined} user
 * @returns {Promise<import('node:child_process').ChildProcess>}
 */
export async function startServer(layout, binaries, user) {
  await endOrphans(layout);
  clearStaleLocks(layout);
  const log = openLog(layout);
  const args = ['-D', layout.cluster, '-c', `unix_socket_directories=${layout.sockets}`, '-p', '5432'];
  // A session of its own: Ctrl-C in our terminal is for us to answer, and it outlives us when we are killed.
  const options = { ...user, cwd: layout.cluster, env: serverEnvironment, detached: true };
  const child = spawn(join(binaries.folder, 'bin', 'postgres'), args, {
    ...options,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return child;
}

/** @param {Layout} layout */
function openLog(layout) {
  try {
    if (statSync(layout.log).size > LOG_LIMIT) renameSync(layout.log, `${layout.log}.old`);
  } catch {
    // No log yet.
  }
  return openSync(layout.log, 'a', 0o600);
}

/**
 * Waits until the server answers; recovery after a crash may take its time.
 * @param {Layout} layout
 * @param {number} pid
 * @param {(line: string) => void} log
 */
export async function waitUntilReady(layout, pid, log) {
  for (let waited = 0; ; waited += 20) {
    const found = findServer(layout);
    if (found?.pid === pid && found.status === 'ready') return;
    if (startTime(pid) === undefined)
      throw new PlainError(`PostgreSQL did not start:\n${lastLines(layout.log)}`);
    if (waited % 10_000 === 0 && waited > 0)
      log('PostgreSQL is still starting (recovering after a crash?) …');
    await pause(20);
  }
}

/** @param {string} path */
function lastLines(path) {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

/**
 * Stops the server in good order; open transactions are rolled back.
 * @param {number} pid
 */
export async function stopServer(pid) {
  send(pid, 'SIGINT');
  await waitUntilGone(
    () => startTime(pid) !== undefined,
    60_000,
    () => send(pid, 'SIGQUIT'),
  );
}

/**
 * Backends that outlived their postmaster still hold its shared memory, and a new server rightly refuses to
 * start until they are gone. They notice by themselves, unless they are deep in a computation.
 * @param {Layout} layout
 */
async function endOrphans(layout) {
  const orphans = () => processesIn(layout.cluster);
  for (const pid of orphans()) send(pid, 'SIGQUIT');
  await waitUntilGone(
    () => orphans().length > 0,
    3_000,
    () => orphans().forEach((pid) => send(pid, 'SIGKILL')),
  );
}

/** @param {() => boolean} there @param {number} patience milliseconds @param {() => void} insist */
async function waitUntilGone(there, patience, insist) {
  const from = Date.now();
  let insisted = false;
  while (there()) {
    if (!insisted && Date.now() - from > patience) {
      insist();
      insisted = true;
    }
    await pause(20);
  }
}

/**
 * After a crash the PID in postmaster.pid may belong to a zombie or to a stranger, and PostgreSQL would refuse
 * to start. The file itself must stay: its other lines name the shared memory that has to be unused.
 * @param {Layout} layout
 */
function clearStaleLocks(layout) {
  rmSync(join(layout.sockets, '.s.PGSQL.5432.lock'), { force: true });
  try {
    const [, ...rest] = readFileSync(pidFile(layout), 'utf8').split('\n');
    if (rest.length < 6) rmSync(pidFile(layout));
    else writeFileSync(pidFile(layout), [NOBODY, ...rest].join('\n'));
  } catch {
    // None is there: the last stop was a clean one.
  }
}
