import type { MergeParticipant } from '../../customers/index.js';

/** Objections are the kept customer's to be answered; `objection` goes on saying who made them. */
export const objectionMerge: MergeParticipant = {
  name: 'objections',
  tables: ['objection_state'],
  move: async (tx, { from, to }) => {
    await tx.query('UPDATE objection_state SET customer_id = $2 WHERE customer_id = $1', [from, to]);
  },
  restore: async (tx, { from, to, originals }) => {
    await tx.query(
      `UPDATE objection_state s SET customer_id = $2
       FROM objection o WHERE o.id = s.objection_id AND s.customer_id = $1 AND o.customer_id = ANY($3::bigint[])`,
      [from, to, originals],
    );
  },
};
