import { Conditions, type Queryable, type Tx } from '../../platform/index.js';
import type { Criteria } from './schemas.js';

/** The customers that fit, as conditions on `c`. Walk-ins and those who left are never among them. */
function fitting(criteria: Criteria): Conditions {
  const conditions = new Conditions()
    .add(
      "NOT c.occasional AND c.merged_into IS NULL AND c.status IN ('pending', 'active', 'restricted') AND TRUE = ?",
      true,
    )
    .add('c.kind::text = ANY(?::text[])', criteria.kinds)
    .add('c.branch = ANY(?::text[])', criteria.branches)
    .add('c.risk_level = ANY(?::text[])', criteria.riskLevels)
    .add('c.status::text = ANY(?::text[])', criteria.statuses)
    .add('c.opened_on < ?::date', criteria.openedBefore);
  const { documentTypes: types, documentExpiresBefore: day } = criteria;
  if (types !== undefined || day !== undefined)
    conditions.add(
      `EXISTS (SELECT FROM customer_document_view d WHERE d.customer_id = c.id
         AND (?::text[] IS NULL OR d.type = ANY(?::text[])) AND (?::date IS NULL OR d.valid_until < ?::date))`,
      types ?? null,
      types ?? null,
      day ?? null,
      day ?? null,
    );
  return conditions;
}

/** How many fit, by branch. */
export async function countTargets(q: Queryable, criteria: Criteria) {
  const conditions = fitting(criteria);
  const branches = await q.query<{ branch: string | null; targets: number }>(
    `SELECT c.branch, count(*)::int AS targets FROM customer_view c ${conditions.where} GROUP BY 1 ORDER BY 1`,
    conditions.values,
  );
  return { targets: branches.reduce((sum, { targets }) => sum + targets, 0), branches };
}

/** The next customers that fit after a key, in order of key. */
export async function nextTargets(
  tx: Tx,
  criteria: Criteria,
  after: string,
  size: number,
): Promise<string[]> {
  const conditions = fitting(criteria).add('c.id > ?::bigint', after);
  const rows = await tx.query<{ id: string }>(
    `SELECT c.id FROM customer_view c ${conditions.where} ORDER BY c.id LIMIT ${conditions.parameter(size)}`,
    conditions.values,
  );
  return rows.map(({ id }) => id);
}
