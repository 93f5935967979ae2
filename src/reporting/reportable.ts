import type { Day, Queryable } from '../platform/index.js';
import type { FeatureCode } from './domain/snapshot.js';

/** A movement that a standing large-value alert counts, with the classes it counts in. */
export interface Reportable {
  /** For whom it counts. */
  readonly customerId: string;
  /** Whom it was booked for; the same unless customers were merged. */
  readonly bookedFor: string;
  readonly customerNumber: string;
  readonly bookedAt: Date;
  readonly ledgerId: string;
  readonly source: string;
  readonly reference: string;
  readonly features: readonly FeatureCode[];
  /** What is left of it after reversals and corrections. */
  readonly amount: string;
}

interface Row {
  customer_id: string;
  booked_for: string;
  customer_number: string;
  booked_at: Date;
  ledger_id: string;
  source: string;
  reference: string;
  features: FeatureCode[];
  amount: string;
}

/** Alerts of the four large-value rules that stand on a day. */
const STANDING = `a.kind = 'large-value' AND a.as_of = $1 AND a.rule_id ~ '^cn-large-value-050[1-4]$'
         AND a.status NOT IN ('withdrawn', 'excluded')`;

/** When a report of the day is due: with the first of its alerts, whose rules say how long the law gives. */
export async function deadlineOf(q: Queryable, day: Day): Promise<{ day: Day; estimated: boolean }> {
  const [due] = await q.query<{ day: Day; estimated: boolean }>(
    `SELECT a.due_on::text AS day, a.due_on_estimated AS estimated FROM alert_view a WHERE ${STANDING} ORDER BY a.due_on LIMIT 1`,
    [day],
  );
  return due!;
}

/**
 * What is to be reported of a day: every movement that counts in an alert of the four large-value rules that was
 * neither withdrawn nor excluded, by customer number and time.
 */
export async function reportableOf(q: Queryable, day: Day): Promise<Reportable[]> {
  const rows = await q.query<Row>(
    `WITH counted AS (
       SELECT e.customer_id AS booked_for, e.booked_at, e.ledger_id, array_agg(DISTINCT right(a.rule_id, 4) ORDER BY right(a.rule_id, 4)) AS features
       FROM alert_view a JOIN alert_transaction_view e ON e.alert_id = a.id
       WHERE ${STANDING} AND e.withdrawn_at IS NULL
       GROUP BY e.customer_id, e.booked_at, e.ledger_id)
     SELECT c.id AS customer_id, r.booked_for, c.customer_number, r.booked_at, r.ledger_id, l.source, l.reference, r.features,
       trim_scale(l.amount - l.reversed) AS amount
     FROM counted r
     JOIN customer_view o ON o.id = r.booked_for
     JOIN customer_view c ON c.id = coalesce(o.merged_into, o.id)
     JOIN ledger_view l ON l.customer_id = c.id AND l.booked_at = r.booked_at AND l.id = r.ledger_id
     WHERE l.reversed < l.amount
     ORDER BY c.customer_number, r.booked_at, l.source COLLATE "C", l.reference COLLATE "C"`,
    [day],
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    bookedFor: row.booked_for,
    customerNumber: row.customer_number,
    bookedAt: row.booked_at,
    ledgerId: row.ledger_id,
    source: row.source,
    reference: row.reference,
    features: row.features,
    amount: row.amount,
  }));
}

/**
 * The alerts of a day whose every movement is in an approved report. One that has grown since the draft is not among
 * them: what came later is still to be reported.
 * @returns internal keys
 */
export async function whollyReported(q: Queryable, day: Day): Promise<string[]> {
  const rows = await q.query<{ id: string }>(
    `SELECT a.id FROM alert_view a WHERE ${STANDING} AND NOT EXISTS (
       SELECT FROM alert_transaction_view e WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL AND NOT EXISTS (
         SELECT FROM report_record r JOIN report p ON p.id = r.report_id
         WHERE p.status <> 'draft' AND r.customer_id = e.customer_id AND r.booked_at = e.booked_at
           AND r.ledger_id = e.ledger_id AND r.feature = right(a.rule_id, 4)))`,
    [day],
  );
  return rows.map(({ id }) => id);
}
