// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.js';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends whatever was started here, for when we are told to stop ourselves. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program in the repository root.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {boolean} [options.show] its output goes to the terminal at once; else it is collected
 * @param {Record<string, string>} [options.env] added to our own
 * @returns {Promise<{ code: number, output: string }>} code 1 also when it was ended by a signal
 */
export function runProgram(command, args, { show = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? 'inherit' : 'pipe';
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, ...env },
    });
    running.add(child);
    let output = '';
    child.stdout?.on('data', (part) => (output += part));
    child.stderr?.on('data', (part) => (output += part));
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a tool out of node_modules with this Node.js; `npx` would look for another and takes half a second.
 * @param {string} script path inside node_modules
 * @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} [options]
 */
export const runTool = (script, args, options) =>
  runProgram(process.execPath, [join(root, 'node_modules', script), ...args], options);
