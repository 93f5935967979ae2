import { parseArgs } from 'node:util';
import { startTemporaryPostgres } from '../../src/bootstrap/postgres/temporary.js';
import { checkAll } from '../support/kill-rounds.js';
import { FaultLoad, randomOf } from '../support/fault-load.js';
import { Product } from '../support/product.js';
import { ask } from '../support/replay.js';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/**
 * `--seconds 60`: two processes on one database take in the same load for so long, now and then the same request at the
 * same moment; half way one is killed and started again. True when all is stored once and the alerts are those of a clean
 * replay.
 */
export async function twoProcesses(args: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { seconds: text, seed: text } });
  const seconds = Number(values.seconds ?? 60);
  const seed = Number(values.seed ?? 1);
  const server = await startTemporaryPostgres({ prefix: 'mingjian-two-' });
  const settings = { DATABASE_URL: server.url, DATABASE_OWNER_URL: server.ownerUrl };
  const products = [await Product.create(settings), await Product.create(settings)];
  try {
    // Both at once, on an empty database: one migrates and makes the first user, the other waits and finds them.
    for (const product of products) product.spawn();
    for (const product of products) await product.ready();
    const load = new FaultLoad(
      products.map(({ baseUrl }) => baseUrl),
      randomOf(seed),
    );
    await load.prepare();
    const stop = new AbortController();
    const running = load.run(6, stop.signal);
    await new Promise((done) => setTimeout(done, seconds * 500));
    await products[1]!.kill();
    products[1]!.spawn();
    await products[1]!.ready();
    await new Promise((done) => setTimeout(done, seconds * 500));
    stop.abort();
    await running;
    await load.settle();
    await load.importsDone();
    const check = await checkAll(server.ownerUrl, load);
    const jobs = await ask(server.ownerUrl, 'SELECT name, last_error FROM job WHERE failures > 0');
    const faults = [
      ...load.unexpected,
      ...check.faults,
      ...jobs.map(({ name, last_error: error }) => `job ${String(name)} failed: ${String(error)}`),
    ];
    say(
      `${load.requests} requests (${load.cutOff} cut off, ${load.imports.length} files), ${load.sent.size} sent, ${load.acknowledged.size} acknowledged, ${check.stored} stored, ${check.alerts} alerts`,
    );
    for (const fault of faults.slice(0, 20)) say(`  FAULT ${fault}`);
    say(faults.length === 0 ? 'Nothing was lost or doubled.' : `${faults.length} faults.`);
    return faults.length === 0;
  } finally {
    for (const product of products) await product.remove();
    await server.stop();
  }
}
