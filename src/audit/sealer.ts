import type { Database, Job, Tx } from '../platform/index.js';
import { GENESIS, link } from './domain/chain.js';
import { eventColumns, toEvent, type EventRow } from './store.js';

const LOCK = 0x7365616c;
const BATCH = 5_000;

/**
 * Links committed events into the chain. An event may be linked once no transaction that began before its own can
 * still commit: its transaction id lies below the oldest one running. Those are final, so in the order (transaction,
 * event) nothing can ever appear before the last one linked, and whoever seals next goes on from there.
 */
export function auditSealJob(db: Database): Job {
  return {
    name: 'audit-seal',
    everySeconds: 1,
    run: () => db.inTransaction(async (tx) => (await sealBatch(tx)) === BATCH),
  };
}

/** Seals at most one batch. Two at once wait for each other; the second then sees what the first did. */
export async function sealBatch(tx: Tx, batch = BATCH): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  const [foreign] = await tx.query(
    'SELECT FROM audit_event HAVING max(xid) >= pg_snapshot_xmax(pg_current_snapshot())',
  );
  if (foreign)
    throw new Error(
      'audit events of another database server: advance the transaction ids first, see docs/audit-chain.md',
    );
  const [head] = await tx.query<{ sequence: string; hash: Buffer; event_id: string; xid: string | null }>(
    `SELECT s.sequence, s.hash, s.event_id, e.xid::text FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
     ORDER BY s.sequence DESC LIMIT 1`,
  );
  if (head && head.xid === null)
    throw new Error('the last sealed audit event is gone; verify the audit trail');
  const rows = await tx.query<EventRow>(
    `SELECT ${eventColumns} FROM audit_event e
     WHERE (e.xid, e.id) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY e.xid, e.id LIMIT $3`,
    [head?.xid ?? '0', head?.event_id ?? '0', batch],
  );
  if (rows.length === 0) return 0;
  const links = link(
    { sequence: Number(head?.sequence ?? 0), hash: head?.hash.toString('hex') ?? GENESIS },
    rows.map(toEvent),
  );
  await tx.query(
    `INSERT INTO audit_seal (sequence, event_id, previous_hash, hash)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])`,
    [
      links.map(({ sequence }) => sequence),
      links.map(({ event }) => event.id),
      links.map(({ previousHash }) => Buffer.from(previousHash, 'hex')),
      links.map(({ hash }) => Buffer.from(hash, 'hex')),
    ],
  );
  return rows.length;
}
