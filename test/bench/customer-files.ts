import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { DEMO_BRANCHES } from '../../src/demo/branches.js';
import { customerBody } from '../../src/demo/customer-body.js';
import { Population } from '../../src/demo/population.js';
import { fillCustomers } from './support/customer-base.js';
import { startWorld } from './support/world.js';

const PASSWORD = 'correct horse battery staple';
const say = (line: string) => process.stdout.write(`${line}\n`);
const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Counts the statements that reach the database, by their beginning. */
function countStatements(): { total: number; most(): string } {
  const counts = new Map<string, number>();
  const seen = {
    total: 0,
    most: () =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 12)
        .map(([sql, count]) => `  ${count} x ${sql}`)
        .join('\n'),
  };
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const { query } = prototype;
  prototype.query = function (...given: unknown[]) {
    const sql = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string })?.text ?? '');
    const start = sql.replace(/\s+/g, ' ').slice(0, 90);
    counts.set(start, (counts.get(start) ?? 0) + 1);
    seen.total += 1;
    return query.apply(this, given);
  };
  return seen;
}

/**
 * `npm run bench -- customer-files [imported] [exported]`: imports customers of a demo bank as NDJSON with all that
 * follows (owners, duplicates, rating, reviews, screening), then exports a base of customers as a stream.
 */
export async function benchCustomerFiles([imported = 10_000, exported = 200_000]: number[]): Promise<void> {
  const world = await startWorld();
  const { container, owner } = world;
  const { scheduler, db, access, app } = container;
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
    const authorization = `Bearer ${token}`;

    const population = new Population({
      seed: 7,
      customers: imported,
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
    const body = Array.from({ length: imported }, (_, n) =>
      JSON.stringify(customerBody(population, population.profile(n))),
    ).join('\n');
    const take = async (query: string) => {
      const sent = await fetch(`${base}/customer-imports${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', authorization },
        body,
      });
      const { id } = (await sent.json()) as { id: string };
      const statements = countStatements();
      const started = performance.now();
      await scheduler.drain('import-customers');
      const seconds = (performance.now() - started) / 1_000;
      const state = await fetch(`${base}/customer-imports/${id}`, { headers: { authorization } });
      const { read, accepted, duplicates, rejected } = (await state.json()) as Record<string, number>;
      say(
        `import${query}: ${read} read, ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected in ` +
          `${seconds.toFixed(1)} s, ${Math.round(imported / seconds)} rows/s, ${statements.total} statements`,
      );
      say(statements.most());
    };
    await take('?dryRun=true');
    await take('');
    await take('?dryRun=true');

    if (exported === 0) return;
    await owner.query('TRUNCATE customer CASCADE');
    await fillCustomers(owner, exported);
    for (const format of ['csv', 'ndjson']) {
      const started = performance.now();
      const answer = await fetch(`${base}/customer-exports.${format}`, { headers: { authorization } });
      const first = performance.now() - started;
      let bytes = 0;
      let peak = 0;
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss);
      }
      const seconds = (performance.now() - started) / 1_000;
      say(
        `export ${format}: ${answer.headers.get('export-count')} customers, ${mib(bytes)} in ${seconds.toFixed(1)} s, ` +
          `${Math.round(exported / seconds)} rows/s, answer began after ${first.toFixed(0)} ms, memory ${mib(peak)} at most`,
      );
    }
  } finally {
    http.close();
    await world.close();
  }
}
