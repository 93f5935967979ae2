import type { Database, Job } from '../platform/index.js';
import type { Trigger } from './ports.js';
import type { RiskRatings } from './service.js';

/** Customers rated in one database transaction. */
const BATCH = 500;

/** Rates those somebody asked for, a batch per transaction: each customer is rated whole or not at all. */
export function ratingQueueJob(db: Database, ratings: RiskRatings): Job {
  return {
    name: 'risk-rating-queue',
    everySeconds: 5,
    run: async ({ signal, assertLease }) => {
      assertLease();
      const taken = await db.inTransaction((tx) => drainRequests(tx, ratings));
      return taken === BATCH && !signal.aborted;
    },
  };
}

async function drainRequests(
  tx: Parameters<RiskRatings['rateNow']>[0],
  ratings: RiskRatings,
): Promise<number> {
  const rows = await tx.query<{ customer_id: string; trigger: Trigger }>(
    'SELECT customer_id, trigger FROM risk_request ORDER BY customer_id LIMIT $1',
    [BATCH],
  );
  const byTrigger = new Map<Trigger, string[]>();
  for (const { customer_id, trigger } of rows)
    byTrigger.set(trigger, [...(byTrigger.get(trigger) ?? []), customer_id]);
  // All locks at once, in one order; then trigger by trigger, for the history names it.
  await ratings.parts.lockCustomers(
    tx,
    rows.map(({ customer_id }) => customer_id),
  );
  for (const [trigger, keys] of byTrigger) await ratings.rateNow(tx, keys, trigger);
  return rows.length;
}
