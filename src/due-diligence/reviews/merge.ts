import type { MergeParticipant } from '../../customers/index.js';

/** Tasks are asked of the kept customer, at its branch; `review_task` goes on saying for whom they were raised. */
export const reviewTaskMerge: MergeParticipant = {
  name: 'review-tasks',
  tables: ['review_task_state'],
  move: async (tx, { from, to }) => {
    await tx.query(
      `UPDATE review_task_state SET customer_id = $2, branch = (SELECT branch FROM customer_view WHERE id = $2)
       WHERE customer_id = $1`,
      [from, to],
    );
  },
  restore: async (tx, { from, to, originals }) => {
    await tx.query(
      `UPDATE review_task_state s SET customer_id = $2, branch = (SELECT branch FROM customer_view WHERE id = $2)
       FROM review_task t WHERE t.id = s.task_id AND s.customer_id = $1 AND t.customer_id = ANY($3::bigint[])`,
      [from, to, originals],
    );
  },
};
