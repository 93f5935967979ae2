import type { MergeParticipant } from '../../customers/index.js';
import type { SetRestricted } from './ports.js';
import { stillRestricted } from './store.js';

/**
 * Who is limited stays so under whatever number: restrictions hold for the kept customer, and `restriction` goes on
 * saying for whom they were ordered. Both records are restricted while one in force holds for them.
 */
export const restrictionMerge = (setRestricted: SetRestricted): MergeParticipant => ({
  name: 'restrictions',
  tables: ['restriction_state'],
  move: async (tx, { from, to, actor }) => {
    await tx.query('UPDATE restriction_state SET customer_id = $2 WHERE customer_id = $1', [from, to]);
    await setRestricted(tx, actor, [...(await stillRestricted(tx, [to]))], true);
  },
  restore: async (tx, { from, to, originals, actor }) => {
    await tx.query(
      `UPDATE restriction_state s SET customer_id = $2
       FROM restriction r WHERE r.id = s.restriction_id AND s.customer_id = $1 AND r.customer_id = ANY($3::bigint[])`,
      [from, to, originals],
    );
    const still = await stillRestricted(tx, [from, to]);
    for (const key of [from, to]) await setRestricted(tx, actor, [key], still.has(key));
  },
});
