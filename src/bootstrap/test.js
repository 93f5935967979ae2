// @ts-check
import { checkNode } from './check-node.js';
import { describe, fail, say, since, step } from './progress.js';

/*
 * `npm test [-- arguments for jest]`: everything, from a fresh clone. Goes on after a failed step, so that one run
 * tells all that is wrong; the last line counts the tests.
 */

/** @type {string[]} */
const failures = [];

/** @param {{ name: string, work: () => Promise<void>, silent?: boolean }} task */
async function check({ name, work, silent = false }) {
  try {
    await (silent ? work() : step(name, work));
  } catch (error) {
    failures.push(name);
    say(describe(error));
  }
}

async function test() {
  checkNode();
  const from = Date.now();
  const { install } = await import('./install.js');
  await install();
  const { staticChecks } = await import('./static-checks.js');
  const { inParallel } = await import('./pool.js');
  const tasks = staticChecks().map((task) => () => check(task));
  await inParallel(2, tasks);
  const { runJest } = await import('./run-jest.js');
  const counts = await runJest(process.argv.slice(2));
  if (failures.length > 0) say(`\nFailed besides the tests: ${failures.join(', ')}.`);
  say(`\nAll of it took ${since(from)}.`);
  say(counts.line);
  process.exitCode = counts.ok && failures.length === 0 ? 0 : 1;
}

await test().catch(fail);
