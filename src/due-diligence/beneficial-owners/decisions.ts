import {
  addDays,
  defineProblem,
  type Actor,
  type BankDays,
  type Clock,
  type Tx,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { mergedCustomer, type Customer, type Customers } from '../../customers/index.js';
import { scheduleOn, type ReviewRules } from '../reviews/domain/schedule.js';
import type { ReviewTasks } from '../reviews/index.js';
import { partyOf } from './queries.js';
import type { BeneficialOwners } from './service.js';
import {
  findConfirmations,
  findHistory,
  insertConfirmation,
  insertMeasure,
  openTasks,
  STRONGER,
} from './store.js';

const changedMeanwhile = defineProblem('owners-changed', 409, {
  en: 'The owners were determined anew meanwhile. Look at them again before you confirm.',
  zh: '受益所有人已重新识别，请查看后再确认。',
});

interface Parts {
  clock: Clock;
  days: BankDays;
  reviewRules: ReviewRules;
  audit: AuditTrail;
  customers: Customers;
  owners: BeneficialOwners;
  tasks: ReviewTasks;
}

/** What people decide about a customer's owners. */
export class OwnerDecisions {
  constructor(private readonly parts: Parts) {}

  /**
   * Confirms the present determination with its evidence, and fulfils the task that asked for it. Throws 409 when it
   * is not the present one any more. A branch confirms what the usual rules find, by its number; where stronger measures
   * find something else, compliance confirms that. The answer is the same, for it must not tell the measures.
   */
  async confirm(
    tx: Tx,
    actor: Actor,
    one: {
      customerId: string;
      version: number;
      method: string;
      evidence: string[];
      note?: string;
      requestId: string;
    },
  ): Promise<void> {
    const { audit, clock, customers, tasks } = this.parts;
    const customer = await customers.get(tx, actor, one.customerId);
    if (customer.mergedInto) throw mergedCustomer();
    const bound = branchScope(actor) !== undefined;
    const [present] = await findHistory(tx, customer.key);
    if ((bound ? present?.usualVersion : present?.version) !== one.version) throw changedMeanwhile();
    const { version, isUsual } = present!;
    const { method, evidence, note = null } = one;
    const confirmedAt = clock.now();
    await insertConfirmation(tx, actor, customer.key, { version, method, evidence, note, confirmedAt });
    const outcome = 'owners confirmed';
    if (isUsual) await tasks.settle(tx, [customer.key], ['owner-change'], outcome, actor);
    else {
      const done = await openTasks(tx, [customer.key], bound ? 'front-line' : 'stronger');
      await tasks.settleTasks(tx, done, outcome, actor);
      if (bound) await this.handOver(tx, customer.key, version);
    }
    await audit.append(tx, actor, {
      action: 'beneficial-owners.confirmed',
      subject: { kind: 'customer', id: customer.id },
      details: { version, evidence: evidence.length },
      requestId: one.requestId,
    });
  }

  /** Asks compliance to confirm what stronger measures find, unless it has; once for a determination. */
  private async handOver(tx: Tx, customerKey: string, version: number): Promise<void> {
    const { clock, days, reviewRules, tasks } = this.parts;
    const known = await findConfirmations(tx, customerKey);
    if (known.some((one) => one.version === version && !one.atBranch)) return;
    if ((await openTasks(tx, [customerKey], 'stronger')).length > 0) return;
    const today = days.dayOf(clock.now());
    const rule = reviewRules.kinds['owner-change'];
    await tasks.raise(tx, [
      {
        customerKey,
        kind: 'owner-change',
        episode: `${STRONGER}${version}`,
        dueOn: addDays(today, scheduleOn(rule, today).dueInDays ?? 0),
        ask: rule.ask,
        audience: 'compliance',
        // A letter to the customer would tell the branch as much as a refusal.
        internal: true,
      },
    ]);
  }

  /** Puts a customer under the stronger measures of arts 20 and 21, or ends them; the owners are found anew. */
  async measure(
    tx: Tx,
    actor: Actor,
    one: { customerId: string; measure: 'standard' | 'stronger'; reason: string; requestId: string },
  ): Promise<void> {
    const { audit, clock, customers, owners } = this.parts;
    const customer: Customer = await customers.get(tx, actor, one.customerId);
    if (customer.mergedInto) throw mergedCustomer();
    await insertMeasure(tx, actor, { ...one, customer: customer.key, now: clock.now() });
    await audit.append(tx, actor, {
      action: 'beneficial-owners.measure-decided',
      subject: { kind: 'customer', id: customer.id },
      details: { measure: one.measure },
      requestId: one.requestId,
    });
    const own = await partyOf(tx, customer.key);
    if (own) await owners.refresh(tx, actor, { customer: customer.key, party: own.party });
  }
}
