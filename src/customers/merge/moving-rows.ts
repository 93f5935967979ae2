import type { MergeParticipant } from './ports.js';

interface Moving {
  /** Columns that are unique together with the customer: a row whose like the other customer has stays where it is. */
  clash?: readonly string[];
  /** SQL on a row by its alias: only rows for which it holds stand in each other's way; all without it. */
  among?: (row: string) => string;
  /** SQL on the row `r`, of which rows go; all without it. Those that went come back whatever it says then. */
  only?: string;
}

/** The participant for a table whose rows simply follow their customer: `customer_id` and `merged_from`. */
export function movingRows(table: string, { clash = [], among, only }: Moving = {}): MergeParticipant {
  const same = [
    ...clash.map((column) => `k.${column} IS NOT DISTINCT FROM r.${column}`),
    ...(among ? [among('k'), among('r')] : []),
  ].join(' AND ');
  const free =
    clash.length === 0 ? '' : `AND NOT EXISTS (SELECT FROM ${table} k WHERE k.customer_id = $2 AND ${same})`;
  return {
    name: table,
    tables: [table],
    move: async (tx, { from, to }) => {
      await tx.query(
        `UPDATE ${table} r SET customer_id = $2, merged_from = coalesce(merged_from, $1)
         WHERE customer_id = $1 ${free} ${only === undefined ? '' : `AND (${only})`}`,
        [from, to],
      );
    },
    restore: async (tx, { from, to, originals }) => {
      await tx.query(
        `UPDATE ${table} r SET customer_id = $2, merged_from = nullif(merged_from, $2)
         WHERE customer_id = $1 AND merged_from = ANY($3::bigint[]) ${free}`,
        [from, to, originals],
      );
    },
  };
}
