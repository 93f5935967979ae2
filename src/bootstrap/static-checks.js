// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole, buildService } from './build.js';
import { PlainError } from './progress.js';
import { root } from './root.js';
import { runTool } from './run-program.js';

/**
 * What is checked before the tests run. The types of the service are checked with those of the tests, once; the slow
 * ones come first, so that two at a time end together.
 * @returns {{ name: string, work: () => Promise<void>, silent?: boolean }[]} silent: says itself what it does
 */
export function staticChecks() {
  return [
    { name: 'Types of the service and the tests', work: () => checkTypes('test') },
    { name: 'Building the service', work: buildService, silent: true },
    ...(existsSync(join(root, 'src/console/tsconfig.json'))
      ? [{ name: 'Types of the console', work: () => checkTypes('src/console') }]
      : []),
    { name: 'Building the console', work: buildConsole, silent: true },
    { name: 'Lint', work: lint },
    { name: 'Format', work: checkFormat },
    { name: 'Structure', work: checkStructure },
  ];
}

/** @param {string} folder that holds a tsconfig.json */
async function checkTypes(folder) {
  const notes = `dist/.cache/${folder.replaceAll('/', '-')}.tsbuildinfo`;
  const args = ['--noEmit', '-p', `${folder}/tsconfig.json`, '--incremental', '--tsBuildInfoFile', notes];
  await must(runTool('typescript/bin/tsc', [...args, '--pretty', 'false']));
}

async function lint() {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', 'dist/.cache/eslint'];
  await must(runTool('eslint/bin/eslint.js', ['.', '--max-warnings', '0', ...cache]));
}

async function checkFormat() {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', 'dist/.cache/prettier'];
  await must(runTool('prettier/bin/prettier.cjs', ['.', '--check', '--log-level', 'warn', ...cache]));
}

async function checkStructure() {
  await must(
    runTool('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', 'src']),
  );
}

/** @param {Promise<{ code: number, output: string }>} run */
async function must(run) {
  const { code, output } = await run;
  if (code !== 0) throw new PlainError(output.trim());
}
