import type { Database } from '../database/database.js';
import type { Tx } from '../database/transaction.js';
import { open, seal } from './cipher.js';
import { latest, type RecordKeys, type StoredKey } from './record-keys.js';
import { placeOfDataKey } from './vault.js';

const BATCH = 500;

/** How many usable record keys each master key wraps. */
export async function keysByMaster(db: Database): Promise<{ masterKey: string; count: number }[]> {
  return db.query(
    `SELECT master_key AS "masterKey", count(*)::int AS count FROM record_key WHERE wrapped IS NOT NULL
     GROUP BY master_key ORDER BY master_key`,
  );
}

/**
 * Wraps every record key with the current master key, a batch per transaction. Ended at any moment it has lost
 * nothing: each key is wrapped by the old master key or by the new one, and the next run does the rest.
 * @param done called after each commit, with how many so far
 * @returns how many were wrapped anew
 */
export async function rewrapRecordKeys(
  db: Database,
  keys: RecordKeys,
  now: () => Date,
  { batch = BATCH, done = () => undefined }: { batch?: number; done?: (count: number) => void } = {},
): Promise<number> {
  let count = 0;
  for (;;) {
    const current = await keys.port.currentKeyId();
    const wrapped = await db.inTransaction(async (tx) => {
      const rows = await tx.query<StoredKey>(
        `SELECT id, record_class AS "recordClass", year, version, master_key AS "masterKey", wrapped FROM record_key
         WHERE master_key <> $1 AND wrapped IS NOT NULL ORDER BY id LIMIT $2 FOR UPDATE`,
        [current, batch],
      );
      for (const { wrapped, masterKey, ...context } of rows) {
        const anew = await keys.port.wrap(await keys.port.unwrap(wrapped!, masterKey, context), context);
        await tx.query(
          'UPDATE record_key SET wrapped = $2, master_key = $3, rewrapped_at = $4 WHERE id = $1',
          [context.id, anew.wrapped, anew.masterKey, now()],
        );
      }
      return rows.length;
    });
    if (wrapped === 0) return count;
    count += wrapped;
    done(count);
  }
}

/** Makes the next version of the key of a class and year; {@link moveObjects} then moves what older ones protect. */
export async function newRecordKey(
  tx: Tx,
  keys: RecordKeys,
  { recordClass, year, now }: { recordClass: string; year: number; now: Date },
): Promise<number> {
  await keys.lock(tx, recordClass, year);
  const before = await latest(tx, recordClass, year);
  if (before) await keys.usable(before);
  return (await keys.make(tx, recordClass, year, (before?.version ?? 0) + 1, now)).version;
}

/**
 * Wraps the data keys that older versions of record keys protect with the newest one, a batch per transaction; may be
 * ended at any moment. Older versions stay, for sealed texts in columns name them.
 * @returns how many objects were moved
 */
export async function moveObjects(
  db: Database,
  keys: RecordKeys,
  { batch = BATCH, done = () => undefined }: { batch?: number; done?: (count: number) => void } = {},
): Promise<number> {
  let count = 0;
  for (;;) {
    const moved = await db.inTransaction((tx) => moveBatch(tx, keys, batch));
    if (moved === 0) return count;
    count += moved;
    done(count);
  }
}

async function moveBatch(tx: Tx, keys: RecordKeys, batch: number): Promise<number> {
  const rows = await tx.query<{ id: string; wrappedKey: Buffer; from: string; to: string }>(
    `WITH newest AS (
       SELECT DISTINCT ON (record_class, year) id, record_class, year, version FROM record_key
       WHERE wrapped IS NOT NULL ORDER BY record_class, year, version DESC)
     SELECT o.id, o.wrapped_key AS "wrappedKey", k.id AS from, n.id AS to
     FROM newest n
     JOIN record_key k ON k.record_class = n.record_class AND k.year = n.year AND k.version < n.version
     JOIN vault_object o ON o.record_key_id = k.id
     LIMIT $1 FOR UPDATE OF o`,
    [batch],
  );
  const stored = await keys.byId(
    tx,
    rows.flatMap(({ from, to }) => [from, to]),
  );
  const moved: Buffer[] = [];
  for (const { id, wrappedKey, from, to } of rows) {
    const [older, newer] = [await keys.usable(stored.get(from)!), await keys.usable(stored.get(to)!)];
    const dataKey = open(older.bytes, wrappedKey, placeOfDataKey(id, from));
    moved.push(seal(newer.bytes, dataKey, placeOfDataKey(id, to)));
  }
  await tx.query(
    `UPDATE vault_object o SET record_key_id = r.key, wrapped_key = r.wrapped
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS r (id, key, wrapped) WHERE o.id = r.id`,
    [rows.map(({ id }) => id), rows.map(({ to }) => to), moved],
  );
  return rows.length;
}

/**
 * Makes everything of a class and year unreadable for good, in the database and, as far as the wrapped keys are not in
 * them, in its backups: forgets all versions of its key. Nothing new can be sealed for it either.
 * @returns how many keys were destroyed
 */
export async function destroyRecordKeys(
  tx: Tx,
  keys: RecordKeys,
  { recordClass, year, now }: { recordClass: string; year: number; now: Date },
): Promise<number> {
  await keys.lock(tx, recordClass, year);
  const rows = await tx.query(
    `UPDATE record_key SET wrapped = NULL, destroyed_at = $3
     WHERE record_class = $1 AND year = $2 AND wrapped IS NOT NULL RETURNING 1`,
    [recordClass, year, now],
  );
  return rows.length;
}
