import type { Actor, Language, Tx } from '../../platform/index.js';
import type { NoticeStatus } from './domain/progress.js';
import type { Channel, ChannelTexts } from './domain/template.js';

/** A notice about to be stored, with the first line of its send log. */
export interface PlannedNotice {
  id: string;
  customerKey: string;
  branch: string | null;
  template: string;
  templateVersion: number;
  wording: number | null;
  language: Language;
  causeKind: string;
  causeId: string;
  step: string;
  texts: ChannelTexts;
  channelOrder: readonly Channel[];
  status: 'queued' | 'waiting' | 'letter';
  channel: Channel;
  shown: string | null;
  reason: string | null;
}

interface StoredRow {
  customer_id: string;
  template: string;
  cause_kind: string;
  cause_id: string;
  step: string;
  public_id: string;
  status: NoticeStatus;
  channel: Channel | null;
}

const KEY = 'customer_id, template, cause_kind, cause_id, step';
const keyOf = (row: StoredRow): string =>
  JSON.stringify([row.customer_id, row.template, row.cause_kind, row.cause_id, row.step]);
const plannedKey = (one: PlannedNotice): string =>
  JSON.stringify([one.customerKey, one.template, one.causeKind, one.causeId, one.step]);

/**
 * Stores those that are not there yet, with the first line of their send log, in three statements.
 * @returns one entry per planned notice, in order; of several alike only the first is `created`
 */
export async function insertNotices(
  tx: Tx,
  actor: Actor,
  planned: readonly PlannedNotice[],
  now: Date,
): Promise<
  { customerKey: string; id: string; created: boolean; status: NoticeStatus; channel: Channel | null }[]
> {
  const first = new Map<string, PlannedNotice>();
  for (const one of planned) if (!first.has(plannedKey(one))) first.set(plannedKey(one), one);
  // In one order for everybody, so that two batches about the same customers do not deadlock.
  const wanted = [...first.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const column = <T>(pick: (one: PlannedNotice) => T): T[] => wanted.map(pick);
  const inserted = await tx.query<StoredRow & { id: string }>(
    `INSERT INTO notice (public_id, customer_id, branch, template, template_version, wording, language, cause_kind,
       cause_id, step, texts, channel_order, status, channel, shown, reason, ordered_by_kind, ordered_by_id, queued_at, changed_at)
     SELECT n.public_id, n.customer_id, n.branch, n.template, n.template_version, n.wording, n.language, n.cause_kind,
       n.cause_id, n.step, n.texts, string_to_array(n.channel_order, ','), n.status, n.channel, n.shown, n.reason, $17, $18, $19, $19
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
       AS n (public_id, customer_id, branch, template, template_version, wording, language, cause_kind, cause_id, step,
         texts, channel_order, status, channel, shown, reason)
     ON CONFLICT (${KEY}) DO NOTHING RETURNING id, public_id, status, channel, ${KEY}`,
    [
      column((n) => n.id),
      column((n) => n.customerKey),
      column((n) => n.branch),
      column((n) => n.template),
      column((n) => n.templateVersion),
      column((n) => n.wording),
      column((n) => n.language),
      column((n) => n.causeKind),
      column((n) => n.causeId),
      column((n) => n.step),
      column((n) => JSON.stringify(n.texts)),
      column((n) => n.channelOrder.join(',')),
      column((n) => n.status),
      column((n) => n.channel),
      column((n) => n.shown),
      column((n) => n.reason),
      actor.kind,
      actor.id,
      now,
    ],
  );
  await tx.query(
    `INSERT INTO notice_attempt (notice_id, sequence, at, kind, channel, shown, code, actor_kind, actor_id)
     SELECT n.id, 1, $2, n.status, n.channel, n.shown, n.reason, $3, $4 FROM notice n WHERE n.id = ANY($1::bigint[])`,
    [inserted.map(({ id }) => id), now, actor.kind, actor.id],
  );
  const stored = new Map<string, StoredRow>(inserted.map((row) => [keyOf(row), row]));
  const missing = wanted.filter((one) => !stored.has(plannedKey(one)));
  if (missing.length > 0) for (const row of await existing(tx, missing)) stored.set(keyOf(row), row);
  const fresh = new Set(inserted.map(({ public_id }) => public_id));
  return planned.map((one) => {
    const row = stored.get(plannedKey(one))!;
    const created = fresh.delete(row.public_id);
    const { public_id: id, status, channel } = row;
    return { customerKey: one.customerKey, id, created, status, channel };
  });
}

function existing(tx: Tx, missing: readonly PlannedNotice[]): Promise<StoredRow[]> {
  return tx.query<StoredRow>(
    `SELECT n.public_id, n.status, n.channel, n.customer_id, n.template, n.cause_kind, n.cause_id, n.step
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS m (customer_id, template, cause_kind, cause_id, step)
     JOIN notice n ON n.customer_id = m.customer_id AND n.template = m.template AND n.cause_kind = m.cause_kind
       AND n.cause_id = m.cause_id AND n.step = m.step`,
    [
      missing.map((n) => n.customerKey),
      missing.map((n) => n.template),
      missing.map((n) => n.causeKind),
      missing.map((n) => n.causeId),
      missing.map((n) => n.step),
    ],
  );
}

/**
 * Cancels the notices of these causes that have not reached their customer.
 * @returns their public ids
 */
export async function cancelNotices(
  tx: Tx,
  actor: Actor,
  { kind, ids }: { kind: string; ids: readonly string[] },
  { reason, now }: { reason: string; now: Date },
): Promise<string[]> {
  const rows = await tx.query<{ public_id: string }>(
    `WITH picked AS (
       SELECT id FROM notice WHERE cause_kind = $1 AND cause_id = ANY($2::text[])
         AND status IN ('queued', 'waiting', 'letter') ORDER BY id FOR NO KEY UPDATE
     ), logged AS (
       INSERT INTO notice_attempt (notice_id, sequence, at, kind, channel, shown, code, actor_kind, actor_id)
       SELECT n.id, (SELECT max(a.sequence) + 1 FROM notice_attempt a WHERE a.notice_id = n.id), $3, 'cancelled',
         n.channel, n.shown, $4, $5, $6
       FROM notice n JOIN picked p ON p.id = n.id
     )
     UPDATE notice n SET status = 'cancelled', reason = $4, changed_at = $3 FROM picked p WHERE p.id = n.id
     RETURNING n.public_id`,
    [kind, ids, now, reason, actor.kind, actor.id],
  );
  return rows.map(({ public_id }) => public_id);
}
