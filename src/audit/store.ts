import type { Queryable } from '../platform/index.js';
import type { AuditEvent, SealedEvent } from './domain/chain.js';

export interface EventRow {
  id: string;
  recorded_at: Date;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  request_id: string | null;
  details: Record<string, unknown>;
  digest: Buffer | null;
}

export const eventColumns =
  'e.id, e.recorded_at, e.actor_kind, e.actor_id, e.action, e.subject_kind, e.subject_id, e.request_id, e.details, e.digest';

/** The event of a row in the form that is hashed. */
export function toEvent(row: EventRow): AuditEvent {
  return {
    id: row.id,
    recordedAt: row.recorded_at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    ...(row.request_id === null ? {} : { requestId: row.request_id }),
    details: row.details,
    ...(row.digest === null ? {} : { digest: row.digest.toString('hex') }),
  };
}

type LinkRow = { sequence: string; previous_hash: Buffer; hash: Buffer } & (EventRow | { id: null });
const PAGE = 2_000;

/** Links `first..last` in order, a page at a time; an event that is gone is absent. */
export async function* readChain(
  db: Queryable,
  first: number,
  last: number,
): AsyncGenerator<Omit<SealedEvent, 'event'> & { event?: AuditEvent }> {
  for (let after = first - 1; after < last;) {
    const rows = await db.query<LinkRow>(
      `SELECT s.sequence, s.previous_hash, s.hash, ${eventColumns}
       FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
       WHERE s.sequence > $1 AND s.sequence <= $2 ORDER BY s.sequence LIMIT ${PAGE}`,
      [after, last],
    );
    if (rows.length === 0) return;
    for (const row of rows) {
      yield {
        sequence: Number(row.sequence),
        previousHash: row.previous_hash.toString('hex'),
        hash: row.hash.toString('hex'),
        ...(row.id === null ? {} : { event: toEvent(row) }),
      };
    }
    after = Number(rows[rows.length - 1]!.sequence);
  }
}
