import type { Day, Tx } from '../../platform/index.js';
import type { ReviewRules } from './domain/schedule.js';
import type { ReviewTasks } from './tasks.js';
import type { TaskKind } from './types.js';

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

/** One batch of the day's work on all customers. */
export type Sweep = (tx: Tx, parts: Parts, batch: SweepBatch) => Promise<SweepResult>;

/** Where the next batch begins. */
export const next = <Row>(
  rows: readonly Row[],
  size: number,
  key: (row: Row) => string[],
): string[] | null => (rows.length < size ? null : key(rows[rows.length - 1]!));

/** SQL: whether customer `c` is one to be reviewed at all, and not as part of another. */
export const STANDING =
  "NOT c.occasional AND c.merged_into IS NULL AND c.status IN ('pending', 'active', 'restricted')";

/**
 * SQL: a day of reason that does not depend on when the job ran: the day the lead begins, but not before the days this
 * run is for, nor before the customer `c` came. `$1` is the first day of the run, `$2` the zone.
 */
export const reasonDay = (day: string): string =>
  `to_char(greatest(${day}, $1::date, (c.created_at AT TIME ZONE $2)::date), 'YYYY-MM-DD')`;

/**
 * SQL: joins as `last` the newest task of an episode, if there is one. A sweep that finds the reason of a closed one
 * again raises the next, unless what closed it says that the reason is dealt with; see {@link notDealtWith}.
 */
export const joinLast = (customer: string, kind: TaskKind, episode: string): string =>
  `LEFT JOIN LATERAL (SELECT lt.occurrence, ls.status, ls.outcome
     FROM review_task lt JOIN review_task_state ls ON ls.task_id = lt.id
     WHERE lt.customer_id = ${customer} AND lt.kind = '${kind}' AND lt.episode = ${episode}
     ORDER BY lt.occurrence DESC LIMIT 1) last ON true`;

/**
 * SQL: whether there is no task of the episode yet, or the last one was closed for a reason that no longer holds. For
 * what the record itself shows that is any but an officer's decision that nothing is needed.
 */
export const notDealtWith =
  "(last.occurrence IS NULL OR last.status <> 'open' AND last.outcome <> 'not-needed')";
