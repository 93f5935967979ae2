import { addDays, type Day, type Tx } from '../../platform/index.js';
import { documentStands } from './document-stands.js';
import { scheduleOn, type ReviewRules } from './domain/schedule.js';
import type { ReviewTasks } from './tasks.js';
import type { TaskToRaise } from './types.js';

/** One batch of a sweep: the days it is for, where it goes on, how many rows it takes at most. */
export interface SweepBatch {
  from: Day;
  through: Day;
  position: readonly string[] | null;
  size: number;
  zone: string;
}

export interface SweepResult {
  /** Tasks made or closed. */
  count: number;
  /** Where to go on; null when the sweep is through. */
  position: readonly string[] | null;
}

interface Parts {
  tasks: ReviewTasks;
  rules: ReviewRules;
}

type Sweep = (tx: Tx, parts: Parts, batch: SweepBatch) => Promise<SweepResult>;

const next = <Row>(rows: readonly Row[], size: number, key: (row: Row) => string[]): string[] | null =>
  rows.length < size ? null : key(rows[rows.length - 1]!);

/** Whether a customer is one to be reviewed at all, and not as part of another; `c` is the customer. */
const STANDING =
  "NOT c.occasional AND c.merged_into IS NULL AND c.status IN ('pending', 'active', 'restricted')";

/**
 * A day of reason that does not depend on when the job ran: the day the lead begins, but not before the days this run
 * is for, nor before the customer came.
 */
const reasonDay = (day: string): string =>
  `to_char(greatest(${day}, $1::date, (c.created_at AT TIME ZONE $2)::date), 'YYYY-MM-DD')`;

/** Documents that expire within the lead or have expired, and are not replaced by a later one of their type. */
export const sweepDocuments: Sweep = async (
  tx,
  { tasks, rules },
  { from, through, position, size, zone },
) => {
  const rule = rules.kinds['document-expiry'];
  const lead = scheduleOn(rule, through).leadDays ?? 0;
  const rows = await tx.query<{
    customer_id: string;
    position: number;
    type: string;
    valid_until: Day;
    raised_on: Day;
  }>(
    `SELECT d.customer_id, d.position, d.type, to_char(d.valid_until, 'YYYY-MM-DD') AS valid_until,
       ${reasonDay('d.valid_until - $3::int')} AS raised_on
     FROM customer_document_view d JOIN customer_view c ON c.id = d.customer_id
     WHERE d.valid_until <= $4::date AND (d.valid_until, d.customer_id, d.position) > ($5::date, $6::bigint, $7::smallint)
       AND NOT d.long_term AND ${STANDING}
       AND NOT EXISTS (SELECT FROM customer_document_view n WHERE n.customer_id = d.customer_id AND n.type = d.type
         AND (n.long_term OR n.valid_until > d.valid_until))
       AND NOT EXISTS (SELECT FROM review_task t WHERE t.customer_id = d.customer_id AND t.kind = 'document-expiry'
         AND t.episode = d.type || ':' || to_char(d.valid_until, 'YYYY-MM-DD'))
     ORDER BY d.valid_until, d.customer_id, d.position LIMIT $8`,
    [from, zone, lead, addDays(through, lead), ...(position ?? ['0001-01-01', '0', '-1']), size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ customer_id, type, valid_until, raised_on }): TaskToRaise => ({
      customerKey: customer_id,
      kind: 'document-expiry',
      episode: `${type}:${valid_until}`,
      // What the bank learns late is due from then: nobody is limited for a day nobody told them of.
      dueOn: valid_until < raised_on ? raised_on : valid_until,
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return {
    count: made.length,
    position: next(rows, size, (row) => [row.valid_until, row.customer_id, String(row.position)]),
  };
};

/** Customers whose day of review, set by the risk rating, is near or past (CDD Measures 2025, art. 25). */
export const sweepReviews: Sweep = async (tx, { tasks, rules }, { from, through, position, size, zone }) => {
  const rule = rules.kinds['periodic-review'];
  const lead = scheduleOn(rule, through).leadDays ?? 0;
  const rows = await tx.query<{ id: string; due_on: Day; raised_on: Day }>(
    `SELECT c.id, to_char(c.next_review_on, 'YYYY-MM-DD') AS due_on, ${reasonDay('c.next_review_on - $3::int')} AS raised_on
     FROM customer_view c
     WHERE c.next_review_on <= $4::date AND (c.next_review_on, c.id) > ($5::date, $6::bigint) AND ${STANDING}
       AND NOT EXISTS (SELECT FROM review_task t WHERE t.customer_id = c.id AND t.kind = 'periodic-review'
         AND t.episode = to_char(c.next_review_on, 'YYYY-MM-DD'))
     ORDER BY c.next_review_on, c.id LIMIT $7`,
    [from, zone, lead, addDays(through, lead), ...(position ?? ['0001-01-01', '0']), size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ id, due_on, raised_on }): TaskToRaise => ({
      customerKey: id,
      kind: 'periodic-review',
      episode: due_on,
      dueOn: due_on,
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.due_on, row.id]) };
};

/** Customers of whom something has been missing too long, also of restricted ones; one task at a time for each. */
export const sweepMissing: Sweep = async (tx, { tasks, rules }, { from, through, position, size, zone }) => {
  const rule = rules.kinds['missing-data'];
  const { afterDays = 0, dueInDays = 0 } = scheduleOn(rule, through);
  const rows = await tx.query<{ id: string; since: Day; raised_on: Day }>(
    `SELECT p.id, to_char(p.since, 'YYYY-MM-DD') AS since, to_char(greatest(p.since + $3::int, $1::date), 'YYYY-MM-DD') AS raised_on
     FROM (SELECT c.id, (c.updated_at AT TIME ZONE $2)::date AS since FROM customer_view c
       JOIN customer_standing_view h ON h.id = c.id
       WHERE c.status IN ('pending', 'restricted') AND h.holds_pending AND c.id > $4::bigint AND ${STANDING}) p
     WHERE p.since + $3::int <= $5::date
       AND NOT EXISTS (SELECT FROM review_task_state s WHERE s.customer_id = p.id AND s.kind = 'missing-data' AND s.status = 'open')
       AND NOT EXISTS (SELECT FROM review_task t WHERE t.customer_id = p.id AND t.kind = 'missing-data'
         AND t.episode = to_char(p.since, 'YYYY-MM-DD'))
     ORDER BY p.id LIMIT $6`,
    [from, zone, afterDays, position?.[0] ?? '0', through, size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ id, since, raised_on }): TaskToRaise => ({
      customerKey: id,
      kind: 'missing-data',
      episode: since,
      dueOn: addDays(raised_on, dueInDays),
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.id]) };
};

/**
 * Open tasks whose reason is gone without anybody saying so: in bulk, however the customer's record changed. A periodic
 * review does not go because its day changed, only where a task for the earlier day has taken its place.
 */
export const sweepObsolete: Sweep = async (tx, { tasks }, { position, size }) => {
  const rows = await tx.query<{ task_id: string; reason: string | null }>(
    `SELECT s.task_id, CASE
         WHEN c.status IN ('closed', 'refused') THEN 'relationship-ended'
         WHEN s.kind = 'periodic-review' AND c.next_review_on < s.due_on AND EXISTS (
           SELECT FROM review_task_state n WHERE n.customer_id = s.customer_id AND n.kind = s.kind
             AND n.status = 'open' AND n.due_on = c.next_review_on) THEN 'new-date'
         WHEN s.kind = 'missing-data' AND c.status IN ('active', 'restricted') AND NOT h.holds_pending THEN 'completed-data'
         WHEN s.kind = 'document-expiry' AND NOT ${documentStands('s.customer_id', 't.customer_id')} THEN 'renewed'
       END AS reason
     FROM (SELECT task_id, customer_id, kind, due_on FROM review_task_state
       WHERE status = 'open' AND task_id > $1::bigint ORDER BY task_id LIMIT $2) s
     JOIN review_task t ON t.id = s.task_id JOIN customer_view c ON c.id = s.customer_id
       JOIN customer_standing_view h ON h.id = c.id
     ORDER BY s.task_id`,
    [position?.[0] ?? '0', size],
  );
  let count = 0;
  const reasons = new Set(rows.flatMap(({ reason }) => reason ?? []));
  for (const reason of [...reasons].sort()) {
    const keys = rows.filter((row) => row.reason === reason).map(({ task_id }) => task_id);
    count += (await tasks.settleTasks(tx, keys, reason)).length;
  }
  return { count, position: next(rows, size, (row) => [row.task_id]) };
};
