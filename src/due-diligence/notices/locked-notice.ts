import type { Actor, Tx } from '../../platform/index.js';
import type { Attempt, Progress } from './domain/progress.js';
import type { Channel, ChannelTexts } from './domain/template.js';
import { appendLog, readLog, type Entry } from './send-log.js';
import type { NoticeParts } from './service.js';

/** A notice with its send log, whose row the transaction holds. */
export interface LockedNotice {
  key: string;
  publicId: string;
  customerKey: string;
  order: Channel[];
  texts: ChannelTexts;
  status: string;
  held: boolean;
  log: Attempt[];
  progress: Progress;
}

/** Appends to the send log of a locked notice, with the audit event of it. */
export async function logAndAudit(
  tx: Tx,
  { clock, audit }: Pick<NoticeParts, 'clock' | 'audit'>,
  notice: LockedNotice,
  actor: Actor,
  entries: readonly Entry[],
  requestId?: string,
): Promise<void> {
  await appendLog(tx, notice, actor, clock.now(), entries);
  await audit.append(
    tx,
    actor,
    entries.map(({ kind, channel, code }) => ({
      action: `notice.${kind}`,
      subject: { kind: 'notice', id: notice.publicId },
      details: { ...(channel ? { channel } : {}), ...(code ? { code } : {}) },
      ...(requestId === undefined ? {} : { requestId }),
    })),
  );
}

/** A notice with its send log, locked until the transaction ends; `undefined` when there is none. */
export async function lockNotice(tx: Tx, publicId: string): Promise<LockedNotice | undefined> {
  const [row] = await tx.query<{
    id: string;
    customer_id: string;
    channel_order: Channel[];
    texts: ChannelTexts;
    status: Progress['status'];
    channel: Channel | null;
    shown: string | null;
    reason: string | null;
    tries: number;
    sent_at: Date | null;
    held: boolean;
  }>(
    `SELECT id, customer_id, channel_order, texts, status, channel, shown, reason, tries, sent_at,
       coalesce(claimed_until > clock_timestamp(), false) AS held
     FROM notice WHERE public_id = $1 FOR NO KEY UPDATE`,
    [publicId],
  );
  if (!row) return undefined;
  const { status, channel, shown, reason, tries } = row;
  return {
    key: row.id,
    publicId,
    customerKey: row.customer_id,
    order: row.channel_order,
    texts: row.texts,
    status,
    held: row.held,
    log: await readLog(tx, row.id),
    progress: { status, channel, shown, reason, tries, sentAt: row.sent_at },
  };
}
