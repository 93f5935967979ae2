import type { Tx } from '../platform/index.js';
import type { MergeParticipant } from '../customers/index.js';
import type { Alerts } from '../alerts/index.js';

/**
 * Of two reported days of one customer the joint one may measure more and yet hold nothing that was not reported: such
 * an alert is handed on again. Reports themselves stay as they were filed.
 */
export function reportedAlertsAfterMerge(alerts: Alerts): MergeParticipant {
  const handOn = async (tx: Tx, keys: readonly string[]): Promise<void> => {
    const rows = await tx.query<{ id: string }>(
      `SELECT a.id FROM alert_view a
       WHERE a.customer_id = ANY($1::bigint[]) AND a.kind = 'large-value' AND a.status IN ('open', 'in-review')
         AND EXISTS (SELECT FROM alert_transaction_view e WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL)
         AND NOT EXISTS (SELECT FROM alert_transaction_view e
           WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL AND NOT EXISTS (
             SELECT FROM report_record r JOIN report p ON p.id = r.report_id
             WHERE p.status <> 'draft' AND r.customer_id = e.customer_id AND r.booked_at = e.booked_at
               AND r.ledger_id = e.ledger_id AND r.feature = right(a.rule_id, 4)))`,
      [keys],
    );
    await alerts.handOn(
      tx,
      rows.map(({ id }) => id),
    );
  };
  return {
    name: 'reported-alerts',
    tables: [],
    move: (tx, { to }) => handOn(tx, [to]),
    restore: (tx, { from, to }) => handOn(tx, [from, to]),
  };
}
