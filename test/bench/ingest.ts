import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { systemActor } from '../../src/platform/index.js';
import { prepareLine } from '../../src/transactions/index.js';
import { growHistory, makeCustomers, startWorld, type BenchWorld } from './support/world.js';
import { makeTransactions } from './support/transactions.js';
import { median, print, rate } from './support/figures.js';

/*
 * Monitored ingest as a share of bare COPY into the same tables, with the same indexes and constraints, in one run:
 * batches alternate between the two, each with a commit of its own. Bare means rows already laid out as COPY text.
 */

const BATCH = 1_000;
const CUSTOMERS = 100_000;
let next = 0;

/** Rows as the service itself would lay them out, taken from what it stored: text ready for COPY under new keys. */
async function copyTexts(world: BenchWorld, batches: number): Promise<{ ledger: string; keys: string }[]> {
  const texts: { ledger: string; keys: string }[] = [];
  const { rows } = await world.owner.query<{ line: string; key: string }>(
    `WITH r AS (SELECT l.*, row_number() OVER () AS n FROM ledger l WHERE source = 'bench' LIMIT $1)
     SELECT concat_ws(E'\\t', customer_id, booked_at, 5000000000 + $2::bigint + n, business_date, direction, method, channel, outcome, category, cash, cross_border, offsets, counterparty_public_body,
       counterparty_same_customer, coalesce(counterparty_key::text, '\\N'), coalesce(counterparty_country, '\\N'), currency, amount, coalesce(rate_cny::text, '\\N'), coalesce(rate_usd::text, '\\N'), coalesce(account_number, '\\N'), source, 'C' || $2::bigint + n,
       '\\N', received_at, details) AS line,
       concat_ws(E'\\t', md5(random()::text), md5(random()::text), customer_id, booked_at, 5000000000 + $2::bigint + n) AS key FROM r`,
    [batches * BATCH, (next += 10_000_000)],
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    const slice = rows.slice(start, start + BATCH);
    texts.push({
      ledger: slice.map(({ line }) => `${line}\n`).join(''),
      keys: slice.map(({ key }) => `${key}\n`).join(''),
    });
  }
  return texts;
}

const LEDGER = `COPY ledger (customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border, offsets, counterparty_public_body, counterparty_same_customer,
  counterparty_key, counterparty_country, currency, amount, rate_cny, rate_usd, account_number, source, reference, reverses_id, received_at, details) FROM STDIN`;

async function copy(client: pg.Client, sql: string, text: string): Promise<void> {
  const stream = client.query(copyFrom(sql));
  const finished = once(stream, 'finish');
  stream.end(text);
  await finished;
}

async function bareBatch(
  client: pg.Client,
  { ledger, keys }: { ledger: string; keys: string },
  withKeys: boolean,
): Promise<number> {
  const started = performance.now();
  await client.query('BEGIN');
  await copy(client, LEDGER, ledger);
  if (withKeys)
    await copy(
      client,
      'COPY transaction_key (key, content, customer_id, booked_at, ledger_id) FROM STDIN',
      keys,
    );
  await client.query('COMMIT');
  return performance.now() - started;
}

/** From parsed JSON to durable and evaluated, as a request of the API is. */
async function monitoredBatch({ container }: BenchWorld, json: string): Promise<number> {
  const started = performance.now();
  const raw = JSON.parse(json) as unknown[];
  const lines = raw.map((one, i) => prepareLine(one, container.days, container.clock.now(), i + 1));
  const results = await container.ingest.submit({ lines, actor: systemActor, requestId: 'bench' });
  const elapsed = performance.now() - started;
  if (results.some(({ status }) => status !== 'accepted'))
    throw new Error(`not accepted: ${JSON.stringify(results.find(({ status }) => status !== 'accepted'))}`);
  return elapsed;
}

function newBatch(): string {
  const json = JSON.stringify(makeTransactions(BATCH, CUSTOMERS, next));
  next += BATCH;
  return json;
}

/** Milliseconds a batch when the next request is always waiting, as with a busy core system: reading overlaps storing. */
async function sustained(world: BenchWorld, batches: number): Promise<number> {
  const jsons = Array.from({ length: batches }, newBatch);
  const started = performance.now();
  await Promise.all(
    [0, 1, 2].map(async (sender) => {
      for (let i = sender; i < batches; i += 3) await monitoredBatch(world, jsons[i]!);
    }),
  );
  return (performance.now() - started) / batches;
}

async function measure(world: BenchWorld, history: number, rounds: number): Promise<void> {
  const client = new pg.Client({ connectionString: world.url });
  await client.connect();
  try {
    for (let i = 0; i < 6; i += 1) await monitoredBatch(world, newBatch());
    const texts = await copyTexts(world, 5);
    const more = [
      ...texts,
      ...(await copyTexts(world, 5)),
      ...(await copyTexts(world, 5)),
      ...(await copyTexts(world, 5)),
    ];
    const times = { bare: [] as number[], bareWithoutKeys: [] as number[], monitored: [] as number[] };
    for (let i = 0; i < rounds; i += 1) {
      times.monitored.push(await monitoredBatch(world, newBatch()));
      const [a, b] = [more.shift(), more.shift()];
      if (a) times.bare.push(await bareBatch(client, a, true));
      if (b) times.bareWithoutKeys.push(await bareBatch(client, b, false));
    }
    const fed = await sustained(world, 24);
    const bare = median(times.bare);
    const monitored = median(times.monitored);
    print(`history ${history.toLocaleString('en')}`, {
      'bare COPY, rows/s': rate(BATCH, bare),
      'bare COPY without keys, rows/s': rate(BATCH, median(times.bareWithoutKeys)),
      'monitored ingest, rows/s': rate(BATCH, monitored),
      'monitored ÷ bare': (bare / monitored).toFixed(2),
      'monitored, the queue kept fed, rows/s': rate(BATCH, fed),
      'the queue kept fed ÷ bare': (bare / fed).toFixed(2),
      'monitored ÷ bare without keys': (median(times.bareWithoutKeys) / monitored).toFixed(2),
    });
  } finally {
    await client.end();
  }
}

export async function benchIngest(sizes: readonly number[]): Promise<void> {
  const world = await startWorld();
  try {
    await makeCustomers(world.owner, CUSTOMERS);
    for (const size of sizes) {
      await growHistory(world.owner, CUSTOMERS, size);
      await measure(world, size, 10);
    }
  } finally {
    await world.close();
  }
}
