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
  type Text,
} from '../../platform/index.js';
import { branchScope, worksAtBranch } from '../../access/index.js';
import type { taskQuery, taskSummary, TaskAnswer } from './schemas.js';
import type { Cause, Item, TaskKind, TaskStatus } from './types.js';

export interface TaskRow extends Record<string, unknown> {
  key: string;
  id: string;
  kind: TaskKind;
  episode: string;
  customer_key: string;
  customer_id: string;
  customer_number: string;
  customer_name: string;
  branch: string | null;
  ask: Text;
  collect: Item[];
  raised_on: Day;
  due_on: Day;
  status: TaskStatus;
  assignee: string | null;
  assignee_id: string | null;
  /** Whether whoever has it is bound to a branch; for a branch nobody else does. */
  assigned_at_branch: boolean;
  closed_on: Day | null;
  version: number;
  audience: 'front-line' | 'compliance';
  cause_kind: string | null;
  cause_id: string | null;
  reason: string | null;
}

const COLUMNS = `t.id AS key, t.public_id AS id, t.kind, t.episode, s.customer_id AS customer_key,
  c.public_id AS customer_id, c.customer_number, c.name AS customer_name, s.branch, t.ask, t.collect,
  t.raised_on::text, t.due_on::text, s.status, u.username AS assignee, s.assignee AS assignee_id,
  coalesce(${worksAtBranch('u')}, FALSE) AS assigned_at_branch, s.closed_on::text,
  s.version, t.audience, t.cause_kind, t.cause_id, t.reason`;
const FROM = `FROM review_task_state s JOIN review_task t ON t.id = s.task_id
  JOIN customer_view c ON c.id = s.customer_id LEFT JOIN user_view u ON u.id = s.assignee`;

/** What the reader may see: of a branch-bound one only the tasks for the front line of the branch exist. */
function visible(actor: Actor): Conditions {
  const own = branchScope(actor);
  const conditions = new Conditions();
  return own === undefined ? conditions : conditions.add("s.branch = ? AND s.audience = 'front-line'", own);
}

/** A task in the reader's view. */
export function toTask(row: TaskRow, actor: Actor, today: Day): Static<typeof taskSummary> {
  const bound = branchScope(actor) !== undefined;
  const cause: Cause | null = row.cause_kind === null ? null : { kind: row.cause_kind, id: row.cause_id! };
  return {
    id: row.id,
    kind: row.kind,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    branch: row.branch,
    ask: row.ask,
    collect: row.collect,
    raisedOn: row.raised_on,
    dueOn: row.due_on,
    overdue: row.status === 'open' && row.due_on < today,
    status: row.status,
    assignee: bound && !row.assigned_at_branch ? null : row.assignee,
    closedOn: row.closed_on,
    version: row.version,
    ...(bound ? {} : { audience: row.audience, cause, reason: row.reason }),
  };
}

/** Tasks by due day. */
export async function listTasks(
  q: Queryable,
  actor: Actor,
  query: Static<typeof taskQuery>,
  today: Day,
): Promise<{ items: Static<typeof taskSummary>[]; nextCursor: string | null }> {
  const { limit = 50, status = 'open', assignee } = query;
  const conditions = visible(actor)
    .add('s.status = ?', status)
    .add('s.kind = ?', query.kind)
    .add('s.branch = ?', query.branch)
    .add('s.due_on < ?::date', query.dueBefore)
    .add('s.customer_id = (SELECT id FROM customer_view WHERE customer_number = ?)', query.customerNumber);
  const bound = branchScope(actor) !== undefined;
  if (assignee !== undefined && assignee !== 'none' && bound) conditions.add(worksAtBranch('u'));
  if (assignee === 'none')
    conditions.add(bound ? `coalesce(NOT ${worksAtBranch('u')}, TRUE)` : 's.assignee IS NULL');
  else if (assignee === 'me') conditions.add('s.assignee = ?::uuid', actor.id);
  else conditions.add('s.assignee = (SELECT id FROM user_view WHERE username = ?)', assignee);
  if (query.cursor !== undefined) {
    const [day, id] = decodeCursor(query.cursor, ['day', 'id']);
    conditions.add(
      '(s.due_on, s.task_id) > (?::date, (SELECT id FROM review_task WHERE public_id = ?))',
      ...[day, id],
    );
  }
  const rows = await q.query<TaskRow>(
    `SELECT ${COLUMNS} ${FROM} ${conditions.where} ORDER BY s.due_on, s.task_id LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(
    rows,
    limit,
    (row) => toTask(row, actor, today),
    (row) => [row.due_on, row.id],
  );
}

/** One task the actor may see, or 404; `lock` keeps others from closing it meanwhile. */
export async function findTask(q: Queryable, actor: Actor, id: string, lock = false): Promise<TaskRow> {
  if (!isId(id)) throw problems.notFound();
  const conditions = visible(actor).add('t.public_id = ?', id);
  const [row] = await q.query<TaskRow>(
    `SELECT ${COLUMNS} ${FROM} ${conditions.where} ${lock ? 'FOR UPDATE OF s' : ''}`,
    conditions.values,
  );
  if (!row) throw problems.notFound();
  return row;
}

/** What happened to a task, in order; of what compliance wrote a branch sees only that it happened. */
export async function eventsOf(q: Queryable, actor: Actor, key: string): Promise<TaskAnswer['events']> {
  const rows = await q.query<{
    kind: string;
    at: Date;
    actor_id: string;
    actor_name: string;
    details: Record<string, unknown>;
  }>(
    'SELECT kind, at, actor_id, actor_name, details FROM review_task_event WHERE task_id = $1 ORDER BY position',
    [key],
  );
  const bound = branchScope(actor) !== undefined;
  return rows.map(({ kind, at, actor_id, actor_name, details: { internal, ...details } }) => {
    const { day, on, notice, note } = details;
    const shown = { day, on, notice, ...(internal === true ? {} : { note }) };
    return {
      kind,
      at: at.toISOString(),
      // Who it was would tell a branch that compliance is at work.
      by: bound && actor_id !== actor.id ? null : actor_name,
      details: bound ? (JSON.parse(JSON.stringify(shown)) as Record<string, unknown>) : details,
    };
  });
}

/** How much there is to do, by branch and by kind, as far as the reader may know. */
export async function countTasks(q: Queryable, actor: Actor, today: Day, weekEnd: Day) {
  const own = branchScope(actor);
  const conditions = visible(actor).add("s.status = 'open' AND TRUE = ?", true);
  const at = conditions.parameter(today);
  const end = conditions.parameter(weekEnd);
  const me = conditions.parameter(actor.id);
  const rows = await q.query<{
    branch: string | null;
    kind: TaskKind | null;
    by_branch: number;
    by_kind: number;
    open: number;
    overdue: number;
    dueThisWeek: number;
    mine: number;
  }>(
    `SELECT s.branch, s.kind, GROUPING(s.branch) AS by_branch, GROUPING(s.kind) AS by_kind, count(*)::int AS open,
       (count(*) FILTER (WHERE s.due_on < ${at}::date))::int AS overdue,
       (count(*) FILTER (WHERE s.due_on >= ${at}::date AND s.due_on <= ${end}::date))::int AS "dueThisWeek",
       (count(*) FILTER (WHERE s.assignee = ${me}::uuid))::int AS mine
     FROM review_task_state s ${conditions.where}
     GROUP BY GROUPING SETS ((s.branch), (s.kind), ()) ORDER BY s.branch, s.kind`,
    conditions.values,
  );
  const figures = ({ open, overdue, dueThisWeek }: (typeof rows)[number]) => ({ open, overdue, dueThisWeek });
  const total = rows.find((row) => row.by_branch === 1 && row.by_kind === 1)!;
  return {
    ...figures(total),
    mine: total.mine,
    branches: rows
      .filter((row) => row.by_branch === 0 && (own === undefined || row.branch === own))
      .map((row) => ({ branch: row.branch, ...figures(row) })),
    kinds: rows.filter((row) => row.by_kind === 0).map((row) => ({ kind: row.kind!, ...figures(row) })),
  };
}
