import type { Day, Tx } from '../platform/index.js';
import type { CustomerSubjects, MergeParticipant } from '../customers/index.js';
import type { Evaluation } from './movement.js';

/** Days evaluated in one go. */
const BATCH = 2_000;

/**
 * Movements of a merged customer count for the kept one and go back when the two part; the days they fall on are
 * evaluated again, so that two halves of one person's day make one sum.
 */
export function ledgerMerge(customers: CustomerSubjects, evaluation: Evaluation): MergeParticipant {
  const evaluate = async (tx: Tx, keys: readonly string[], days: readonly Day[]): Promise<void> => {
    if (days.length === 0) return;
    const subjects = await customers.lockByIds(tx, keys);
    const touched = subjects.flatMap((subject) => days.map((day) => ({ subject, day })));
    for (let start = 0; start < touched.length; start += BATCH)
      await evaluation.evaluate(tx, [], touched.slice(start, start + BATCH));
  };
  return {
    name: 'ledger',
    tables: ['ledger'],
    move: async (tx, { from, to }) => {
      const days = await tx.query<{ day: Day }>(
        `WITH moved AS (
           UPDATE ledger SET customer_id = $2, merged_from = coalesce(merged_from, $1) WHERE customer_id = $1
           RETURNING business_date)
         SELECT DISTINCT business_date::text AS day FROM moved ORDER BY 1`,
        [from, to],
      );
      await evaluate(
        tx,
        [to],
        days.map(({ day }) => day),
      );
    },
    restore: async (tx, { from, to, originals }) => {
      const days = await tx.query<{ day: Day }>(
        `WITH moved AS (
           UPDATE ledger SET customer_id = $2, merged_from = nullif(merged_from, $2)
           WHERE customer_id = $1 AND merged_from = ANY($3::bigint[])
           RETURNING business_date)
         SELECT DISTINCT business_date::text AS day FROM moved ORDER BY 1`,
        [from, to, originals],
      );
      await evaluate(
        tx,
        [from, to],
        days.map(({ day }) => day),
      );
    },
  };
}
