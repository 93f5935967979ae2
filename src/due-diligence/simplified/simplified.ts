import {
  addDays,
  problems,
  systemActor,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Text,
  type Tx,
} from '../../platform/index.js';
import type { Assess, Customers, Facts, Finding, OnLevels, OnStored } from '../../customers/index.js';
import type { RequirementFile } from '../requirements/index.js';
import { joinLast, loadReviewRules, scheduleOn, type ReviewTasks } from '../reviews/index.js';
import { suspected } from './suspicion.js';

const TASK = { kind: 'doubt', episode: 'simplified-barred' } as const;
const FUNDS = { kind: 'doubt', episode: 'source-of-funds' } as const;
/** The source of findings that compliance ordered. */
const ORDERED = 'full-due-diligence';
/** What a task is closed with once nothing bars any more; only then a new one begins with the next. */
const ENDED = 'suspicion-ended';

export interface SimplifiedParts {
  customers: Customers;
  reviewTasks: ReviewTasks;
  clock: Clock;
  days: BankDays;
  requirements: RequirementFile;
  assess: Assess;
}

/** What full due diligence would still ask of a customer, and whether it must. */
export interface FullDueDiligence {
  level: 'standard' | 'simplified';
  /** A suspicion stands or the level of risk is higher: simplified due diligence does not hold whatever is registered. */
  barred: boolean;
  findings: Finding[];
}

/**
 * Simplified due diligence ends with a suspicion and with a higher level of risk (CDD Measures 2025, art. 29). What the
 * branch registered and reads stays as it is, for its refusal would tell of either: compliance is asked to order the
 * full data, which may be ordered of anybody, and the branch then reads which data are missing, as of any customer.
 */
export class SimplifiedDueDiligence {
  constructor(private readonly parts: SimplifiedParts) {}

  /** Told of customers about whom a suspicion arose or ended. */
  readonly onSuspicion = async (tx: Tx, customerKeys: readonly string[]): Promise<void> => {
    await this.bar(tx, customerKeys, this.parts.requirements.barsSimplified.onSuspicion);
    await this.settle(tx, customerKeys);
  };

  /** Told of customers whose level of risk became another; of the higher the source of funds is asked too (art. 28). */
  readonly onLevels: OnLevels = async (tx, changes) => {
    const { requirements } = this.parts;
    const { levels, onHigherRisk } = requirements.barsSimplified;
    const isHigher = (level: string | null) => level !== null && levels.includes(level);
    const crossed = changes.filter(({ before, after }) => isHigher(before) !== isHigher(after));
    const [up, down] = [true, false].map((higher) =>
      crossed.filter(({ after }) => isHigher(after) === higher).map(({ key }) => key),
    );
    await this.bar(tx, up!, onHigherRisk);
    await this.raise(tx, up!, FUNDS, { ask: requirements.enhanced.message, where: 'NOT v.source_of_funds' });
    await this.settle(tx, down!);
    await this.parts.reviewTasks.settleEpisodes(
      tx,
      down!.map((key) => ({ customerKey: key, ...FUNDS })),
      ENDED,
    );
  };

  /** A level that is registered while something bars it is barred as well; what was ordered is judged anew. */
  readonly onStored: OnStored = async (tx, _actor, stored) => {
    await this.bar(
      tx,
      stored.flatMap(({ key, before, after }) =>
        after.dueDiligence === 'simplified' && before?.dueDiligence !== 'simplified' ? [key] : [],
      ),
      this.parts.requirements.barsSimplified.onSuspicion,
    );
    const { customers } = this.parts;
    for (const { key, id, after } of stored.filter(({ before }) => before !== null)) {
      const { findings } = await customers.get(tx, systemActor, id);
      if (!findings[ORDERED]) continue;
      await customers.setFindings(tx, ORDERED, [{ key, findings: this.missing(after) }]);
    }
  };

  /**
   * Orders full due diligence of a customer of the simplified level: what is missing for it keeps the customer pending,
   * in the words in which it is asked of anybody. Throws 404, and 409 for a customer of whom it is asked anyway.
   */
  async order(tx: Tx, actor: Actor, id: string): Promise<{ missing: string[] }> {
    const { customers, reviewTasks } = this.parts;
    const { key, facts, closedOn } = await customers.get(tx, actor, id);
    if (facts.dueDiligence !== 'simplified' || closedOn !== null) throw problems.wrongState();
    const findings = this.missing(facts);
    await customers.setFindings(tx, ORDERED, [{ key, findings }]);
    await reviewTasks.settleEpisodes(tx, [{ customerKey: key, ...TASK }], 'ordered');
    return { missing: findings.map(({ code }) => code) };
  }

  /** What full due diligence asks beyond the simplified, until the data are there or the standard level is registered. */
  private missing(facts: Facts): Finding[] {
    if (facts.dueDiligence !== 'simplified') return [];
    const { assess, clock, days } = this.parts;
    const today = days.dayOf(clock.now());
    const known = new Set(assess(facts, today).map(({ code }) => code));
    return assess({ ...facts, dueDiligence: 'standard' }, today).filter(
      ({ code, severity, judgedBy, lapse }) =>
        severity === 'error' && judgedBy === undefined && !lapse && !known.has(code),
    );
  }

  /** What compliance has to order, and whether it must. Throws 404. */
  async ofCustomer(q: Queryable, actor: Actor, id: string): Promise<FullDueDiligence> {
    const { customers, assess, clock, days } = this.parts;
    const { key, facts } = await customers.get(q, actor, id);
    const [row] = await q.query<{ barred: boolean }>(
      `SELECT ${this.barred} AS barred FROM customer_view c WHERE c.id = $1`,
      [key],
    );
    return {
      level: facts.dueDiligence ?? 'standard',
      barred: row!.barred,
      findings: assess({ ...facts, dueDiligence: 'standard' }, days.dayOf(clock.now())),
    };
  }

  /** SQL: whether something bars the simplified level of customer `c`. */
  private get barred(): string {
    const { levels } = this.parts.requirements.barsSimplified;
    return `(${suspected('c.id')} OR coalesce(c.risk_level = ANY ('{${levels.join(',')}}'), false))`;
  }

  private bar(tx: Tx, customerKeys: readonly string[], ask: Text): Promise<void> {
    return this.raise(tx, customerKeys, TASK, { ask, where: `v.level = 'simplified' AND ${this.barred}` });
  }

  /** Closes the tasks of those whom nothing bars any more. */
  private async settle(tx: Tx, customerKeys: readonly string[]): Promise<void> {
    if (customerKeys.length === 0) return;
    const rows = await tx.query<{ id: string }>(
      `SELECT c.id FROM customer_view c WHERE c.id = ANY($1::bigint[]) AND NOT ${this.barred}`,
      [customerKeys],
    );
    const over = rows.map(({ id }) => ({ customerKey: id, ...TASK }));
    await this.parts.reviewTasks.settleEpisodes(tx, over, ENDED);
  }

  private async raise(
    tx: Tx,
    customerKeys: readonly string[],
    task: typeof TASK | typeof FUNDS,
    { ask, where }: { ask: Text; where: string },
  ): Promise<void> {
    if (customerKeys.length === 0) return;
    const { reviewTasks, clock, days } = this.parts;
    const rows = await tx.query<{ id: string; occurrence: number }>(
      `SELECT c.id, coalesce(last.occurrence, 0) + 1 AS occurrence
       FROM customer_view c JOIN customer_due_diligence_view v ON v.customer_id = c.id
         ${joinLast('c.id', task.kind, `'${task.episode}'`)}
       WHERE c.id = ANY($1::bigint[]) AND ${where} AND (last.occurrence IS NULL OR last.outcome = $2)`,
      [customerKeys, ENDED],
    );
    const today = days.dayOf(clock.now());
    const { dueInDays = 0 } = scheduleOn(loadReviewRules().kinds[task.kind], today);
    await reviewTasks.raise(
      tx,
      rows.map(({ id, occurrence }) => ({
        ...{ ...task, customerKey: id, occurrence, dueOn: addDays(today, dueInDays) },
        ...{ ask, audience: 'compliance', internal: true },
      })),
      systemActor,
    );
  }
}
