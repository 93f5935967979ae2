import {
  defineProblem,
  isId,
  newId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type FieldFault,
  type Queryable,
  type Tx,
  type Vault,
  type WorkingDays,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Alerts } from '../../alerts/index.js';
import {
  holdImages,
  ourReferences,
  type Customers,
  type Facts,
  type OnStored,
  type Person,
} from '../../customers/index.js';
import {
  insertAttempts,
  standingAttempts,
  type AttemptRow,
  type NewAttempt,
  type Standing,
} from './store.js';
import { explanationOf, refusalFinding, type AttemptGround, type RefusedAttemptRule } from './rule.js';

/** Which key of the vault protects what is said of suspicions. */
const RECORD_CLASS = 'suspicion';
const SOURCE = 'identity';
const placeOf = (id: string): string => `refused_attempt.account:${id}`;

/** What happened at the counter; all of it is sealed. */
export interface AttemptAccount {
  /** What was asked for. */
  service?: string;
  amount?: string;
  currency?: string;
  /** Who the person claimed to be, with the documents shown. */
  claimed?: Person;
  /** What was seen and said. */
  text?: string;
  images?: string[];
}

export interface AttemptToRecord extends AttemptAccount {
  ground: AttemptGround;
  customerNumber?: string;
  customerIs?: 'applicant' | 'impersonated';
}

export interface RefusedAttempt extends Standing {
  customerNumber: string | null;
  customerIs: 'applicant' | 'impersonated' | null;
  account: AttemptAccount;
}

export interface AttemptParts {
  customers: Customers;
  alerts: Alerts;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  vault: Vault;
  rule: RefusedAttemptRule;
  /** Whether a name is anonymous or fictitious by the requirements of today. */
  isAnonymous: (day: Day) => (facts: Facts) => boolean;
  /** Holds customers until the transaction ends: what stands of their attempts is decided by one at a time. */
  lockCustomers(tx: Tx, keys: readonly string[]): Promise<unknown>;
}

/**
 * Business that was attempted under another's or a forged document, without identification, or under no name: refused
 * (AML Law, art. 28), kept as a record, and brought to the officers as an alert. The branch is told the refusal only.
 */
export class RefusedAttempts {
  constructor(private readonly parts: AttemptParts) {}

  /**
   * Records an attempt. An applicant is refused with it; whoever was impersonated is not touched. Throws 422 for a
   * number that is no customer the actor may see, for an applicant who is a customer already, and for scans that are
   * not the actor's own free uploads.
   */
  async record(
    tx: Tx,
    actor: Actor,
    attempt: AttemptToRecord,
    requestId: string,
  ): Promise<{ id: string; at: Date }> {
    const { customers, vault, clock, lockCustomers } = this.parts;
    const { ground, customerNumber, customerIs, ...account } = attempt;
    if ((customerNumber === undefined) !== (customerIs === undefined)) throw refused(saysBoth);
    const find = async () =>
      customerNumber === undefined ? undefined : customers.findByNumber(tx, actor, customerNumber);
    const found = await find();
    if (found && customerIs === 'applicant') await lockCustomers(tx, [found.key]);
    const customer = await find();
    if (customerNumber !== undefined && !customer) throw refused(unknownCustomer);
    if (customer && customerIs === 'applicant' && !['pending', 'refused'].includes(customer.status))
      throw refused(establishedCustomer);
    const now = clock.now();
    const id = newId(now.getTime());
    const shown = [
      ...ourReferences(account.images ?? [], '/images'),
      ...(account.claimed?.documents ?? []).flatMap(({ images = [] }, at) =>
        ourReferences(images, `/claimed/documents/${at}/images`),
      ),
    ];
    const faults = await holdImages(tx, actor, shown, now);
    if (faults.length > 0) throw problems.invalidBody({ faults });
    const sealed = await vault.sealText(tx, RECORD_CLASS, JSON.stringify(account), placeOf(id));
    const images = [...new Set(shown.map((image) => image.id))];
    const about = customer ? { key: customer.key, is: customerIs! } : null;
    const kept = { id, ground, about, branch: actor.branch ?? null, sealed, images };
    await this.keep(tx, actor, [kept], requestId);
    if (customer && customerIs === 'applicant')
      await customers.setFindings(tx, SOURCE, [
        { key: customer.key, findings: [refusalFinding(this.parts.rule)] },
      ]);
    return { id, at: now };
  }

  /** Anonymous and fictitious names are refused when they are stored; that they were asked for is kept too. */
  readonly onStored: OnStored = async (tx, actor, stored) => {
    const { isAnonymous, clock, days } = this.parts;
    if (!stored.some(({ status }) => status === 'refused')) return;
    const now = clock.now();
    const anonymous = isAnonymous(days.dayOf(now));
    const asked = stored.filter(
      ({ before, after, status }) =>
        status === 'refused' && anonymous(after) && !(before !== null && anonymous(before)),
    );
    await this.keep(
      tx,
      actor,
      asked.map(({ key, after }) => ({
        id: newId(now.getTime()),
        ground: 'anonymous-name',
        about: { key, is: 'applicant' },
        branch: after.branch ?? null,
        sealed: null,
        images: [],
      })),
    );
  };

  /** The attempt behind an alert, opened; throws 404 for an alert that comes from something else. */
  async ofAlert(q: Queryable, alertId: string): Promise<RefusedAttempt> {
    if (!isId(alertId)) throw problems.notFound();
    const [row] = await standingAttempts(q, 'a.alert_id = $1', [alertId]);
    if (!row) throw problems.notFound();
    const { sealed, key: _key, customerKey: _customer, actorId: _actor, ...attempt } = row;
    const text = sealed === null ? '{}' : await this.parts.vault.openText(q, sealed, placeOf(row.id));
    return { ...attempt, account: JSON.parse(text) as AttemptAccount };
  }

  /**
   * Takes back a refusal that was a mistake; the applicant can be verified as any other then. Throws 404, 409 when it
   * was taken back already, 403 for whoever recorded it.
   */
  async reverse(tx: Tx, actor: Actor, alertId: string, reason: string, requestId: string): Promise<void> {
    const row = await this.locked(tx, alertId);
    if (row.reversal) throw problems.wrongState();
    if (row.actorId === actor.id) throw ownAttempt();
    const { clock, audit, customers, rule } = this.parts;
    await tx
      .query(
        `INSERT INTO refused_attempt_reversal (attempt_id, reason, at, actor_kind, actor_id, actor_name)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [row.key, reason, clock.now(), actor.kind, actor.id, actor.name],
      )
      .catch((error: unknown) => {
        // Another officer took it back meanwhile.
        throw (error as { code?: string }).code === '23505' ? problems.wrongState() : error;
      });
    if (row.customerKey !== null && row.customerIs === 'applicant') {
      const others = await standingAttempts(
        tx,
        "a.customer_id = $1 AND a.customer_is = 'applicant' AND a.sealed_account IS NOT NULL AND r.at IS NULL",
        [row.customerKey],
      );
      const findings = others.length > 0 ? [refusalFinding(rule)] : [];
      await customers.setFindings(tx, SOURCE, [{ key: row.customerKey, findings }]);
    }
    await audit.append(tx, actor, {
      action: 'refused-attempt.reversed',
      subject: { kind: 'refused-attempt', id: row.id },
      details: { alert: alertId },
      requestId,
    });
  }

  /** An attempt of an alert, with its applicant held: who is recorded again at this moment is not lost. */
  private async locked(tx: Tx, alertId: string): Promise<AttemptRow> {
    const find = async () => (await standingAttempts(tx, 'a.alert_id = $1', [alertId]))[0];
    let row = isId(alertId) ? await find() : undefined;
    for (let held: string | null = null; row && row.customerKey !== held; row = await find()) {
      // A merge may have moved it while we waited.
      held = row.customerKey;
      if (held !== null && row.customerIs === 'applicant') await this.parts.lockCustomers(tx, [held]);
    }
    if (!row) throw problems.notFound();
    return row;
  }

  private async keep(tx: Tx, actor: Actor, attempts: readonly Kept[], requestId?: string): Promise<void> {
    if (attempts.length === 0) return;
    const { alerts, audit, clock, days, workingDays, rule } = this.parts;
    const now = clock.now();
    const asOf = days.dayOf(now);
    const due = workingDays.deadline(asOf, rule.workingDays);
    const raised = await alerts.raise(
      tx,
      attempts.map(({ id, ground, about, branch }) => ({
        kind: 'due-diligence',
        ruleId: rule.id,
        ruleVersion: rule.version,
        customerId: about?.key ?? null,
        asOf,
        direction: null,
        // An alert of its own, so that none is lost in one that was decided.
        episode: id,
        severity: rule.severity,
        measures: {},
        explanation: explanationOf(rule, ground, branch),
        dueOn: due.day,
        dueOnEstimated: due.estimated,
      })),
    );
    const rows = attempts.map((attempt, at) => ({ ...attempt, alertId: raised[at]!.publicId }));
    await insertAttempts(tx, actor, rows, now);
    const [first] = rows;
    await audit.append(tx, actor, {
      action: 'refused-attempt.recorded',
      subject:
        rows.length === 1
          ? { kind: 'refused-attempt', id: first!.id }
          : { kind: 'refused-attempt-batch', id: first!.id },
      details: rows.length === 1 ? { alert: first!.alertId, ground: first!.ground } : { count: rows.length },
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
}

type Kept = Omit<NewAttempt, 'alertId'>;

const ownAttempt = defineProblem('own-attempt', 403, {
  en: 'Whoever recorded the refused attempt cannot take it back. Ask another officer.',
  zh: '登记人不得撤销本人登记的拒绝记录，请由其他合规人员处理。',
});
const refused = (fault: FieldFault) => problems.invalidBody({ faults: [fault] });
const unknownCustomer: FieldFault = {
  pointer: '/customerNumber',
  code: 'unknown-customer',
  message: { en: 'is no customer of your branch', zh: '不是您所在机构的客户' },
};
const saysBoth: FieldFault = {
  pointer: '/customerIs',
  code: 'needs-customer-number',
  message: {
    en: 'and customerNumber go together: say who of the two the customer is',
    zh: '须与 customerNumber 一同填写，说明该客户是申请人还是被冒用人',
  },
};
const establishedCustomer: FieldFault = {
  pointer: '/customerIs',
  code: 'established-customer',
  message: {
    en: 'cannot be applicant: this is a customer already. Say `impersonated`, or record a failed verification',
    zh: '不能为申请人：该客户已建立业务关系。请填写 impersonated，或登记核实未通过',
  },
};
