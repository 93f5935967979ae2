// @ts-check
import { createHash } from 'node:crypto';
import { readText, writeText } from './files.js';
import { PlainError, step } from './progress.js';
import { runProgram } from './run-program.js';

const OLDEST_NPM = 9;
const STAMP = 'node_modules/.mingjian-installed';

/** Installs the packages of the lock file when they are missing or others. */
export async function install() {
  const lock = readText('package-lock.json') ?? '';
  // Packages hold programs for one platform; a folder carried to another machine is installed anew.
  const wanted = createHash('sha256').update(`${process.platform} ${process.arch} ${lock}`).digest('hex');
  if (readText(STAMP) === wanted) return;
  if (!installedAlready(lock)) await step('Installing packages (about a minute the first time)', runNpm);
  writeText(STAMP, wanted);
}

/**
 * Whether npm, run by hand, has already installed exactly this lock file: it leaves a copy of what it did.
 * @param {string} lock
 */
function installedAlready(lock) {
  const record = readText('node_modules/.package-lock.json');
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  for (const [path, wanted] of Object.entries(JSON.parse(lock).packages)) {
    if (path === '' || wanted.link) continue;
    if (installed[path] ? installed[path].version !== wanted.version : !wanted.optional && !wanted.peer)
      return false;
  }
  return true;
}

async function runNpm() {
  // Started by npm, use that very npm; its script runs with our own Node.js.
  const script = process.env.npm_execpath ?? '';
  const [command, first] = /npm-cli\.c?js$/.test(script) ? [process.execPath, [script]] : ['npm', []];
  await checkNpm(command, first);
  // Under NODE_ENV=production npm would leave out the compiler.
  const args = [
    ...first,
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  const { code, output } = await runProgram(command, args);
  if (code !== 0) {
    throw new PlainError(
      `The packages could not be installed (is the package registry reachable?):\n${output.trim()}`,
    );
  }
}

/** @param {string} command @param {string[]} first */
async function checkNpm(command, first) {
  const { code, output } = await runProgram(command, [...first, '--version']).catch(() => ({
    code: 1,
    output: '',
  }));
  const version = /^\d+(?=\.\d+\.\d+)/m.exec(output)?.[0];
  if (code !== 0 || version === undefined)
    throw new PlainError('npm was not found. Install it with Node.js 20.');
  if (Number(version) < OLDEST_NPM) {
    throw new PlainError(`npm ${output.trim()} is too old: version ${OLDEST_NPM} or newer is needed.`);
  }
}
