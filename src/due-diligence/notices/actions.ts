import { problems, type Actor, type Database, type Job, type Tx } from '../../platform/index.js';
import { markCondemned } from './condemn.js';
import { lockNotice, logAndAudit } from './locked-notice.js';
import type { Entry } from './send-log.js';
import { NOTICE_TOPIC, type NoticeParts } from './service.js';

/** How many waiting notices are let go in one transaction. */
const BATCH = 1_000;

export const returnReasons = ['bounced', 'wrong-number', 'moved', 'unknown-recipient'] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** The address is bad, not merely somebody's who is away. */
const CONDEMNING: ReadonlySet<string> = new Set<ReturnReason>([
  'bounced',
  'wrong-number',
  'unknown-recipient',
]);

/** What people, and the job, do with notices that are under way. */
export class NoticeActions {
  constructor(private readonly parts: NoticeParts) {}

  /** Tries again at once, refused addresses included; 409 when it has reached the customer. */
  retry(tx: Tx, actor: Actor, id: string, requestId: string): Promise<void> {
    return this.act(tx, actor, id, requestId, ['queued', 'waiting', 'letter', 'failed'], { kind: 'retried' });
  }

  /** It came back after it had been taken: a bounced mail, a number of somebody else. The next way is tried. */
  returned(tx: Tx, actor: Actor, id: string, reason: ReturnReason, requestId: string): Promise<void> {
    return this.act(tx, actor, id, requestId, ['sent', 'handed-over'], { kind: 'returned', code: reason });
  }

  /** The letter was printed: who and when stays, with the digest of the page. */
  printed(tx: Tx, actor: Actor, id: string, digest: string, requestId: string): Promise<void> {
    const entry: Entry = { kind: 'printed', channel: 'letter', answer: `sha256:${digest}` };
    return this.act(tx, actor, id, requestId, ['letter'], entry);
  }

  /** The branch gave or sent it to the customer; `reference` is the post's own number. */
  handedOver(
    tx: Tx,
    actor: Actor,
    id: string,
    { how, reference = null }: { how: 'letter' | 'in-person' | 'phone'; reference?: string | null },
    requestId: string,
  ): Promise<void> {
    const entry: Entry = { kind: 'handed-over', code: how, providerId: reference };
    return this.act(tx, actor, id, requestId, ['letter'], entry);
  }

  private async act(
    tx: Tx,
    actor: Actor,
    id: string,
    requestId: string,
    from: readonly string[],
    entry: Entry,
  ): Promise<void> {
    const notice = await lockNotice(tx, id);
    if (!notice) throw problems.notFound();
    if (!from.includes(notice.status)) throw problems.wrongState();
    const { channel = null, shown = null, position = null } = notice.log.at(-1) ?? {};
    const at = entry.kind === 'returned' ? { channel, shown, position } : {};
    // Of what was told in person or by telephone nothing can come back.
    if (entry.kind === 'returned' && notice.status === 'handed-over' && notice.progress.reason !== 'letter')
      throw problems.wrongState();
    await logAndAudit(tx, this.parts, notice, actor, [{ ...entry, ...at }], requestId);
    if (entry.kind === 'returned' && entry.code && CONDEMNING.has(entry.code))
      await markCondemned(tx, this.parts, actor, notice, { channel, shown, position, code: entry.code });
    if (notice.progress.status !== 'queued') return;
    await this.parts.outbox.put(tx, NOTICE_TOPIC, [{ notice: id }]);
    tx.afterCommit(this.parts.wake);
  }

  /** Lets go of what waited for a channel that this installation has now been told of. */
  releaseJob(db: Database): Job {
    return {
      name: 'notice-release',
      everySeconds: 60,
      run: async () => {
        const channels = [...this.parts.channels.keys()];
        if (channels.length === 0) return false;
        return (await db.inTransaction((tx) => this.release(tx, channels))) === BATCH;
      },
    };
  }

  private async release(tx: Tx, channels: readonly string[]): Promise<number> {
    const { clock, outbox } = this.parts;
    const rows = await tx.query<{ public_id: string }>(
      `WITH picked AS (
         SELECT id FROM notice WHERE status = 'waiting' AND channel = ANY($1) ORDER BY id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
       ), logged AS (
         INSERT INTO notice_attempt (notice_id, sequence, at, kind, channel, shown, actor_kind, actor_id)
         SELECT n.id, (SELECT max(a.sequence) + 1 FROM notice_attempt a WHERE a.notice_id = n.id), $3, 'queued', n.channel, n.shown, 'system', 'system'
         FROM notice n JOIN picked p ON p.id = n.id
       )
       UPDATE notice n SET status = 'queued', reason = NULL, changed_at = $3 FROM picked p WHERE p.id = n.id
       RETURNING n.public_id`,
      [channels, BATCH, clock.now()],
    );
    await outbox.put(
      tx,
      NOTICE_TOPIC,
      rows.map(({ public_id }) => ({ notice: public_id })),
    );
    return rows.length;
  }
}
