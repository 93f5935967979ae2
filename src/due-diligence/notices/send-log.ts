import type { Actor, Queryable, Tx } from '../../platform/index.js';
import { after, type Attempt, type AttemptKind, type Progress } from './domain/progress.js';
import type { Channel } from './domain/template.js';

/** One more line of the send log; what is absent stays null. */
export interface Entry {
  kind: AttemptKind;
  channel?: Channel | null;
  shown?: string | null;
  position?: number | null;
  code?: string | null;
  answer?: string | null;
  providerId?: string | null;
}

interface AttemptRow {
  kind: AttemptKind;
  at: Date;
  channel: Channel | null;
  shown: string | null;
  position: number | null;
  code: string | null;
  providerId: string | null;
}

/** The send log of one notice, oldest first. */
export function readLog(q: Queryable, noticeKey: string): Promise<Attempt[]> {
  return q.query<AttemptRow>(
    'SELECT kind, at, channel, shown, position, code, provider_id AS "providerId" FROM notice_attempt WHERE notice_id = $1 ORDER BY sequence',
    [noticeKey],
  );
}

/**
 * Appends to the log of one notice, whose row the caller has locked, and brings its projection up to date.
 * @returns what it has come to
 */
export async function appendLog(
  tx: Tx,
  notice: { key: string; log: Attempt[]; progress: Progress },
  actor: Actor,
  at: Date,
  entries: readonly Entry[],
): Promise<Progress> {
  let sequence = notice.log.length;
  for (const entry of entries) {
    const { kind, channel = null, shown = null, position = null } = entry;
    const { code = null, answer = null, providerId = null } = entry;
    sequence += 1;
    await tx.query(
      `INSERT INTO notice_attempt (notice_id, sequence, at, kind, channel, shown, position, code, answer, provider_id, actor_kind, actor_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        notice.key,
        sequence,
        at,
        kind,
        channel,
        shown,
        position,
        code,
        answer,
        providerId,
        actor.kind,
        actor.id,
      ],
    );
    const attempt = { kind, at, channel, shown, position, code, providerId };
    notice.log.push(attempt);
    notice.progress = after(notice.progress, attempt);
  }
  const { status, channel, shown, reason, tries, sentAt } = notice.progress;
  await tx.query(
    `UPDATE notice SET status = $2, channel = $3, shown = $4, reason = $5, tries = $6, sent_at = $7, changed_at = $8
     WHERE id = $1`,
    [notice.key, status, channel, shown, reason, tries, sentAt, at],
  );
  return notice.progress;
}
