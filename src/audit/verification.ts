import type { Queryable } from '../platform/index.js';
import { ChainCheck, GENESIS } from './domain/chain.js';
import { readChain } from './store.js';

/** Half-open period of recording; either end may be open. */
export interface Period {
  from?: Date;
  to?: Date;
}

export interface Verification {
  verified: boolean;
  firstSequence: number | null;
  lastSequence: number | null;
  headHash: string | null;
  sealedThrough: string | null;
  unsealed: number;
  brokenAt?: number;
}

/** The links that cover a period, as sequences; `undefined` when nothing of it is sealed. */
export async function sequencesOf(
  db: Queryable,
  { from, to }: Period,
): Promise<{ first: number; last: number } | undefined> {
  const [range] =
    from || to
      ? await db.query<{ first: string | null; last: string | null }>(
          `SELECT min(s.sequence) AS first, max(s.sequence) AS last FROM audit_event e JOIN audit_seal s ON s.event_id = e.id
           WHERE e.recorded_at >= coalesce($1, '-infinity'::timestamptz) AND e.recorded_at < coalesce($2, 'infinity'::timestamptz)`,
          [from ?? null, to ?? null],
        )
      : await db.query<{ first: string | null; last: string | null }>(
          'SELECT CASE WHEN count(*) > 0 THEN 1 END AS first, max(sequence) AS last FROM audit_seal',
        );
  return range?.first && range.last ? { first: Number(range.first), last: Number(range.last) } : undefined;
}

/** Computes every hash of the period again and compares. Reads page by page; millions take minutes, not memory. */
export async function verify(db: Queryable, period: Period): Promise<Verification> {
  const range = await sequencesOf(db, period);
  const before = range && (await linkBefore(db, range.first));
  const check = new ChainCheck(before);
  if (range && !before) check.brokenAt = range.first - 1;
  if (range && before) {
    for await (const link of readChain(db, range.first, range.last)) if (!check.accept(link)) break;
    if (check.brokenAt === undefined && check.last !== range.last)
      check.brokenAt = (check.last ?? before.sequence) + 1;
  }
  const sneaked = await insertedBehind(db, period);
  const faults = [check.brokenAt, sneaked].filter((at) => at !== undefined);
  return {
    verified: faults.length === 0,
    firstSequence: check.first ?? null,
    lastSequence: check.last ?? null,
    headHash: check.head ?? null,
    ...(await standing(db)),
    ...(faults.length > 0 ? { brokenAt: Math.min(...faults) } : {}),
  };
}

/** The link that the first of a period holds on to; `undefined` when it is missing. */
async function linkBefore(
  db: Queryable,
  first: number,
): Promise<{ sequence: number; hash: string } | undefined> {
  const sequence = first - 1;
  if (sequence === 0) return { sequence, hash: GENESIS };
  const [row] = await db.query<{ hash: Buffer }>('SELECT hash FROM audit_seal WHERE sequence = $1', [
    sequence,
  ]);
  return row && { sequence, hash: row.hash.toString('hex') };
}

/** An event without a link, older than the last one linked, was put in later. Returns where it would have stood. */
async function insertedBehind(db: Queryable, { from, to }: Period): Promise<number | undefined> {
  const [stray] = await db.query<{ sequence: string }>(
    `WITH head AS (SELECT e.xid, e.id FROM audit_seal s JOIN audit_event e ON e.id = s.event_id ORDER BY s.sequence DESC LIMIT 1),
     stray AS (
       SELECT e.xid, e.id FROM audit_event e, head
       WHERE (e.xid, e.id) < (head.xid, head.id) AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)
         AND e.recorded_at >= coalesce($1, '-infinity'::timestamptz) AND e.recorded_at < coalesce($2, 'infinity'::timestamptz)
       ORDER BY e.xid, e.id LIMIT 1)
     SELECT s.sequence FROM stray, LATERAL (
       SELECT s.sequence FROM audit_event e JOIN audit_seal s ON s.event_id = e.id
       WHERE (e.xid, e.id) > (stray.xid, stray.id) ORDER BY e.xid, e.id LIMIT 1) s`,
    [from ?? null, to ?? null],
  );
  return stray && Number(stray.sequence);
}

/** How far the sealing has come: when the last linked event was recorded, and how many still wait. */
async function standing(db: Queryable): Promise<{ sealedThrough: string | null; unsealed: number }> {
  const [row] = await db.query<{ through: Date | null; unsealed: string }>(
    `WITH head AS (SELECT e.xid, e.id, e.recorded_at FROM audit_seal s JOIN audit_event e ON e.id = s.event_id ORDER BY s.sequence DESC LIMIT 1)
     SELECT (SELECT recorded_at FROM head) AS through,
       (SELECT count(*) FROM audit_event e
        WHERE (e.xid, e.id) > (coalesce((SELECT xid FROM head), '0'::xid8), coalesce((SELECT id FROM head), 0))) AS unsealed`,
  );
  return { sealedThrough: row?.through?.toISOString() ?? null, unsealed: Number(row?.unsealed ?? 0) };
}
