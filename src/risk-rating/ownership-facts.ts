import type { FactSource } from './ports.js';

/** How deep and how entangled the ownership of bodies is, from the standing determinations; none for who has none. */
export const ownershipFacts: FactSource = async (tx, keys) => {
  const rows = await tx.query<{ key: string; layers: number; circular: boolean }>(
    `SELECT customer_id AS key, layers, circles > 0 OR nominees > 0 AS circular
     FROM ownership_complexity_view WHERE customer_id = ANY($1::bigint[]) AND layers IS NOT NULL`,
    [keys],
  );
  return new Map(
    rows.map(({ key, layers, circular }) => [key, { ownershipLayers: layers, ownershipCircular: circular }]),
  );
};
