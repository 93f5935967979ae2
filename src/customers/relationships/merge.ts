import type { Clock, Queryable } from '../../platform/index.js';
import type { MergeParticipant } from '../merge/ports.js';
import type { OnRelationshipsChanged } from './declared.js';
import { partiesOfCustomers } from './parties.js';
import { lockParties } from './store.js';

/**
 * What follows the facts of a record stays with it; of what else was stated of a body, one statement of a kind holds,
 * unless it has ended.
 */
const SUBJECT_GOES = `r.fact IS NULL AND NOT EXISTS (SELECT FROM relationship_view k
  WHERE k.subject_id = $2 AND k.type = r.type AND (k.until IS NULL OR k.until > $3::timestamptz::date))`;
/** Nobody stands in a relationship to itself, unless it owns shares of its own. */
const apart = (column: string) => `(r.type = 'owns' OR r.${column} <> $2)`;

/**
 * What the merged customer holds, the kept one holds; what was stated of the merged body is stated of the kept one
 * where nothing of the kind was. Owners below and of both are determined anew.
 */
export function relationshipMerge({
  clock,
  changed,
}: {
  clock: Clock;
  changed: OnRelationshipsChanged;
}): MergeParticipant {
  return {
    name: 'relationships',
    tables: ['party'],
    move: async (tx, { from, to, actor }) => {
      const [old] = await partyKeys(tx, [from]);
      if (old === undefined) return;
      const kept = (await partiesOfCustomers(tx, [to], clock.now())).get(to)!;
      await lockParties(tx, [old, kept]);
      await tx.query(
        `UPDATE relationship r SET subject_id = $2, subject_from = coalesce(subject_from, $1)
         WHERE r.subject_id = $1 AND ${SUBJECT_GOES} AND ${apart('holder_id')}`,
        [old, kept, clock.now()],
      );
      await tx.query(
        `UPDATE relationship r SET holder_id = $2, holder_from = coalesce(holder_from, $1)
         WHERE r.holder_id = $1 AND ${apart('subject_id')}`,
        [old, kept],
      );
      await changed(tx, actor, [kept, old]);
    },
    restore: async (tx, { from, to, originals, actor }) => {
      const [held] = await partyKeys(tx, [from]);
      const [own] = await partyKeys(tx, [to]);
      if (held === undefined || own === undefined) return;
      await lockParties(tx, [held, own]);
      const parties = await partyKeys(tx, originals);
      for (const end of ['holder', 'subject'])
        await tx.query(
          `UPDATE relationship SET ${end}_id = $2, ${end}_from = nullif(${end}_from, $2)
           WHERE ${end}_id = $1 AND ${end}_from = ANY($3::bigint[])`,
          [held, own, parties],
        );
      await changed(tx, actor, [held, own]);
    },
  };
}

async function partyKeys(q: Queryable, customers: readonly string[]): Promise<string[]> {
  const rows = await q.query<{ id: string }>('SELECT id FROM party WHERE customer_id = ANY($1::bigint[])', [
    customers,
  ]);
  return rows.map(({ id }) => id);
}
