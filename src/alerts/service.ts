import { newId, type Clock, type Day, type Tx } from '../platform/index.js';
import type { AlertAbout, AlertListener, AlertToRaise, Evidence, RaisedAlert } from './alert.js';

/** Raises alerts, keeps their evidence, withdraws what no longer holds. Everything is set-based. */
export class Alerts {
  constructor(
    private readonly clock: Clock,
    private readonly listener?: AlertListener,
  ) {}

  /**
   * Raises alerts or brings them up to date, one per rule, customer and episode whatever runs at the same time.
   * A withdrawn alert that is true again opens again; what a person decided stays decided.
   * @returns one entry per given alert, in order
   */
  async raise(tx: Tx, alerts: readonly AlertToRaise[]): Promise<RaisedAlert[]> {
    if (alerts.length === 0) return [];
    const now = this.clock.now();
    const column = <T>(pick: (alert: AlertToRaise) => T): T[] => alerts.map(pick);
    const rows = await tx.query<{
      id: string;
      public_id: string;
      created: boolean;
      rule_id: string;
      customer_id: string | null;
      episode: string;
    }>(
      `INSERT INTO alert (public_id, kind, rule_id, rule_version, customer_id, as_of, direction, episode, severity, measures, explanation, due_on, due_on_estimated, merged_from, raised_at, changed_at)
       SELECT a.*, $15, $15 FROM unnest($1::uuid[], $2::alert_kind[], $3::text[], $4::int[], $5::bigint[], $6::date[], $7::direction[], $8::text[], $9::text[], $10::jsonb[], $11::jsonb[], $12::date[], $13::boolean[], $14::bigint[]) AS a
       ON CONFLICT (rule_id, customer_id, episode) DO UPDATE SET rule_version = excluded.rule_version, severity = excluded.severity, measures = excluded.measures, explanation = excluded.explanation, changed_at = excluded.changed_at,
         status = CASE WHEN alert.status = 'withdrawn' OR alert.status = 'escalated' AND alert.kind = 'large-value' AND alert.measures <> excluded.measures
           THEN 'open'::alert_status ELSE alert.status END, version = alert.version + 1
       RETURNING id, public_id, (xmax = 0) AS created, rule_id, customer_id, episode`,
      [
        alerts.map(() => newId(now.getTime())),
        column((a) => a.kind),
        column((a) => a.ruleId),
        column((a) => a.ruleVersion),
        column((a) => a.customerId),
        column((a) => a.asOf),
        column((a) => a.direction),
        column((a) => a.episode),
        column((a) => a.severity),
        column((a) => JSON.stringify(a.measures)),
        column((a) => JSON.stringify(a.explanation)),
        column((a) => a.dueOn),
        column((a) => a.dueOnEstimated),
        column((a) => a.mergedFrom ?? null),
        now,
      ],
    );
    const byKey = new Map(rows.map((row) => [`${row.rule_id} ${row.customer_id} ${row.episode}`, row]));
    const raised = alerts.map((alert) => {
      const row = byKey.get(`${alert.ruleId} ${alert.customerId} ${alert.episode}`)!;
      return { id: row.id, publicId: row.public_id, created: row.created };
    });
    const fresh = alerts.flatMap(({ kind, customerId }, at): AlertAbout[] =>
      raised[at]!.created && customerId !== null
        ? [{ publicId: raised[at]!.publicId, kind, customerId }]
        : [],
    );
    if (fresh.length > 0) await this.listener?.raised(tx, fresh);
    return raised;
  }

  /** Adds evidence. What is there already is refreshed when what counts of it has changed. */
  async attach(tx: Tx, evidence: readonly Evidence[]): Promise<void> {
    if (evidence.length === 0) return;
    const column = <T>(pick: (row: Evidence) => T): T[] => evidence.map(pick);
    await tx.query(
      `INSERT INTO alert_transaction AS had (alert_id, ledger_id, customer_id, booked_at, source, reference, amount, counted, currency, measure, added_at)
       SELECT e.*, $11 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::numeric[], $8::numeric[], $9::text[], $10::text[]) AS e
       ON CONFLICT (alert_id, ledger_id) DO UPDATE SET counted = excluded.counted, withdrawn_at = NULL
         WHERE had.withdrawn_at IS NOT NULL OR had.counted <> excluded.counted`,
      [
        column((e) => e.alertId),
        column((e) => e.ledgerId),
        column((e) => e.customerId),
        column((e) => e.bookedAt),
        column((e) => e.source),
        column((e) => e.reference),
        column((e) => e.amount),
        column((e) => e.counted),
        column((e) => e.currency),
        column((e) => e.measure),
        this.clock.now(),
      ],
    );
  }

  /** Marks the evidence of these alerts that is not among `kept` (pairs of alert and ledger id) as withdrawn. */
  async keepOnly(
    tx: Tx,
    alertIds: readonly string[],
    kept: readonly { alertId: string; ledgerId: string }[],
  ): Promise<void> {
    if (alertIds.length === 0) return;
    await tx.query(
      `UPDATE alert_transaction e SET withdrawn_at = $4 WHERE e.alert_id = ANY($1::bigint[]) AND e.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM unnest($2::bigint[], $3::bigint[]) AS k(alert_id, ledger_id) WHERE k.alert_id = e.alert_id AND k.ledger_id = e.ledger_id)`,
      [alertIds, kept.map((k) => k.alertId), kept.map((k) => k.ledgerId), this.clock.now()],
    );
  }

  /**
   * Withdraws the large-value alerts of the given customers and days that are not among `standing`.
   * They stay readable, with the evidence as it was.
   */
  async withdrawOthers(
    tx: Tx,
    touched: readonly { customerId: string; day: Day }[],
    standing: readonly string[],
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE alert a SET status = 'withdrawn', changed_at = $4, version = version + 1
       FROM unnest($1::bigint[], $2::date[]) AS t(customer_id, day)
       WHERE a.customer_id = t.customer_id AND a.as_of = t.day AND a.kind = 'large-value' AND a.status <> 'withdrawn' AND NOT a.id = ANY($3::bigint[])
       RETURNING a.id`,
      [touched.map((t) => t.customerId), touched.map((t) => t.day), standing, this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  /** Withdraws operational alerts whose cause is gone. */
  async resolve(tx: Tx, ruleId: string, episodes: readonly string[]): Promise<void> {
    if (episodes.length === 0) return;
    await tx.query(
      `UPDATE alert SET status = 'withdrawn', changed_at = $3, version = version + 1
       WHERE rule_id = $1 AND customer_id IS NULL AND episode = ANY($2::text[]) AND status <> 'withdrawn'`,
      [ruleId, episodes, this.clock.now()],
    );
  }

  /** Ends an open alert by a decision that its own desk took. */
  async settle(
    tx: Tx,
    { ruleId, customerId, episode }: Pick<AlertToRaise, 'ruleId' | 'customerId' | 'episode'>,
    status: 'excluded' | 'escalated',
  ): Promise<void> {
    const ended = await tx.query<AlertAbout & Record<string, unknown>>(
      `UPDATE alert SET status = $4, changed_at = $5, version = version + 1
       WHERE rule_id = $1 AND customer_id = $2 AND episode = $3 AND status IN ('open', 'in-review')
       RETURNING public_id AS "publicId", kind::text AS kind, customer_id AS "customerId"`,
      [ruleId, customerId, episode, status, this.clock.now()],
    );
    if (status === 'excluded' && ended.length > 0) await this.listener?.excluded(tx, ended);
  }

  /** Keeps the large-value alerts of a day as they are until the transaction ends: whoever makes one grow waits. */
  async lockDay(tx: Tx, day: Day): Promise<void> {
    await tx.query(
      "SELECT FROM alert WHERE kind = 'large-value' AND as_of = $1 ORDER BY id FOR NO KEY UPDATE",
      [day],
    );
  }

  /**
   * Marks alerts as handed on to a report. A later movement that makes more of the day opens its alert again, for
   * there is more to report.
   */
  async handOn(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      `UPDATE alert SET status = 'escalated', changed_at = $2, version = version + 1
       WHERE id = ANY($1::bigint[]) AND status IN ('open', 'in-review')`,
      [ids, this.clock.now()],
    );
  }

  /** Marks all large-value alerts of business dates in `[from, to)` as handed on. */
  async handOnDays(tx: Tx, from: Day, to: Day): Promise<number> {
    const rows = await tx.query(
      `UPDATE alert SET status = 'escalated', changed_at = $3, version = version + 1
       WHERE kind = 'large-value' AND as_of >= $1 AND as_of < $2 AND status IN ('open', 'in-review') RETURNING 1`,
      [from, to, this.clock.now()],
    );
    return rows.length;
  }
}
