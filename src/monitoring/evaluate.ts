import type { BankDays, Clock, Day, Tx, WorkingDays } from '../platform/index.js';
import { addDays, Money } from '../platform/index.js';
import type { Alerts, AlertToRaise, Evidence, MeasuredSide } from '../alerts/index.js';
import type { Evaluation, Movement, Subject, TouchedDay } from '../transactions/index.js';
import type { CompiledRules } from './compiled-rules.js';
import { explain } from './explain.js';
import { recordExemptions } from './exemptions.js';
import { raiseMissingRates } from './missing-rates.js';
import { factsOf } from './facts.js';

type MeasureRow = { customer_id: string; day: string; direction: 'in' | 'out' } & Record<string, string>;

interface Crossing {
  ruleIndex: number;
  touched: TouchedDay;
  direction: 'in' | 'out';
  sides: Record<string, MeasuredSide>;
}

/**
 * Evaluates the large-value rules for whatever customers and days a batch touched: one statement measures, and only
 * where a limit is reached do alerts and evidence follow. Windows are whole business days of the movements themselves,
 * never of the clock, so that any order and any batch size give the same alerts at day close.
 */
export class LargeValueEvaluation implements Evaluation {
  constructor(
    private readonly compiled: CompiledRules,
    private readonly alerts: Alerts,
    private readonly days: BankDays,
    private readonly workingDays: WorkingDays,
    private readonly clock: Clock,
  ) {}

  async evaluate(
    tx: Tx,
    added: readonly { movement: Movement; subject: Subject }[],
    netted: readonly TouchedDay[],
  ): Promise<Map<string, string[]>> {
    const touched = new Map<string, TouchedDay>();
    const touch = (entry: TouchedDay): unknown => touched.set(`${entry.subject.id} ${entry.day}`, entry);
    const exempt: { movement: Movement; item: number; ruleId: string }[] = [];
    for (const { movement, subject } of added) {
      if (movement.offsets) continue;
      const facts = factsOf(movement, subject);
      const covering = this.compiled.covering(facts);
      if (covering.length === 0) continue;
      const item = this.compiled.exemptionItem(facts);
      if (item === undefined) touch({ subject, day: movement.businessDate });
      else for (const rule of covering) exempt.push({ movement, item, ruleId: rule.id });
    }
    for (const entry of netted) touch(entry);
    await recordExemptions(tx, exempt, this.clock.now());
    await raiseMissingRates(
      tx,
      this.alerts,
      added.map(({ movement }) => movement),
      this.days.dayOf(this.clock.now()),
    );
    return this.evaluateDays(tx, [...touched.values()], netted);
  }

  private async evaluateDays(
    tx: Tx,
    touched: readonly TouchedDay[],
    netted: readonly TouchedDay[],
  ): Promise<Map<string, string[]>> {
    if (touched.length === 0) return new Map();
    const crossings = await this.measure(tx, await this.worthMeasuring(tx, touched));
    const raised = await this.alerts.raise(
      tx,
      crossings.map((crossing) => this.toAlert(crossing)),
    );
    const evidence = await this.collectEvidence(
      tx,
      crossings,
      raised.map(({ id }) => id),
    );
    await this.alerts.attach(tx, evidence);
    if (netted.length > 0) {
      await this.alerts.withdrawOthers(
        tx,
        netted.map(({ subject, day }) => ({ customerId: subject.id, day })),
        raised.map(({ id }) => id),
      );
    }
    // Also of days where nothing is taken back now: an alert that was withdrawn kept its evidence as it was then.
    const known = raised.filter(({ created }) => !created).map(({ id }) => id);
    await this.alerts.keepOnly(tx, known, evidence);
    const publicIds = new Map(raised.map(({ id, publicId }) => [id, publicId]));
    const holding = new Map<string, string[]>();
    for (const { ledgerId, alertId } of evidence)
      holding.set(ledgerId, [...(holding.get(ledgerId) ?? []), publicIds.get(alertId)!]);
    return holding;
  }

  /** The touched days whose whole turnover reaches the lowest limit of all; for most there is nothing to measure. */
  private async worthMeasuring(tx: Tx, touched: readonly TouchedDay[]): Promise<TouchedDay[]> {
    const [ids, , , , starts, ends] = this.dayColumns(touched);
    const rows = await tx.prepared<{ position: string }>('large-value-bound', this.compiled.boundSql, [
      ids,
      starts,
      ends,
    ]);
    return rows.map(({ position }) => touched[Number(position) - 1]!);
  }

  private dayColumns(touched: readonly TouchedDay[]): unknown[] {
    const bounds = new Map<Day, { start: string; end: string }>();
    for (const { day } of touched) {
      if (bounds.has(day)) continue;
      const end = this.days.startOf(addDays(day, 1)).toISOString();
      bounds.set(day, { start: this.days.startOf(day).toISOString(), end });
    }
    return [
      touched.map(({ subject }) => subject.id),
      touched.map(({ subject }) => subject.kind),
      touched.map(({ subject }) => subject.publicBody),
      touched.map(({ day }) => day),
      touched.map(({ day }) => bounds.get(day)!.start),
      touched.map(({ day }) => bounds.get(day)!.end),
    ];
  }

  private async measure(tx: Tx, touched: readonly TouchedDay[]): Promise<Crossing[]> {
    if (touched.length === 0) return [];
    const rows = await tx.prepared<MeasureRow>(
      'large-value-measure',
      this.compiled.measureSql,
      this.dayColumns(touched),
    );
    const byKey = new Map(touched.map((entry) => [`${entry.subject.id} ${entry.day}`, entry]));
    return rows.flatMap((row) =>
      this.compiled.rules.flatMap((rule, ruleIndex) => {
        const sides: Record<string, MeasuredSide> = {};
        for (const { measure, sum, count, limit } of this.compiled.slots.filter(
          (slot) => slot.rule === rule,
        )) {
          if (Number(row[count]) === 0 || row[limit] === null) continue;
          sides[measure] = {
            sum: plain(row[sum]!),
            limit: plain(row[limit]!),
            count: Number(row[count]),
            crossed: reaches(row[sum]!, row[limit]!),
          };
        }
        if (!Object.values(sides).some(({ crossed }) => crossed)) return [];
        return [
          {
            ruleIndex,
            touched: byKey.get(`${row.customer_id} ${row.day}`)!,
            direction: row.direction,
            sides,
          },
        ];
      }),
    );
  }

  private toAlert({ ruleIndex, touched: { subject, day }, direction, sides }: Crossing): AlertToRaise {
    const rule = this.compiled.rules[ruleIndex]!;
    const deadline = this.workingDays.deadline(day, rule.outcome.deadline.workingDays);
    return {
      kind: 'large-value',
      ruleId: rule.id,
      ruleVersion: rule.version,
      customerId: subject.id,
      asOf: day,
      direction,
      episode: `${day} ${direction}`,
      severity: rule.outcome.severity,
      measures: sides,
      explanation: explain(rule, subject.customerNumber, day, direction, sides),
      dueOn: deadline.day,
      dueOnEstimated: deadline.estimated,
    };
  }

  private async collectEvidence(
    tx: Tx,
    crossings: readonly Crossing[],
    alertIds: readonly string[],
  ): Promise<Evidence[]> {
    if (crossings.length === 0) return [];
    const rows = await tx.prepared<{
      alert_id: string;
      id: string;
      customer_id: string;
      booked_at: Date;
      source: string;
      reference: string;
      amount: string;
      currency: string;
      measure: string;
      counted: string;
    }>('large-value-evidence', this.compiled.evidenceSql, [
      ...this.dayColumns(crossings.map(({ touched }) => touched)),
      crossings.map(({ ruleIndex }) => ruleIndex),
      crossings.map(({ direction }) => direction),
      crossings.map(
        ({ sides }) =>
          `,${Object.keys(sides)
            .filter((name) => sides[name]!.crossed)
            .join(',')},`,
      ),
      alertIds,
    ]);
    return rows.map((row) => ({
      alertId: row.alert_id,
      ledgerId: row.id,
      customerId: row.customer_id,
      bookedAt: row.booked_at,
      source: row.source,
      reference: row.reference,
      amount: row.amount,
      counted: row.counted,
      currency: row.currency,
      measure: row.measure,
    }));
  }
}

/** Plain decimal text without the zeros that PostgreSQL's scale leaves behind, but with at least two decimals. */
function plain(value: string): string {
  const number = new Money(value);
  return number.toFixed(Math.max(2, number.decimalPlaces()));
}

function reaches(sum: string, limit: string): boolean {
  return new Money(sum).greaterThanOrEqualTo(limit);
}
