import { defineProblem, hasRole, problems, type Actor, type Clock, type Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customer, Customers } from '../../customers/index.js';
import type { ReviewTasks } from '../reviews/index.js';
import { partyOf } from './queries.js';
import type { BeneficialOwners } from './service.js';
import { findHistory, insertConfirmation, insertMeasure } from './store.js';

const changedMeanwhile = defineProblem('owners-changed', 409, {
  en: 'The owners were determined anew meanwhile. Look at them again before you confirm.',
  zh: '受益所有人已重新识别,请查看后再确认。',
});

interface Parts {
  clock: Clock;
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
   * is not the present one any more, 403 for a branch where stronger measures hold.
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
    const [present] = await findHistory(tx, customer.key);
    if (present?.version !== one.version) throw changedMeanwhile();
    const usual = present.result.threshold === this.parts.owners.thresholdOn(present.asOf);
    if (!usual && !hasRole(actor, 'compliance-officer', 'compliance-manager')) throw problems.notAllowed();
    const { version, method, evidence, note = null } = one;
    await insertConfirmation(tx, actor, customer.key, {
      version,
      method,
      evidence,
      note,
      confirmedAt: clock.now(),
    });
    await tasks.settle(tx, [customer.key], ['owner-change'], 'owners confirmed', actor);
    await audit.append(tx, actor, {
      action: 'beneficial-owners.confirmed',
      subject: { kind: 'customer', id: customer.id },
      details: { version, evidence: evidence.length },
      requestId: one.requestId,
    });
  }

  /** Puts a customer under the stronger measures of arts 20 and 21, or ends them; the owners are found anew. */
  async measure(
    tx: Tx,
    actor: Actor,
    one: { customerId: string; measure: 'standard' | 'stronger'; reason: string; requestId: string },
  ): Promise<void> {
    const { audit, clock, customers, owners } = this.parts;
    const customer: Customer = await customers.get(tx, actor, one.customerId);
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
