import { addDays, type Day, type Text } from '../../platform/index.js';
import { fulfilled, shownByRecord } from './fulfilment.js';
import { next, STANDING, type Sweep } from './sweep.js';
import type { Audience, Item, TaskKind, TaskToRaise } from './types.js';

/** The kinds whose own sweep finds their reason again. */
const FOUND_AGAIN: readonly TaskKind[] = [...shownByRecord, 'periodic-review'];

/**
 * Open tasks whose reason is gone without anybody saying so: in bulk, however the customer's record changed. What
 * compliance has to do, it closes itself: who is refused or gone may still have to be looked at.
 */
export const sweepObsolete: Sweep = async (tx, { tasks, rules }, { through, position, size }) => {
  const rows = await tx.query<{ task_id: string; reason: string | null }>(
    `SELECT s.task_id, CASE
         WHEN s.audience = 'front-line' AND c.status = 'closed' THEN 'relationship-ended'
         WHEN s.audience = 'front-line' AND c.status = 'refused' THEN 'customer-refused'
         WHEN ${fulfilled(rules, 's.customer_id', '$3::date')} THEN CASE s.kind WHEN 'missing-data' THEN 'completed-data' ELSE 'renewed' END
       END AS reason
     FROM (SELECT task_id, customer_id, kind, audience FROM review_task_state
       WHERE status = 'open' AND task_id > $1::bigint ORDER BY task_id LIMIT $2) s
     JOIN review_task t ON t.id = s.task_id JOIN customer_view c ON c.id = s.customer_id
     ORDER BY s.task_id`,
    [position?.[0] ?? '0', size, through],
  );
  let count = 0;
  const reasons = new Set(rows.flatMap(({ reason }) => reason ?? []));
  for (const reason of [...reasons].sort()) {
    const keys = rows.filter((row) => row.reason === reason).map(({ task_id }) => task_id);
    count += (await tasks.settleTasks(tx, keys, reason)).length;
  }
  return { count, position: next(rows, size, (row) => [row.task_id]) };
};

/**
 * Customers who were refused and are not any more: what was asked of them then is asked again, with as much time as it
 * had. Tasks of a campaign only while it runs.
 */
export const sweepReinstated: Sweep = async (tx, { tasks }, { through, position, size }) => {
  const rows = await tx.query<{
    task_id: string;
    customer_id: string;
    kind: TaskKind;
    episode: string;
    occurrence: number;
    audience: Audience;
    ask: Text;
    collect: Item[];
    cause_kind: string | null;
    cause_id: string | null;
    reason: string | null;
    due_on: Day;
    days: number;
  }>(
    `SELECT s.task_id, t.customer_id, t.kind, t.episode, t.occurrence + 1 AS occurrence, t.audience, t.ask, t.collect,
       t.cause_kind, t.cause_id, t.reason, t.due_on::text, t.due_on - t.raised_on AS days
     FROM review_task_state s JOIN review_task t ON t.id = s.task_id JOIN customer_view c ON c.id = s.customer_id
     WHERE s.outcome = 'customer-refused' AND s.task_id > $1::bigint AND ${STANDING} AND s.kind <> ALL($2::text[])
       AND NOT EXISTS (SELECT FROM review_task l WHERE l.customer_id = t.customer_id AND l.kind = t.kind
         AND l.episode = t.episode AND l.occurrence > t.occurrence)
       AND NOT EXISTS (SELECT FROM campaign k JOIN campaign_state ks ON ks.campaign_id = k.id
         WHERE t.cause_kind = 'campaign' AND k.public_id::text = t.cause_id AND ks.status = 'closed')
     ORDER BY s.task_id LIMIT $3`,
    [position?.[0] ?? '0', FOUND_AGAIN, size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ customer_id, cause_kind, cause_id, reason, due_on, days, ...same }): TaskToRaise => {
      const inTime = addDays(through, days);
      return {
        ...{ customerKey: customer_id, kind: same.kind, episode: same.episode, occurrence: same.occurrence },
        ...{ ask: same.ask, collect: same.collect, audience: same.audience },
        dueOn: due_on > inTime ? due_on : inTime,
        raisedOn: through,
        ...(cause_kind === null ? {} : { cause: { kind: cause_kind, id: cause_id! } }),
        ...(reason === null ? {} : { reason }),
      };
    }),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.task_id]) };
};
