import type { Actor, Clock, Context, Tx } from '../platform/index.js';

export interface AuditEntry {
  /** What was done, `noun.participle`: `user.created`, `transactions.ingested`. */
  action: string;
  subject: { kind: string; id: string };
  requestId?: string;
  /** Facts that let the act be understood. Never plain personal data; see {@link keyedDigest}. */
  details?: Record<string, unknown>;
  /** SHA-256 over the rows one event covers. */
  digest?: Buffer;
}

/** What reading leaves behind: as an entry, of the request that read. */
export type ReadEntry = Omit<AuditEntry, 'requestId'>;

/** Writes audit events, each in the database transaction of the act itself, so that neither exists without the other. */
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  /**
   * Reads, and says in the same database transaction that somebody did.
   * @param entry the event, or how it follows from what was found
   */
  reading<T>(
    { db, actor, requestId }: Pick<Context, 'db' | 'actor' | 'requestId'>,
    work: (tx: Tx) => Promise<T>,
    entry: ReadEntry | ((found: T) => ReadEntry),
  ): Promise<T> {
    return db.inTransaction(async (tx) => {
      const found = await work(tx);
      await this.append(tx, actor, { ...(typeof entry === 'function' ? entry(found) : entry), requestId });
      return found;
    });
  }

  /** Appends the entries in one statement; they are linked into the chain after the commit. */
  async append(tx: Tx, actor: Actor, entries: AuditEntry | readonly AuditEntry[]): Promise<void> {
    const list = Array.isArray(entries) ? (entries as readonly AuditEntry[]) : [entries as AuditEntry];
    if (list.length === 0) return;
    await tx.prepared(
      'audit-append',
      `INSERT INTO audit_event (recorded_at, actor_kind, actor_id, action, subject_kind, subject_id, request_id, details, digest)
       SELECT $1, $2, $3, action, subject_kind, subject_id, request_id, details, digest
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::bytea[])
         WITH ORDINALITY AS entry (action, subject_kind, subject_id, request_id, details, digest, position)
       ORDER BY position`,
      [
        this.clock.now(),
        actor.kind,
        actor.id,
        list.map(({ action }) => action),
        list.map(({ subject }) => subject.kind),
        list.map(({ subject }) => subject.id),
        list.map(({ requestId }) => requestId ?? null),
        list.map(({ details }) => JSON.stringify(details ?? {})),
        list.map(({ digest }) => digest ?? null),
      ],
    );
  }
}
