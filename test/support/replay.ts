import fc from 'fast-check';
import pg from 'pg';
import { createLog, loadConfiguration, ManualClock, systemActor } from '../../src/platform/index.js';
import { prepareLine } from '../../src/transactions/index.js';
import { createContainer, type Container } from '../../src/container.js';
import type { DemoBank } from '../../src/demo/index.js';
import type { TransactionBody } from '../../src/demo/types.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import type { TestService } from './service.js';

/** The day after the generated history ends. */
export const REPLAY_NOW = new Date('2026-11-21T04:00:00.000Z');

/** Runs something with a service on a copy of a database, which is gone afterwards. */
export async function replayCopy<T>(
  like: TestDatabase,
  work: (container: Container, database: TestDatabase) => Promise<T>,
): Promise<T> {
  const database = await createTestDatabase(like);
  const container = await createContainer({
    configuration: loadConfiguration({}),
    databaseUrl: database.url,
    clock: new ManualClock(REPLAY_NOW),
    log: createLog('silent'),
  });
  try {
    return await work(container, database);
  } finally {
    await container.close();
    await database.drop();
  }
}

/** Works a list off, so many at a time. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

type Rows = Record<string, unknown>[];

/** Branches, rates and customers of a generated bank, through the API as a bank would bring them in. */
export async function loadBank({ as }: TestService, bank: DemoBank): Promise<void> {
  const done = async (request: PromiseLike<{ status: number; body: unknown }>): Promise<void> => {
    const { status, body } = await request;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  };
  const known = new Set(
    ((await as.admin.get('/api/v1/branches?limit=500')).body as { items: { code: string }[] }).items.map(
      ({ code }) => code,
    ),
  );
  for (const branch of bank.branches)
    if (!known.has(branch.code)) await done(as.admin.post('/api/v1/branches').send(branch));
  for (const { date, ...table } of bank.exchangeRates)
    await done(as.core.put(`/api/v1/exchange-rates/${date}`).send(table));
  for (const customer of bank.customers) await done(as.core.post('/api/v1/customers').send(customer));
}

/** The bank's history, one list per day, days ascending. */
export function daysOf(bank: DemoBank): TransactionBody[][] {
  const days = new Map<string, TransactionBody[]>();
  for (const { day, transactions } of bank.transactions) {
    const list = days.get(day) ?? [];
    if (list.length === 0) days.set(day, list);
    list.push(...transactions);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
}

/** Another order within a day, by seed; what takes something back stays behind it, as it must be known. */
export function shuffled(day: readonly TransactionBody[], seed: number): TransactionBody[] {
  const [order] = fc.sample(
    fc.shuffledSubarray([...day.keys()], { minLength: day.length, maxLength: day.length }),
    { numRuns: 1, seed },
  );
  const position = new Map<string, number>();
  const placed = day.map((transaction, i) => {
    const before = transaction.reverses && position.get(transaction.reverses.reference);
    const at = Math.max(order![i]!, before === undefined ? 0 : before + 0.001);
    position.set(transaction.reference, at);
    return { transaction, at };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ transaction }) => transaction);
}

export interface Fed {
  accepted: number;
  duplicates: number;
  rejected: { reference: string | null; code: string }[];
}

/** Ingests transactions in batches of a size, each in a transaction of its own. */
export async function feed(
  { ingest, db, days, clock }: Pick<Container, 'ingest' | 'db' | 'days' | 'clock'>,
  transactions: readonly unknown[],
  batch: number,
): Promise<Fed> {
  const fed: Fed = { accepted: 0, duplicates: 0, rejected: [] };
  for (let start = 0; start < transactions.length; start += batch) {
    const lines = transactions
      .slice(start, start + batch)
      .map((raw, i) => prepareLine(raw, days, clock.now(), i + 1));
    await ingest.prepare(lines);
    const results = await db.inTransaction((tx) =>
      ingest.within(tx, { lines, actor: systemActor, requestId: `replay-${start}` }),
    );
    for (const { status, reference, problem } of results) {
      if (status === 'accepted') fed.accepted += 1;
      else if (status === 'duplicate') fed.duplicates += 1;
      else fed.rejected.push({ reference, code: problem!.code });
    }
  }
  return fed;
}

/**
 * Every large-value alert that stands, in words that do not depend on keys, times or the order of arrival: what must be
 * the same after a replay. Withdrawn ones are left out: whether a day ever stood above a limit depends on what of it
 * was known when.
 */
export async function standingAlerts(url: string): Promise<string[]> {
  const rows = await ask(
    url,
    `SELECT a.rule_id, a.rule_version, c.customer_number, a.as_of::text, a.direction::text, a.status::text, a.severity,
       a.due_on::text, a.measures, a.explanation,
       (SELECT jsonb_agg(jsonb_build_array(e.source, e.reference, trim_scale(e.amount), e.currency, e.measure, trim_scale(e.counted)) ORDER BY e.source, e.reference)
        FROM alert_transaction e WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL) AS evidence
     FROM alert a JOIN customer c ON c.id = a.customer_id
     WHERE a.kind = 'large-value' AND a.status <> 'withdrawn'
     ORDER BY c.customer_number, a.rule_id, a.as_of, a.direction`,
  );
  return rows.map((row) => JSON.stringify(row));
}

export interface Consistency {
  ledger: number;
  keys: number;
  ledgerWithoutKey: number;
  keysWithoutLedger: number;
  doubledAlerts: number;
  doubledReferences: number;
}

/** Counts whatever may never be: half a transaction, two of one, two alerts for one day. All but the first two are 0. */
export async function consistency(url: string): Promise<Consistency> {
  const [row] = await ask(
    url,
    `SELECT (SELECT count(*)::int FROM ledger) AS ledger, (SELECT count(*)::int FROM transaction_key) AS keys,
       (SELECT count(*)::int FROM ledger l WHERE NOT EXISTS (SELECT FROM transaction_key k WHERE k.ledger_id = l.id AND k.customer_id = l.customer_id AND k.booked_at = l.booked_at)) AS "ledgerWithoutKey",
       (SELECT count(*)::int FROM transaction_key k WHERE NOT EXISTS (SELECT FROM ledger l WHERE k.ledger_id = l.id AND k.customer_id = l.customer_id AND k.booked_at = l.booked_at)) AS "keysWithoutLedger",
       (SELECT count(*)::int FROM (SELECT FROM alert WHERE kind = 'large-value' GROUP BY rule_id, customer_id, as_of, direction HAVING count(*) > 1) d) AS "doubledAlerts",
       (SELECT count(*)::int FROM (SELECT FROM ledger GROUP BY source, reference HAVING count(*) > 1) d) AS "doubledReferences"`,
  );
  return row as unknown as Consistency;
}

/** One question to a database, on a connection of its own. */
export async function ask(url: string, sql: string, values: readonly unknown[] = []): Promise<Rows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values as unknown[])).rows as Rows;
  } finally {
    await client.end();
  }
}
