import type { Tx } from '../platform/index.js';
import { movingRows, type MergeParticipant } from '../customers/index.js';
import type { RiskRatings } from './service.js';

const overrides = movingRows('risk_override', {
  clash: ['status'],
  only: `r.status IN ('awaiting-approval', 'in-force')`,
});

/** The override in force is that of whoever it counts for now; the next rating judges whether it still holds. */
async function nameOverrides(tx: Tx, customers: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE risk_standing s SET override_id =
       (SELECT o.id FROM risk_override o WHERE o.customer_id = s.customer_id AND o.status = 'in-force')
     WHERE s.customer_id = ANY($1::bigint[])`,
    [customers],
  );
}

/**
 * Ratings stay with whom they were made of; who has become another customer by it is rated again within a minute.
 * An override goes along where the kept customer has none of its own: two people decided it of this very person, and
 * it ends by itself where the machine now sees more risk than they knew of.
 */
export function ratingsAfterMerge(ratings: Pick<RiskRatings, 'request'>): MergeParticipant {
  return {
    name: 'risk-ratings',
    tables: overrides.tables,
    move: async (tx, move) => {
      await overrides.move(tx, move);
      await nameOverrides(tx, [move.from, move.to]);
      await ratings.request(tx, [move.to], 'merge');
    },
    restore: async (tx, restore) => {
      await overrides.restore(tx, restore);
      await nameOverrides(tx, [restore.from, restore.to]);
      await ratings.request(tx, [restore.from, restore.to], 'merge');
    },
  };
}
