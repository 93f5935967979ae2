import type { MergeParticipant } from './ports.js';

/**
 * The participant for a table whose rows simply follow their customer: `customer_id` and `merged_from`.
 * @param clash columns that are unique together with the customer: a row whose like the kept customer has stays with
 *   the merged one
 */
export function movingRows(table: string, clash: readonly string[] = []): MergeParticipant {
  const same = clash.map((column) => `k.${column} IS NOT DISTINCT FROM r.${column}`).join(' AND ');
  const free =
    clash.length === 0 ? '' : `AND NOT EXISTS (SELECT FROM ${table} k WHERE k.customer_id = $2 AND ${same})`;
  return {
    name: table,
    tables: [table],
    move: async (tx, { from, to }) => {
      await tx.query(
        `UPDATE ${table} r SET customer_id = $2, merged_from = coalesce(merged_from, $1) WHERE customer_id = $1 ${free}`,
        [from, to],
      );
    },
    restore: async (tx, { from, to, originals }) => {
      await tx.query(
        `UPDATE ${table} SET customer_id = $2, merged_from = nullif(merged_from, $2)
         WHERE customer_id = $1 AND merged_from = ANY($3::bigint[])`,
        [from, to, originals],
      );
    },
  };
}
