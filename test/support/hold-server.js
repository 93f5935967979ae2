// @ts-check
import { startEmbeddedPostgres } from '../../src/bootstrap/postgres/index.js';

/*
 * A process of its own that uses the server on a folder until it is told to leave (a line on its input) or
 * killed. It prints the postmaster's PID once it has it.
 */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${server.pid()}\n`);
process.stdin.once('data', async () => {
  await server.stop();
  process.exit(0);
});
