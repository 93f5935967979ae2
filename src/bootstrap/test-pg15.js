// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode } from './check-node.js';
import { fail, PlainError, say, step } from './progress.js';

/*
 * `npm run test:pg15`: the tests that need a database, against the oldest PostgreSQL we support, as Debian 12
 * packages it.
 */

const OLDEST = { folder: '/usr/lib/postgresql/15', major: '15' };

async function test() {
  checkNode();
  if (!existsSync(join(OLDEST.folder, 'bin', 'postgres'))) {
    throw new PlainError(
      `PostgreSQL 15 is not in ${OLDEST.folder}. On Debian 12 install it with: apt-get install postgresql-15`,
    );
  }
  const { install } = await import('./install.js');
  await install();
  const { startTemporaryPostgres } = await import('./postgres/temporary.js');
  const { runJest } = await import('./run-jest.js');

  const start = () => startTemporaryPostgres({ prefix: 'mingjian-pg15-', durable: false, binaries: OLDEST });
  const server = await step('Starting PostgreSQL 15', start);
  try {
    // The tests of the embedded server start their own and would prove nothing here.
    const chosen = ['--selectProjects', 'database', 'api', '--testPathIgnorePatterns', 'embedded-postgres'];
    const env = { TEST_DATABASE_URL: server.superUrl };
    const { ok, line } = await runJest([...chosen, ...process.argv.slice(2)], env);
    say(line);
    process.exitCode = ok ? 0 : 1;
  } finally {
    await server.stop();
  }
}

await test().catch(fail);
