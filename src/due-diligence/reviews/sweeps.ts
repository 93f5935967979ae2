import { addDays, type Day } from '../../platform/index.js';
import { scheduleOn } from './domain/schedule.js';
import { joinLast, next, notDealtWith, reasonDay, STANDING, type Sweep } from './sweep.js';
import type { TaskToRaise } from './types.js';

/**
 * Customers whose day of review, set by the risk rating, is near or past (CDD Measures 2025, art. 25); one review at a
 * time. It is due the lead after it was raised, also where a rating brought the day nearer at once: to a branch all
 * reviews look alike, and nothing of a rating can be read out of when one is due.
 */
export const sweepReviews: Sweep = async (tx, { tasks, rules }, { from, through, position, size, zone }) => {
  const rule = rules.kinds['periodic-review'];
  const lead = scheduleOn(rule, through).leadDays ?? 0;
  const rows = await tx.query<{ id: string; day: Day; raised_on: Day; occurrence: number }>(
    `SELECT c.id, to_char(c.next_review_on, 'YYYY-MM-DD') AS day, ${reasonDay('c.next_review_on - $3::int')} AS raised_on,
       coalesce(last.occurrence, 0) + 1 AS occurrence
     FROM customer_view c ${joinLast('c.id', 'periodic-review', "to_char(c.next_review_on, 'YYYY-MM-DD')")}
     WHERE c.next_review_on <= $4::date AND (c.next_review_on, c.id) > ($5::date, $6::bigint) AND ${STANDING}
       AND NOT EXISTS (SELECT FROM review_task_state o
         WHERE o.customer_id = c.id AND o.kind = 'periodic-review' AND o.status = 'open')
       -- A review that was made is made, also where nobody set a day for the next.
       AND (last.occurrence IS NULL OR last.outcome IN ('customer-refused', 'new-date'))
     ORDER BY c.next_review_on, c.id LIMIT $7`,
    [from, zone, lead, addDays(through, lead), ...(position ?? ['0001-01-01', '0']), size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ id, day, raised_on, occurrence }): TaskToRaise => ({
      ...{ customerKey: id, kind: 'periodic-review', episode: day, occurrence },
      dueOn: addDays(raised_on, lead),
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.day, row.id]) };
};

/**
 * Customers of whom something has been missing too long, also of restricted ones; one task at a time for each. Since
 * when it has been missing, the last change tells, or that nothing was missing when the last such task was closed.
 */
export const sweepMissing: Sweep = async (tx, { tasks, rules }, { from, through, position, size, zone }) => {
  const rule = rules.kinds['missing-data'];
  const { afterDays = 0, dueInDays = 0 } = scheduleOn(rule, through);
  const rows = await tx.query<{ id: string; since: Day; raised_on: Day; occurrence: number }>(
    `SELECT p.id, to_char(p.since, 'YYYY-MM-DD') AS since,
       to_char(greatest(p.since + $3::int, $1::date), 'YYYY-MM-DD') AS raised_on,
       coalesce(last.occurrence, 0) + 1 AS occurrence
     FROM (SELECT c.id, greatest((c.updated_at AT TIME ZONE $2)::date, (SELECT max(d.closed_on) FROM review_task_state d
         WHERE d.customer_id = c.id AND d.kind = 'missing-data' AND d.outcome <> 'not-needed')) AS since
       FROM customer_view c JOIN customer_standing_view h ON h.id = c.id
       WHERE c.status IN ('pending', 'restricted') AND h.holds_pending AND c.id > $4::bigint AND ${STANDING}) p
       ${joinLast('p.id', 'missing-data', "to_char(p.since, 'YYYY-MM-DD')")}
     WHERE p.since + $3::int <= $5::date
       AND NOT EXISTS (SELECT FROM review_task_state s WHERE s.customer_id = p.id AND s.kind = 'missing-data' AND s.status = 'open')
       AND ${notDealtWith}
     ORDER BY p.id LIMIT $6`,
    [from, zone, afterDays, position?.[0] ?? '0', through, size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ id, since, raised_on, occurrence }): TaskToRaise => ({
      ...{ customerKey: id, kind: 'missing-data', episode: since, occurrence },
      dueOn: addDays(raised_on, dueInDays),
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.id]) };
};
