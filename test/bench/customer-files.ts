import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { DEMO_BRANCHES } from '../../src/demo/branches.js';
import { customerBody } from '../../src/demo/customer-body.js';
import { Population } from '../../src/demo/population.js';
import { fillCustomers } from './support/customer-base.js';
import { startWorld, type BenchWorld } from './support/world.js';

const PASSWORD = 'correct horse battery staple';
const say = (line: string) => process.stdout.write(`${line}\n`);
const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Counts the statements that reach the database, and how long they take, by their beginning. */
function countStatements(): { total: number; most(): string } {
  const counts = new Map<string, { count: number; ms: number }>();
  const seen = {
    total: 0,
    most: () =>
      [...counts]
        .sort(([, a], [, b]) => b.ms - a.ms)
        .slice(0, 12)
        .map(([sql, { count, ms }]) => `  ${ms.toFixed(0)} ms in ${count} x ${sql}`)
        .join('\n'),
  };
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const { query } = prototype;
  prototype.query = function (...given: unknown[]) {
    const sql = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string })?.text ?? '');
    const start = sql.replace(/\s+/g, ' ').slice(0, 90);
    const one = counts.get(start) ?? { count: 0, ms: 0 };
    counts.set(start, one);
    one.count += 1;
    seen.total += 1;
    const began = performance.now();
    const answer = query.apply(this, given);
    const note = () => void (one.ms += performance.now() - began);
    if (answer instanceof Promise) void answer.then(note, note);
    return answer;
  };
  return seen;
}

/**
 * `npm run bench -- customer-files [imported] [exported]`: imports customers of a demo bank as NDJSON with all that
 * follows (owners, duplicates, rating, reviews, screening), then exports a base of customers as a stream.
 */
export async function benchCustomerFiles([imported = 10_000, exported = 200_000]: number[]): Promise<void> {
  await served(({ base, authorization, world }) => importAll(base, authorization, world, imported));
  if (exported > 0)
    await served(async ({ base, authorization, world }) => {
      await fillCustomers(world.owner, exported);
      await exportAll(base, authorization, exported);
    });
}

interface Served {
  base: string;
  authorization: string;
  world: BenchWorld;
}

/** A service with an officer signed in. */
async function served(work: (served: Served) => Promise<void>): Promise<void> {
  const world = await startWorld();
  const { scheduler, db, access, app } = world.container;
  const http = createServer(app).listen(0, '127.0.0.1');
  try {
    await once(http, 'listening');
    await db.inTransaction((tx) => access.ensureDemoUsers(tx, PASSWORD));
    await scheduler.start(false);
    const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/v1`;
    const signIn = await fetch(`${base}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'officer', password: PASSWORD }),
    });
    const { token } = (await signIn.json()) as { token: string };
    await work({ base, authorization: `Bearer ${token}`, world });
  } finally {
    http.close();
    await world.close();
  }
}

async function importAll(base: string, authorization: string, world: BenchWorld, count: number) {
  const { owner, container } = world;
  const population = new Population({
    seed: 7,
    customers: count,
    transactions: 0,
    days: 365,
    until: '2026-03-30',
    isWorkingDay: () => true,
  });
  await owner.query(
    `INSERT INTO branch (code, name, country, created_at)
     SELECT code, code, 'CHN', now() FROM unnest($1::text[]) AS b (code) ON CONFLICT DO NOTHING`,
    [DEMO_BRANCHES.map(({ code }) => code)],
  );
  const body = Array.from({ length: count }, (_, n) =>
    JSON.stringify(customerBody(population, population.profile(n))),
  ).join('\n');
  for (const query of ['?dryRun=true', '', '?dryRun=true']) {
    const sent = await fetch(`${base}/customer-imports${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization },
      body,
    });
    const { id } = (await sent.json()) as { id: string };
    const statements = countStatements();
    const started = performance.now();
    await container.scheduler.drain('import-customers');
    const seconds = (performance.now() - started) / 1_000;
    const state = await fetch(`${base}/customer-imports/${id}`, { headers: { authorization } });
    const { read, accepted, duplicates, rejected } = (await state.json()) as Record<string, number>;
    say(
      `import${query}: ${read} read, ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected in ` +
        `${seconds.toFixed(1)} s, ${Math.round(count / seconds)} rows/s, ${statements.total} statements`,
    );
    say(statements.most());
  }
}

async function exportAll(base: string, authorization: string, count: number): Promise<void> {
  for (const format of ['csv', 'ndjson']) {
    const started = performance.now();
    const answer = await fetch(`${base}/customer-exports.${format}`, { headers: { authorization } });
    const first = performance.now() - started;
    let [bytes, peak] = [0, 0];
    const from = process.memoryUsage().rss;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const seconds = (performance.now() - started) / 1_000;
    say(
      `export ${format}: ${answer.headers.get('export-count')} customers, ${mib(bytes)} in ${seconds.toFixed(1)} s, ` +
        `${Math.round(count / seconds)} rows/s, began after ${first.toFixed(0)} ms, memory ${mib(from)} to ${mib(peak)}`,
    );
  }
}
