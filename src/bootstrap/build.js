// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digestOf, filesBelow, readText, writeText } from './files.js';
import { fail, PlainError, step } from './progress.js';
import { root } from './root.js';
import { runTool } from './run-program.js';

const CONSOLE = 'src/console';
const VITE_CONFIG = `${CONSOLE}/vite.config.ts`;

/** Builds what is stale of the service and the console, side by side. */
export async function build() {
  await Promise.all([buildService(), buildConsole()]);
}

/** Compiles the service to dist/service. Its types are checked with those of the tests: a start need not wait for that. */
export async function buildService() {
  const inputs = filesBelow(['src', 'tsconfig.json', 'package-lock.json'], (path) => path !== CONSOLE);
  await buildIfStale('the service', 'dist/service', inputs, compile);
}

async function compile() {
  // The compiler trusts its notes about what it wrote, also when that has been deleted since.
  if (!existsSync(join(root, 'dist/service')))
    rmSync(join(root, 'dist/service.tsbuildinfo'), { force: true });
  const args = ['-p', 'tsconfig.json', '--noCheck', '--pretty', 'false'];
  const { code, output } = await runTool('typescript/bin/tsc', args);
  if (code !== 0) throw new PlainError(output.trim());
  removeOrphans();
}

/** What was compiled from a file that is gone would still be found, and loaded. */
function removeOrphans() {
  for (const built of filesBelow(['dist/service'])) {
    const source = built.replace(/^dist\/service/, 'src').replace(/\.js(\.map)?$/, '');
    const exists = ['.ts', '.tsx', '.js'].some((extension) => existsSync(join(root, source + extension)));
    if (!exists && /\.js(\.map)?$/.test(built)) rmSync(join(root, built));
  }
}

/** Bundles the console to dist/console. */
export async function buildConsole() {
  if (!existsSync(join(root, VITE_CONFIG))) return;
  await buildIfStale('the console', 'dist/console', filesBelow([CONSOLE, 'package-lock.json']), async () => {
    const args = ['build', '--config', VITE_CONFIG, '--logLevel', 'warn'];
    const { code, output } = await runTool('vite/bin/vite.js', args);
    if (code !== 0) throw new PlainError(output.trim());
  });
}

/**
 * @param {string} what
 * @param {string} target folder that must exist afterwards
 * @param {string[]} inputs
 * @param {() => Promise<void>} work
 */
async function buildIfStale(what, target, inputs, work) {
  const stamp = `dist/.${target.replace('dist/', '')}.stamp`;
  const digest = digestOf(inputs);
  if (readText(stamp) === digest && existsSync(join(root, target))) return;
  await step(`Building ${what}`, work);
  writeText(stamp, digest);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { install } = await import('./install.js');
  await install().then(build).catch(fail);
}
