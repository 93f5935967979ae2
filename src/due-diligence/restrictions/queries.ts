import type { Static } from '@sinclair/typebox';
import {
  Conditions,
  decodeCursor,
  hasRole,
  isId,
  problems,
  toPage,
  type Actor,
  type Day,
  type Queryable,
} from '../../platform/index.js';
import { collectItems } from '../reviews/index.js';
import { noticeDaysOn, type Measure, type RestrictionRules } from './domain/rules.js';
import type { RestrictionAct, RestrictionStatus } from './domain/status.js';
import type { RestrictionAnswer, restrictionCatalogue, restrictionQuery } from './schemas.js';

interface Row extends Record<string, unknown> {
  key: string;
  id: string;
  customer_id: string;
  customer_number: string;
  customer_name: string;
  branch: string | null;
  measures: Measure[];
  collect: string[];
  status: RestrictionStatus;
  in_force_from: Day | null;
  ended_on: Day | null;
  changed_at: Date;
  reason: string;
  note: string | null;
  task_id: string | null;
  proposed_on: Day;
  actor_name: string;
  events: { kind: RestrictionAct; at: string; by: string; note: string | null }[];
  notices: NonNullable<RestrictionAnswer['notices']>;
  end_proposed_at: Date | null;
}

const SELECT = `SELECT r.id AS key, r.public_id AS id, c.public_id AS customer_id, c.customer_number,
  c.name AS customer_name, c.branch, r.measures, r.collect, s.status, s.in_force_from::text, s.ended_on::text,
  s.changed_at, s.end_proposed_at, r.reason, r.note, r.task_id, r.proposed_on::text, r.actor_name,
  coalesce((SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'by', e.actor_name, 'note', e.note)
    ORDER BY e.position) FROM restriction_event e WHERE e.restriction_id = r.id), '[]') AS events,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.public_id, 'template', n.template, 'status', n.status,
      'channel', n.channel, 'queuedAt', n.queued_at, 'sentAt', n.sent_at) ORDER BY n.queued_at, n.id)
    FROM notice_view n WHERE n.customer_id = s.customer_id AND (n.cause_kind = 'restriction' AND n.cause_id = r.public_id::text
      OR n.cause_kind = 'review-task' AND n.cause_id = r.task_id::text)), '[]') AS notices
  FROM restriction_state s JOIN restriction r ON r.id = s.restriction_id JOIN customer_view c ON c.id = s.customer_id`;

/** The measures and reasons one can propose, mildest measure first. */
export function catalogueOf(rules: RestrictionRules, today: Day): Static<typeof restrictionCatalogue> {
  return {
    measures: Object.entries(rules.measures)
      .map(([code, { title, grade, parameters }]) => ({
        code,
        title,
        grade,
        parameters: Object.entries(parameters).map(([name, one]) => ({ name, ...one })),
      }))
      .sort((a, b) => a.grade - b.grade),
    reasons: Object.entries(rules.reasons).map(([code, { title, notice, kinds }]) => ({
      code,
      title,
      noticeNeeded: notice,
      taskKinds: [...kinds],
    })),
    noticeDays: noticeDaysOn(rules, today),
    basicServices: rules.basicServices.map(({ code, title }) => ({ code, title })),
    collect: [...collectItems],
  };
}

/** Whether somebody may know why: branches and the core system see measures that stand, and what to bring. */
export const mayKnowWhy = (actor: Actor): boolean =>
  hasRole(actor, 'compliance-officer', 'compliance-manager', 'auditor');

function toAnswer(row: Row, actor: Actor, rules: RestrictionRules): RestrictionAnswer {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    measures: row.measures.map(({ code, parameters }) => {
      const { title, grade } = rules.measures[code] ?? { title: { en: code, zh: code }, grade: 1 };
      return { code, title, grade, parameters };
    }),
    basicServices: rules.basicServices.map(({ code }) => code),
    collect: row.collect,
    status: row.status,
    inForceFrom: row.in_force_from,
    endedOn: row.ended_on,
    changedAt: row.changed_at.toISOString(),
    ...(mayKnowWhy(actor)
      ? {
          customerName: row.customer_name,
          branch: row.branch,
          reason: row.reason,
          note: row.note,
          taskId: row.task_id,
          proposedOn: row.proposed_on,
          proposedBy: row.actor_name,
          endProposedAt: row.end_proposed_at?.toISOString() ?? null,
          events: row.events.map((event) => ({ ...event, at: new Date(event.at).toISOString() })),
          notices: row.notices.map((notice) => ({
            ...notice,
            queuedAt: new Date(notice.queuedAt).toISOString(),
            sentAt: notice.sentAt === null ? null : new Date(notice.sentAt).toISOString(),
          })),
        }
      : {}),
  };
}

/** A customer's restrictions: those in force, and for compliance also what was proposed, refused and lifted. */
export async function restrictionsOf(
  q: Queryable,
  actor: Actor,
  customerKey: string,
  rules: RestrictionRules,
): Promise<RestrictionAnswer[]> {
  const rows = await q.query<Row>(
    `${SELECT} WHERE s.customer_id = $1 AND ($2 OR s.status = 'in-force') ORDER BY r.id DESC LIMIT 200`,
    [customerKey, mayKnowWhy(actor)],
  );
  return rows.map((row) => toAnswer(row, actor, rules));
}

/** Restrictions in the order they changed; the core system learns only what is or was in force. */
export async function listRestrictions(
  q: Queryable,
  actor: Actor,
  { limit = 50, status, changedSince, endProposed, cursor }: Static<typeof restrictionQuery>,
  rules: RestrictionRules,
): Promise<{ items: RestrictionAnswer[]; nextCursor: string | null }> {
  const conditions = new Conditions()
    .add('s.status = ?', status)
    .add('s.changed_at >= ?::timestamptz', changedSince);
  if (endProposed && mayKnowWhy(actor))
    conditions.add('s.status = ? AND s.end_proposed_at IS NOT NULL', 'in-force');
  if (!mayKnowWhy(actor)) conditions.add('s.status = ANY(?::text[])', ['in-force', 'lifted']);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, ['instant', 'id']);
    conditions.add(
      '(s.changed_at, s.restriction_id) > (?::timestamptz, (SELECT id FROM restriction WHERE public_id = ?))',
      ...[at, id],
    );
  }
  const rows = await q.query<Row>(
    `${SELECT} ${conditions.where} ORDER BY s.changed_at, s.restriction_id LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(
    rows,
    limit,
    (row) => toAnswer(row, actor, rules),
    (row) => [row.changed_at.toISOString(), row.id],
  );
}

/** One restriction for compliance, or 404. */
export async function getRestriction(
  q: Queryable,
  actor: Actor,
  id: string,
  rules: RestrictionRules,
): Promise<RestrictionAnswer> {
  const [row] = isId(id) ? await q.query<Row>(`${SELECT} WHERE r.public_id = $1`, [id]) : [];
  if (!row) throw problems.notFound();
  return toAnswer(row, actor, rules);
}
