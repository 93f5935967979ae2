import { once } from 'node:events';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database, Queryable, Tx } from '../platform/index.js';
import { storeDevices } from './devices.js';
import { ledgerColumns, toCopyText, type LedgerRow } from './ledger-row.js';

/** Below this many rows one prepared INSERT is quicker than starting a COPY. */
const COPY_FROM_ROWS = 60;

const COPY_SQL = `COPY ledger (${ledgerColumns.map(({ name }) => name).join(', ')}) FROM STDIN`;
const KEY_COLUMN = ledgerColumns.length + 1;
const at = (name: string): number => 1 + ledgerColumns.findIndex((column) => column.name === name);

/** Claims keys and stores the rows whose keys were free, in one statement; answers the ids of those stored. */
const STORE_FEW_SQL = `WITH claimed AS (
    INSERT INTO transaction_key (key, content, customer_id, booked_at, ledger_id)
    SELECT key, content, coalesce(merged_from, customer_id), booked_at, ledger_id FROM unnest($${KEY_COLUMN}::uuid[], $${KEY_COLUMN + 1}::uuid[], $${at('customer_id')}::bigint[], $${at('merged_from')}::bigint[], $${at('booked_at')}::timestamptz[], $${at('id')}::bigint[]) AS k(key, content, customer_id, merged_from, booked_at, ledger_id)
    ORDER BY key ON CONFLICT DO NOTHING RETURNING key)
  INSERT INTO ledger (${ledgerColumns.map(({ name }) => name).join(', ')})
  SELECT ${ledgerColumns.map(({ name }) => `r.${name}`).join(', ')}
  FROM unnest(${ledgerColumns.map(({ type }, i) => `$${i + 1}::${type}[]`).join(', ')}, $${KEY_COLUMN}::uuid[]) AS r(${ledgerColumns.map(({ name }) => name).join(', ')}, key)
  JOIN claimed USING (key) RETURNING id`;

/**
 * Claims the keys of these rows and stores the rows whose keys were free. Keys are claimed in order, so that two
 * batches never wait for each other in a circle; a key another transaction is just claiming is waited for.
 * @returns the rows that were stored
 */
export async function storeRows(tx: Tx, rows: readonly LedgerRow[]): Promise<LedgerRow[]> {
  if (rows.length < COPY_FROM_ROWS) {
    const stored = await tx.prepared<{ id: string }>('ledger-store-few', STORE_FEW_SQL, [
      ...ledgerColumns.map(({ value }) => rows.map(value)),
      rows.map((row) => row.key),
      rows.map((row) => row.content),
    ]);
    const ids = new Set(stored.map(({ id }) => id));
    const kept = rows.filter(({ id }) => ids.has(id));
    await storeDevices(tx, kept);
    return kept;
  }
  const claimed = await claimKeys(tx, rows);
  const free = rows.filter(({ key }) => claimed.has(key));
  await copyRows(tx, free);
  await storeDevices(tx, free);
  return free;
}

async function copyRows(tx: Tx, rows: readonly LedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  tx.assertOpen();
  const { client } = tx;
  const stream = client.query(copyFrom(COPY_SQL));
  let ended: () => void = () => undefined;
  // A connection that ends in the middle of a COPY tells the client, but not always the stream, which would wait on.
  const lost = new Promise<never>((_, reject) => {
    ended = () => reject(new Error('Connection terminated unexpectedly'));
    client.once('end', ended);
  });
  try {
    const finished = once(stream, 'finish');
    stream.end(toCopyText(rows));
    await Promise.race([finished, lost]);
  } finally {
    client.removeListener('end', ended);
    stream.on('error', () => undefined);
  }
}

async function claimKeys(tx: Tx, rows: readonly LedgerRow[]): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  const claimed = await tx.prepared<{ key: string }>(
    'transaction-key-claim',
    `INSERT INTO transaction_key (key, content, customer_id, booked_at, ledger_id)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::bigint[]) ON CONFLICT DO NOTHING RETURNING key`,
    [
      sorted.map((r) => r.key),
      sorted.map((r) => r.content),
      sorted.map((r) => r.bookedFor),
      sorted.map((r) => r.bookedAt.toISOString()),
      sorted.map((r) => r.id),
    ],
  );
  return new Set(claimed.map(({ key }) => key));
}

/** Content digests of keys that are taken. */
export async function knownContents(q: Queryable, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await q.query<{ key: string; content: string }>(
    'SELECT key, content FROM transaction_key WHERE key = ANY($1::uuid[])',
    [keys],
  );
  return new Map(rows.map(({ key, content }) => [key, content]));
}

/** What a reversal must know of its target. */
export interface ReversalTarget {
  key: string;
  id: string;
  customer_id: string;
  booked_at: Date;
  business_date: string;
  direction: 'in' | 'out';
  currency: string;
  amount: string;
  reversed: string;
  offsets: boolean;
}

export async function findTargets(tx: Tx, keys: readonly string[]): Promise<Map<string, ReversalTarget>> {
  const rows = await tx.query<ReversalTarget>(
    `SELECT k.key, l.id, l.customer_id, l.booked_at, l.business_date::text AS business_date, l.direction::text AS direction, l.currency, l.amount, l.reversed, l.offsets
     FROM transaction_key k JOIN customer_view c ON c.id = k.customer_id
     JOIN ledger l ON l.customer_id = coalesce(c.merged_into, c.id) AND l.booked_at = k.booked_at AND l.id = k.ledger_id
     WHERE k.key = ANY($1::uuid[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Adds to what is taken back of these movements. The table refuses more than their amount. */
export async function addReversed(
  tx: Tx,
  netting: readonly { target: ReversalTarget; amount: string }[],
): Promise<void> {
  if (netting.length === 0) return;
  await tx.query(
    `UPDATE ledger l SET reversed = l.reversed + n.amount
     FROM (SELECT customer_id, booked_at, id, sum(amount) AS amount FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::numeric[]) AS u(customer_id, booked_at, id, amount) GROUP BY 1, 2, 3) n
     WHERE l.customer_id = n.customer_id AND l.booked_at = n.booked_at AND l.id = n.id`,
    [
      netting.map((n) => n.target.customer_id),
      netting.map((n) => n.target.booked_at),
      netting.map((n) => n.target.id),
      netting.map((n) => n.amount),
    ],
  );
}

/** Hands out ledger ids in blocks, so that a batch needs no round trip for them. */
export class LedgerIds {
  private next = 0n;
  private end = 0n;
  private refill: Promise<void> | undefined;
  private static readonly BLOCK = 10_000n;

  /**
   * @param q the caller's transaction: with a connection of their own, as many callers as there are connections would
   *   wait for each other
   */
  async take(q: Queryable, count: number): Promise<bigint> {
    while (this.end - this.next < BigInt(count)) {
      // Another caller's transaction may fail under its fetch; that is no failure of this one.
      if (this.refill) await this.refill.catch(() => undefined);
      else await (this.refill = this.fetch(q).finally(() => (this.refill = undefined)));
    }
    const first = this.next;
    this.next += BigInt(count);
    return first;
  }

  private async fetch(q: Queryable): Promise<void> {
    const [row] = await q.query<{ block: string }>("SELECT nextval('ledger_block') AS block");
    this.next = BigInt(row!.block) * LedgerIds.BLOCK;
    this.end = this.next + LedgerIds.BLOCK;
  }
}

/** Makes sure the quarter of an instant has its partition; remembers what it knows. */
export class LedgerPartitions {
  private readonly known = new Set<string>();

  constructor(private readonly db: Database) {}

  async ensure(instants: Iterable<Date>): Promise<void> {
    const missing = new Map<string, Date>();
    for (const instant of instants) {
      const quarter = `${instant.getUTCFullYear()} ${Math.floor(instant.getUTCMonth() / 3)}`;
      if (!this.known.has(quarter)) missing.set(quarter, instant);
    }
    for (const [quarter, instant] of missing) {
      // In a transaction, since that is tried again should it be the victim of a deadlock.
      await this.db.inTransaction((tx) => tx.query('SELECT ensure_ledger_partition($1)', [instant]));
      this.known.add(quarter);
    }
  }
}
