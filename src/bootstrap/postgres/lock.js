// @ts-check
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pause, startTime } from './processes.js';

/** This process as text: PID and start time. */
export const self = `${process.pid} ${startTime(process.pid) ?? ''}`;

/** Whether the process that wrote `self` still lives. @param {string} text */
export function lives(text) {
  const [pid, ...time] = text.trim().split(' ');
  return startTime(Number(pid)) === time.join(' ');
}

/**
 * Runs `work` while no other process on this machine holds the same lock file. A lock whose holder died is
 * taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  while (!tryLock(path)) await pause(25);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

let attempts = 0;

/** @param {string} path */
function tryLock(path) {
  const own = `${path}.${process.pid}.${attempts++}`;
  writeFileSync(own, self);
  try {
    // A link appears whole or not at all, so nobody reads a lock file that has no holder in it yet.
    linkSync(own, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    removeIfStale(path, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} path @param {string} own */
function removeIfStale(path, own) {
  const aside = `${own}.stale`;
  try {
    if (lives(readFileSync(path, 'utf8'))) return;
    renameSync(path, aside);
    // Between reading and moving, another process may have put its own lock there: give that one back.
    if (lives(readFileSync(aside, 'utf8'))) linkSync(aside, path);
  } catch {
    // Someone else was faster; the next attempt sees what is there now.
  } finally {
    rmSync(aside, { force: true });
  }
}
