import type { Queryable, Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { newKey } from './cipher.js';
import type { KeyContext, KeyPort } from './key-port.js';
import { objectDestroyed } from './problems.js';

/** A record key as it is stored. */
export interface StoredKey extends KeyContext {
  masterKey: string;
  /** `null`: destroyed. */
  wrapped: Buffer | null;
}

/** A record key to use. */
export interface RecordKey extends KeyContext {
  bytes: Buffer;
}

/** As many as a bank has of classes and years, many times over. */
const MOST_REMEMBERED = 2_000;
const LOCK = 0x7661_756c;

const COLUMNS =
  'id, record_class AS "recordClass", year, version, master_key AS "masterKey", wrapped' as const;

/** The keys of record classes and years: made when first needed, unwrapped once per process. */
export class RecordKeys {
  private readonly remembered = new Map<string, Buffer>();

  constructor(readonly port: KeyPort) {}

  /**
   * The key that seals for a class and year, made if there is none: of two who need the first one at once, one makes
   * it and the other waits. Nobody destroys it before the transaction has ended.
   */
  async toSeal(tx: Tx, recordClass: string, year: number, now: Date): Promise<RecordKey> {
    await tx.query('SELECT pg_advisory_xact_lock_shared($1, hashtext($2))', [LOCK, `${recordClass} ${year}`]);
    const found = (await latest(tx, recordClass, year)) ?? (await this.make(tx, recordClass, year, 1, now));
    return this.usable(found);
  }

  /** Stores a new key as the given version, unless somebody has just done so; the one that is stored then. */
  async make(tx: Tx, recordClass: string, year: number, version: number, now: Date): Promise<StoredKey> {
    const context: KeyContext = { id: newId(now.getTime()), recordClass, year, version };
    const { masterKey, wrapped } = await this.port.wrap(newKey(), context);
    await tx.query(
      `INSERT INTO record_key (id, record_class, year, version, master_key, wrapped, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (record_class, year, version) DO NOTHING`,
      [context.id, recordClass, year, version, masterKey, wrapped, now],
    );
    return (await latest(tx, recordClass, year))!;
  }

  /** Those of the ids that are stored, by id. */
  async byId(q: Queryable, ids: readonly string[]): Promise<Map<string, StoredKey>> {
    const rows = await q.query<StoredKey>(`SELECT ${COLUMNS} FROM record_key WHERE id = ANY($1)`, [
      [...new Set(ids)],
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Unwraps a key. What was remembered of a destroyed one is forgotten, and the problem `object-destroyed` thrown. */
  async usable(stored: StoredKey): Promise<RecordKey> {
    const { id, recordClass, year, version, masterKey, wrapped } = stored;
    const context = { id, recordClass, year, version };
    if (wrapped === null) {
      this.remembered.delete(id);
      throw objectDestroyed();
    }
    let bytes = this.remembered.get(id);
    if (bytes === undefined) {
      bytes = await this.port.unwrap(wrapped, masterKey, context);
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(id, bytes);
    }
    return { ...context, bytes };
  }

  /** Keeps everybody from sealing for a class and year until the transaction ends. */
  async lock(tx: Tx, recordClass: string, year: number): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, `${recordClass} ${year}`]);
  }
}

/** The newest version for a class and year. */
export async function latest(
  q: Queryable,
  recordClass: string,
  year: number,
): Promise<StoredKey | undefined> {
  const [row] = await q.query<StoredKey>(
    `SELECT ${COLUMNS} FROM record_key WHERE record_class = $1 AND year = $2 ORDER BY version DESC LIMIT 1`,
    [recordClass, year],
  );
  return row;
}
