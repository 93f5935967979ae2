import type { Queryable, Tx } from '../platform/index.js';

/**
 * Records which exemption a movement uses under which rule. Exemptions are permissions: an entry that has lapsed
 * because of suspicion stays lapsed.
 */
export async function recordExemptions(
  tx: Tx,
  exempt: readonly { movement: { id: string; bookedFor: string }; item: number; ruleId: string }[],
  now: Date,
): Promise<void> {
  if (exempt.length === 0) return;
  await tx.query(
    `INSERT INTO exemption (customer_id, ledger_id, rule_id, item, since)
     SELECT e.*, $5 FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::smallint[]) AS e ON CONFLICT DO NOTHING`,
    [
      exempt.map((e) => e.movement.bookedFor),
      exempt.map((e) => e.movement.id),
      exempt.map((e) => e.ruleId),
      exempt.map((e) => e.item),
      now,
    ],
  );
}

/**
 * Ends the exemptions of movements that have come under suspicion (a suspicious alert holds them), or restores them
 * when the suspicion was excluded. The caller evaluates the days anew.
 * @returns customer and instant of what changed
 */
export async function setExemptionState(
  tx: Tx,
  ledgerIds: readonly string[],
  state: 'applied' | 'lapsed',
  now: Date,
): Promise<{ customerId: string; ledgerId: string }[]> {
  const rows = await tx.query<{ customer_id: string; ledger_id: string }>(
    `UPDATE exemption SET state = $2::exemption_state, since = $3 WHERE ledger_id = ANY($1::bigint[]) AND state <> $2::exemption_state RETURNING customer_id, ledger_id`,
    [ledgerIds, state, now],
  );
  return rows.map((row) => ({ customerId: row.customer_id, ledgerId: row.ledger_id }));
}

/** Which exemptions a movement uses, by rule. */
export async function exemptionsOf(
  q: Queryable,
  customerId: string,
  ledgerId: string,
): Promise<{ rule: string; item: number; state: string; since: Date }[]> {
  return q.query(
    'SELECT rule_id AS rule, item, state::text AS state, since FROM exemption WHERE customer_id = $1 AND ledger_id = $2 ORDER BY rule_id',
    [customerId, ledgerId],
  );
}
