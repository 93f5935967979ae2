import {
  addDays,
  systemActor,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { Assess, Customers, Finding, OnStored } from '../../customers/index.js';
import type { RequirementFile } from '../requirements/index.js';
import { joinLast, loadReviewRules, scheduleOn, type ReviewTasks } from '../reviews/index.js';
import { suspected } from './suspicion.js';

const TASK = { kind: 'doubt', episode: 'simplified-barred' } as const;
/** What a task is closed with once no suspicion stands; only then a new one begins with the next. */
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
  /** A suspicion stands: simplified due diligence does not hold whatever is registered. */
  barred: boolean;
  findings: Finding[];
}

/**
 * Simplified due diligence ends with a suspicion (CDD Measures 2025, art. 29). What the branch registered and reads
 * stays as it is, for its refusal would tell of the suspicion: compliance is asked to have the full data collected, in
 * an order that looks like any other.
 */
export class SimplifiedDueDiligence {
  constructor(private readonly parts: SimplifiedParts) {}

  /** Told of customers about whom a suspicion arose or ended. */
  readonly onSuspicion = async (tx: Tx, customerKeys: readonly string[]): Promise<void> => {
    await this.bar(tx, customerKeys);
    const rows = await tx.query<{ id: string }>(
      `SELECT c.id FROM customer_view c WHERE c.id = ANY($1::bigint[]) AND NOT ${suspected('c.id')}`,
      [customerKeys],
    );
    const over = rows.map(({ id }) => ({ customerKey: id, ...TASK }));
    await this.parts.reviewTasks.settleEpisodes(tx, over, ENDED);
  };

  /** A level that is registered while a suspicion stands is barred as well. */
  readonly onStored: OnStored = (tx, _actor, stored) =>
    this.bar(
      tx,
      stored.flatMap(({ key, before, after }) =>
        after.dueDiligence === 'simplified' && before?.dueDiligence !== 'simplified' ? [key] : [],
      ),
    );

  /** What compliance has to order, and whether it must. Throws 404. */
  async ofCustomer(q: Queryable, actor: Actor, id: string): Promise<FullDueDiligence> {
    const { customers, assess, clock, days } = this.parts;
    const { key, facts } = await customers.get(q, actor, id);
    const [row] = await q.query<{ barred: boolean }>(
      `SELECT ${suspected('c.id')} AS barred FROM customer_view c WHERE c.id = $1`,
      [key],
    );
    return {
      level: facts.dueDiligence ?? 'standard',
      barred: row!.barred,
      findings: assess({ ...facts, dueDiligence: 'standard' }, days.dayOf(clock.now())),
    };
  }

  private async bar(tx: Tx, customerKeys: readonly string[]): Promise<void> {
    if (customerKeys.length === 0) return;
    const { reviewTasks, requirements, clock, days } = this.parts;
    const rows = await tx.query<{ id: string; occurrence: number }>(
      `SELECT c.id, coalesce(last.occurrence, 0) + 1 AS occurrence
       FROM customer_view c JOIN customer_due_diligence_view v ON v.customer_id = c.id
         ${joinLast('c.id', TASK.kind, `'${TASK.episode}'`)}
       WHERE c.id = ANY($1::bigint[]) AND v.level = 'simplified' AND ${suspected('c.id')}
         AND (last.occurrence IS NULL OR last.outcome = $2)`,
      [customerKeys, ENDED],
    );
    const today = days.dayOf(clock.now());
    const { dueInDays = 0 } = scheduleOn(loadReviewRules().kinds[TASK.kind], today);
    await reviewTasks.raise(
      tx,
      rows.map(({ id, occurrence }) => ({
        ...{ ...TASK, customerKey: id, occurrence, dueOn: addDays(today, dueInDays) },
        ...{ ask: requirements.barsSimplified.onSuspicion, audience: 'compliance', internal: true },
      })),
      systemActor,
    );
  }
}
