import type { Static } from '@sinclair/typebox';
import {
  addDays,
  decodeCursor,
  isId,
  newId,
  problems,
  toPage,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Text,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope } from '../../access/index.js';
import { recordedWithinDays, type ContactRules } from './rules.js';
import type { contactBody, contactLine } from './schemas.js';

/** A clock of another system may be ahead by this much. */
const AHEAD_MS = 300_000;

interface LineRow {
  public_id: string;
  kind: 'contact' | 'notice';
  at: Date;
  at_text: string;
  channel: string | null;
  subject: string;
  outcome: string;
  text: string;
  shown: string | null;
  by: string | null;
}

/** What the bank and its customers said to each other, and what it sent them, in one list. */
export class ContactLog {
  constructor(
    private readonly parts: {
      clock: Clock;
      days: BankDays;
      audit: AuditTrail;
      rules: ContactRules;
      titleOf(template: string): Text;
    },
  ) {}

  /** Adds a contact to a customer the caller has looked up for this actor. */
  async add(
    tx: Tx,
    actor: Actor,
    customer: { key: string; id: string },
    body: Static<typeof contactBody>,
    requestId: string,
  ): Promise<Static<typeof contactLine>> {
    const { clock, audit } = this.parts;
    const now = clock.now();
    const at = new Date(body.at);
    this.assertInstant(at, now);
    const task =
      body.reviewTask === undefined ? null : await taskOf(tx, actor, customer.key, body.reviewTask);
    const id = newId(now.getTime());
    await tx.query(
      `INSERT INTO contact_log (public_id, customer_id, at, channel, subject, outcome, text, front_line, recorded_at, actor_kind, actor_id, actor_name,
         review_task_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        customer.key,
        at,
        body.channel,
        body.subject,
        body.outcome,
        body.text,
        isFrontLine(actor),
        now,
        actor.kind,
        actor.id,
        actor.name,
        task,
      ],
    );
    await audit.append(tx, actor, {
      action: 'contact.logged',
      subject: { kind: 'customer', id: customer.id },
      details: { contact: id, channel: body.channel, outcome: body.outcome },
      requestId,
    });
    const { channel, subject, outcome, text } = body;
    return {
      ...{ id, kind: 'contact' as const, at: at.toISOString(), channel, outcome, text },
      subject: { en: subject, zh: subject },
      address: null,
      by: actor.name,
    };
  }

  /** Who writes a contact down long afterwards, or before it took place, proves nothing by it. */
  private assertInstant(at: Date, now: Date): void {
    const { days, rules } = this.parts;
    const fault = (code: string, message: Text) =>
      problems.invalidBody({ faults: [{ pointer: '/at', code, message }] });
    if (at.getTime() > now.getTime() + AHEAD_MS)
      throw fault('in-the-future', { en: 'lies in the future', zh: '晚于当前时间' });
    const today = days.dayOf(now);
    const most = recordedWithinDays(rules, today);
    if (days.dayOf(at) < addDays(today, -most))
      throw fault('too-long-ago', {
        en: `lies more than ${most} days in the past: a contact is written down soon after it took place`,
        zh: `早于 ${most} 天前：联系情况应当及时登记`,
      });
  }

  /**
   * Newest first. Who is bound to a branch sees what was written down there and the notices; what compliance wrote
   * down for itself does not exist for them.
   */
  async list(
    q: Queryable,
    actor: Actor,
    customerKey: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ items: Static<typeof contactLine>[]; nextCursor: string | null }> {
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, ['instant', 'id']);
    const rows = await q.query<LineRow>(
      `SELECT l.*, to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text FROM (
         (SELECT public_id, 'contact' AS kind, at, channel, subject, outcome, text, NULL::text AS shown, actor_name AS by
          FROM contact_log WHERE customer_id = $1 AND (front_line OR NOT $5)
            AND ($2::timestamptz IS NULL OR (at, public_id) < ($2::timestamptz, $3::uuid))
          ORDER BY at DESC, public_id DESC LIMIT $4)
         UNION ALL
         (SELECT public_id, 'notice', queued_at, channel, template, status,
            CASE channel WHEN 'sms' THEN texts ->> 'sms' ELSE texts -> coalesce(channel, 'letter') ->> 'body' END, shown, NULL
          FROM notice WHERE customer_id = $1
            AND ($2::timestamptz IS NULL OR (queued_at, public_id) < ($2::timestamptz, $3::uuid))
          ORDER BY queued_at DESC, public_id DESC LIMIT $4)
       ) l ORDER BY at DESC, public_id DESC LIMIT $4`,
      [customerKey, at, id, limit + 1, branchScope(actor) !== undefined],
    );
    return toPage(
      rows,
      limit,
      (row) => this.line(row),
      (row) => [row.at_text, row.public_id],
    );
  }

  private line(row: LineRow): Static<typeof contactLine> {
    const { kind, channel, subject, outcome, text, shown, by } = row;
    return {
      ...{ id: row.public_id, kind, at: row.at.toISOString(), channel, outcome, text, by },
      subject: kind === 'notice' ? this.parts.titleOf(subject) : { en: subject, zh: subject },
      address: shown,
    };
  }
}

/** The number inside the database of a task of this customer that the actor may see, or 404. */
async function taskOf(tx: Tx, actor: Actor, customerKey: string, id: string): Promise<string> {
  const knows = actor.kind === 'user' && branchScope(actor) === undefined;
  const [task] = isId(id)
    ? await tx.query<{ key: string }>(
        `SELECT s.task_id AS key FROM review_task t JOIN review_task_state s ON s.task_id = t.id
         WHERE t.public_id = $1 AND s.customer_id = $2 AND ($3 OR s.audience = 'front-line')`,
        [id, customerKey, knows],
      )
    : [];
  if (!task) throw problems.notFound();
  return task.key;
}

/** Written at a branch, or by a machine for one: fit for everybody who sees the customer. */
const isFrontLine = (actor: Actor): boolean => actor.kind === 'api-key' || branchScope(actor) !== undefined;
