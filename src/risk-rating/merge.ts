import type { Tx } from '../platform/index.js';
import { movingRows, type MergeMove, type MergeParticipant, type MergeRestore } from '../customers/index.js';
import { rankOf, type RiskModel } from './domain/model.js';
import { activeModels } from './models.js';
import type { RiskRatings } from './service.js';

const standsInTheWay = (row: string): string => `${row}.status IN ('awaiting-approval', 'in-force')`;
/** What is still asked for goes along: the second person judges it of the kept customer. */
const overrides = movingRows('risk_override', {
  clash: ['status'],
  among: standsInTheWay,
  only: "r.status = 'awaiting-approval'",
});

interface InForce {
  id: string;
  customer_id: string;
  kind: string;
  level: string;
  judged_at_level: string;
}

/**
 * Of overrides in force only a stricter one goes along: one that raised the level, and raised it above what people
 * decided of the kept customer. To drop it would let one person lower a level that two raised; to take a lowering one
 * along would lower that of a customer whom nobody judged. What does not go along rests with the merged record.
 */
async function carryStricter(tx: Tx, { merge, from, to }: MergeMove, now: Date): Promise<void> {
  const rows = await tx.query<InForce & Record<string, unknown>>(
    `SELECT o.id, o.customer_id, c.kind::text AS kind, o.level, o.judged_at_level
     FROM risk_override o JOIN customer_view c ON c.id = o.customer_id
     WHERE o.customer_id IN ($1, $2) AND o.status = 'in-force'`,
    [from, to],
  );
  const merged = rows.find(({ customer_id }) => customer_id === from);
  const kept = rows.find(({ customer_id }) => customer_id === to);
  if (!merged) return;
  const models = new Map<string, { model: RiskModel }>(await activeModels(tx));
  const model = models.get(merged.kind)?.model;
  if (!model || !isStricter(model, merged, kept)) return;
  await tx.query(
    `UPDATE risk_override SET status = 'ended', ended_at = $2, end_reason = 'merged', ended_by_merge = $3
     WHERE id = $1`,
    [kept?.id ?? null, now, merge],
  );
  await tx.query(
    'UPDATE risk_override SET customer_id = $2, merged_from = coalesce(merged_from, $3) WHERE id = $1',
    [merged.id, to, from],
  );
}

/** Ranks count from the highest: a smaller one is more risk. */
function isStricter(model: RiskModel, merged: InForce, kept: InForce | undefined): boolean {
  const rank = rankOf(model, merged.level);
  if (rank < 0 || rank >= rankOf(model, merged.judged_at_level)) return false;
  return kept === undefined || rank < rankOf(model, kept.level);
}

async function revive(tx: Tx, { merge }: MergeRestore): Promise<void> {
  await tx.query(
    `UPDATE risk_override o SET status = 'in-force', ended_at = NULL, end_reason = NULL, ended_by_merge = NULL
     WHERE o.ended_by_merge = $1 AND NOT EXISTS (
       SELECT FROM risk_override k WHERE k.customer_id = o.customer_id AND k.status = 'in-force')`,
    [merge],
  );
}

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
 * Ratings stay with whom they were made of; who has become another customer by it is rated again within a minute, and
 * an override ends by itself where the machine now sees more risk than people knew of.
 */
export function ratingsAfterMerge(ratings: Pick<RiskRatings, 'request' | 'parts'>): MergeParticipant {
  return {
    name: 'risk-ratings',
    tables: overrides.tables,
    move: async (tx, move) => {
      await overrides.move(tx, move);
      await carryStricter(tx, move, ratings.parts.clock.now());
      await nameOverrides(tx, [move.from, move.to]);
      await ratings.request(tx, [move.to], 'merge');
    },
    restore: async (tx, restore) => {
      await overrides.restore(tx, restore);
      await revive(tx, restore);
      await nameOverrides(tx, [restore.from, restore.to]);
      await ratings.request(tx, [restore.from, restore.to], 'merge');
    },
  };
}
