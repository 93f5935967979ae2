import { addDays, type BankDays, type Clock, type Tx } from '../../platform/index.js';
import type { OnStored } from '../../customers/index.js';
import { changedFacts } from './domain/changed-facts.js';
import { scheduleOn, type ReviewRules } from './domain/schedule.js';
import type { ReviewTasks } from './tasks.js';
import type { TaskToRaise } from './types.js';

/**
 * What a change of a customer does to its tasks, at once: renewed documents and completed data settle what asked for
 * them, a change of identity asks for a new verification, a new branch takes the tasks along. Due days and expiry of
 * new customers are the daily job's.
 */
export function reviewsOnStored(parts: {
  clock: Clock;
  days: BankDays;
  rules: ReviewRules;
  tasks: ReviewTasks;
}): OnStored {
  return async (tx, actor, stored) => {
    const { clock, days, rules, tasks } = parts;
    const changed = stored.flatMap(({ before, ...rest }) => (before ? [{ before, ...rest }] : []));
    if (changed.length === 0) return;
    const today = days.dayOf(clock.now());
    const rule = rules.kinds['data-change'];
    const { dueInDays = 0 } = scheduleOn(rule, today);

    const keys = changed.map(({ key }) => key);
    await tasks.settle(tx, keys, ['document-expiry', 'related-document-expiry'], 'renewed', actor);
    await tasks.settle(tx, keys, ['missing-data'], 'completed-data', actor);
    await tasks.raise(
      tx,
      changed.flatMap(({ key, before, after }): TaskToRaise[] => {
        const fields = changedFacts(before, after, rule.fields ?? []);
        if (fields.length === 0) return [];
        return [
          {
            customerKey: key,
            kind: 'data-change',
            episode: `${today}:${fields.join(',')}`,
            dueOn: addDays(today, dueInDays),
            ask: rule.ask,
            audience: 'front-line',
          },
        ];
      }),
      actor,
    );
    const moved = changed.filter(({ before, after }) => before.branch !== after.branch).map(({ key }) => key);
    await follow(tx, moved);
  };
}

/** Tasks belong to the branch their customer belongs to today. */
async function follow(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `UPDATE review_task_state s SET branch = c.branch FROM customer_view c
     WHERE s.customer_id = ANY($1::bigint[]) AND c.id = s.customer_id`,
    [keys],
  );
}
