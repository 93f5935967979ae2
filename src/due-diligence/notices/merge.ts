import { movingRows, type MergeParticipant } from '../../customers/index.js';
import type { Tx } from '../../platform/index.js';

const rows = movingRows('notice', { clash: ['template', 'cause_kind', 'cause_id', 'step'] });

/** Notices are the to-do of the branch that serves their customer now. */
async function followBranch(tx: Tx, customer: string): Promise<void> {
  await tx.query(
    `UPDATE notice n SET branch = c.branch FROM customer_view c
     WHERE c.id = $1 AND n.customer_id = c.id AND n.branch IS DISTINCT FROM c.branch`,
    [customer],
  );
}

/** Notices go with their customer, unless the kept one was told the same. */
export const noticeMerge: MergeParticipant = {
  ...rows,
  move: async (tx, move) => {
    await rows.move(tx, move);
    await followBranch(tx, move.to);
  },
  restore: async (tx, restore) => {
    await rows.restore(tx, restore);
    await followBranch(tx, restore.to);
  },
};
