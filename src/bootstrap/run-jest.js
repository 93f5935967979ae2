// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './files.js';
import { root } from './root.js';
import { runProgram } from './run-program.js';

const RESULTS = 'dist/.cache/test-results.json';

/**
 * Runs the tests, with their output on the terminal.
 * @param {string[]} args for jest
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ ok: boolean, line: string }>} line such as `123 passed, 0 failed, 2 skipped`
 */
export async function runJest(args, env) {
  rmSync(join(root, RESULTS), { force: true });
  // Jest needs the first to run modules, and the second to be quiet about it.
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const options = ['--json', `--outputFile=${join(root, RESULTS)}`, ...args];
  const { code } = await runProgram(process.execPath, [...flags, jest, ...options], { show: true, env });
  return count(code, readText(RESULTS));
}

/**
 * @param {number} code of the process
 * @param {string | undefined} text jest's results; missing when it did not get so far
 */
export function count(code, text) {
  if (text === undefined) return { ok: false, line: '0 passed, 1 failed' };
  const results = JSON.parse(text);
  // A file that does not even load has no failed test in it, and still must count as one.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { ok: code === 0 && results.success && failed === 0, line };
}
