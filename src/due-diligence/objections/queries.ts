import type { Static } from '@sinclair/typebox';
import {
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Actor,
  type Day,
  type Queryable,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import { clockOf } from './domain/due.js';
import { outwardStatus, type Decision, type ObjectionAct, type ObjectionStatus } from './domain/status.js';
import type { ObjectionAnswer, objectionQuery } from './schemas.js';

interface EventRow {
  kind: ObjectionAct;
  at: string;
  on: Day;
  by: string;
  decision: Decision | null;
  reason: string | null;
  answerText: string | null;
  note: string | null;
}

interface Row extends Record<string, unknown> {
  key: string;
  id: string;
  customer_id: string;
  customer_number: string;
  customer_name: string;
  branch: string | null;
  received_on: Day;
  channel: ObjectionAnswer['channel'];
  text: string;
  front_line: boolean;
  restriction_id: string | null;
  basic_services: string[];
  due_on: Day;
  status: ObjectionStatus;
  actor_name: string;
  events: EventRow[];
}

const SELECT = `SELECT o.id AS key, o.public_id AS id, c.public_id AS customer_id, c.customer_number,
  c.name AS customer_name, c.branch, o.received_on::text, o.channel, o.text, o.front_line, o.restriction_id,
  o.basic_services, s.due_on::text, s.status, o.actor_name,
  coalesce((SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'on', e.on_day, 'by', e.actor_name,
    'decision', e.decision, 'reason', e.reason, 'answerText', e.answer_text, 'note', e.note) ORDER BY e.position)
    FROM objection_event e WHERE e.objection_id = o.id), '[]') AS events
  FROM objection_state s JOIN objection o ON o.id = s.objection_id JOIN customer_view c ON c.id = s.customer_id`;

/** The answer that was given, once it was approved: that of the last proposal. */
function answerOf({ status, events }: Row): ObjectionAnswer['answer'] {
  if (status !== 'answered') return null;
  const given = events.filter(({ kind }) => kind === 'proposed').at(-1)!;
  return { decision: given.decision!, text: given.answerText!, answeredOn: events.at(-1)!.on };
}

function toAnswer(row: Row, actor: Actor, today: Day): ObjectionAnswer {
  const bound = branchScope(actor) !== undefined;
  return {
    id: row.id,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    branch: row.branch,
    receivedOn: row.received_on,
    channel: row.channel,
    text: bound && !row.front_line ? null : row.text,
    restrictionId: row.restriction_id,
    basicServices: row.basic_services,
    dueOn: row.due_on,
    ...clockOf(row.status, row.due_on, today),
    status: bound ? outwardStatus(row.status) : row.status,
    answer: answerOf(row),
    ...(bound
      ? {}
      : {
          recordedBy: row.actor_name,
          events: row.events.map(({ on: _, at, ...event }) => ({ ...event, at: new Date(at).toISOString() })),
        }),
  };
}

/** What a branch may filter by is what it sees: work on an answer does not show. */
const statusesFor = (actor: Actor, status: ObjectionStatus | undefined): ObjectionStatus[] | undefined => {
  if (status === undefined) return undefined;
  if (branchScope(actor) === undefined) return [status];
  return status === 'open' ? ['open', 'proposed'] : status === 'answered' ? ['answered'] : [];
};

/** Objections by the day their answer is due; a branch sees those of its customers. */
export async function listObjections(
  q: Queryable,
  actor: Actor,
  { limit = 50, status, dueBefore, branch, cursor }: Static<typeof objectionQuery>,
  today: Day,
): Promise<{ items: ObjectionAnswer[]; nextCursor: string | null }> {
  const conditions = new Conditions()
    .add('s.status = ANY(?::text[])', statusesFor(actor, status))
    .add('s.due_on < ?::date', dueBefore)
    .add('c.branch = ?', branch)
    .add('c.branch = ?', branchScope(actor));
  if (cursor !== undefined) {
    const [day, id] = decodeCursor(cursor, ['day', 'id']);
    conditions.add(
      '(s.due_on, s.objection_id) > (?::date, (SELECT id FROM objection WHERE public_id = ?))',
      ...[day, id],
    );
  }
  const rows = await q.query<Row>(
    `${SELECT} ${conditions.where} ORDER BY s.due_on, s.objection_id LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(
    rows,
    limit,
    (row) => toAnswer(row, actor, today),
    (row) => [row.due_on, row.id],
  );
}

/** The objections of a customer the reader may see, newest first. */
export async function objectionsOf(
  q: Queryable,
  actor: Actor,
  customerKey: string,
  today: Day,
): Promise<ObjectionAnswer[]> {
  const rows = await q.query<Row>(
    `${SELECT} WHERE s.customer_id = $1 ORDER BY s.objection_id DESC LIMIT 200`,
    [customerKey],
  );
  return rows.map((row) => toAnswer(row, actor, today));
}

/** One objection of a customer the reader may see, or 404. */
export async function getObjection(
  q: Queryable,
  actor: Actor,
  id: string,
  today: Day,
): Promise<ObjectionAnswer> {
  if (!isId(id)) throw problems.notFound();
  const conditions = new Conditions().add('o.public_id = ?', id).add('c.branch = ?', branchScope(actor));
  const [row] = await q.query<Row>(`${SELECT} ${conditions.where}`, conditions.values);
  if (!row) throw problems.notFound();
  return toAnswer(row, actor, today);
}
