// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lives, self } from './lock.js';

/*
 * Several processes may share one server: each leaves a file with its name here, and the last to leave stops
 * the server. A process that was killed leaves its file behind; its start time tells that it is gone.
 */

let count = 0;

/**
 * @param {string} folder
 * @returns {() => void} takes the entry back
 */
export function enter(folder) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${process.pid}-${count++}`);
  writeFileSync(path, self);
  return () => rmSync(path, { force: true });
}

/** Whether any live process uses the server; entries of dead ones are removed. @param {string} folder */
export function inUse(folder) {
  let used = false;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lives(readFileSync(path, 'utf8'))) used = true;
    else rmSync(path, { force: true });
  }
  return used;
}
