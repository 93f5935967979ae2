import {
  isId,
  newId,
  problems,
  readRuleFile,
  type Actor,
  type BankDays,
  type Clock,
  type Database,
  type Job,
  type Queryable,
  type Text,
  type Tx,
  type Vault,
  type WorkingDays,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Alerts, AlertToRaise } from '../../alerts/index.js';
import type { Customers } from '../../customers/index.js';

/** Which key of the vault protects what is said of suspicions. */
const RECORD_CLASS = 'suspicion';
const BATCH = 200;
const placeOf = (id: string): string => `referral.text:${id}`;

/** The file `rules/due-diligence/referrals.json`. */
export interface ReferralRule {
  id: string;
  version: number;
  severity: AlertToRaise['severity'];
  /** Working days until an officer has looked. */
  workingDays: number;
  explanation: Text;
}

export const loadReferralRule = (path = 'due-diligence/referrals.json'): ReferralRule => readRuleFile(path);

export interface ReferralParts {
  customers: Customers;
  alerts: Alerts;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  vault: Vault;
  rule: ReferralRule;
}

export interface Referral {
  customerNumber: string;
  /** Opened; in the database it is sealed. */
  text: string;
  branch: string | null;
  referredAt: Date;
  referredBy: string;
}

/**
 * Suspicions of the front line. Each becomes an alert of its own, so that none is lost in one that was decided. The
 * customer's record is not touched: neither the branch nor the customer can see that anything was said.
 */
export class Referrals {
  constructor(private readonly parts: ReferralParts) {}

  /** Throws 422 for a number that is none of the customers the actor may see, whichever reason that has. */
  async refer(
    tx: Tx,
    actor: Actor,
    { customerNumber, text }: { customerNumber: string; text: string },
    requestId: string,
  ): Promise<void> {
    const { customers, alerts, clock, days, workingDays, audit, vault, rule } = this.parts;
    const customer = await customers.findByNumber(tx, actor, customerNumber);
    if (!customer) throw unknownCustomer();
    const now = clock.now();
    const today = days.dayOf(now);
    const id = newId(now.getTime());
    const due = workingDays.deadline(today, rule.workingDays);
    const branch = actor.branch ?? customer.facts.branch ?? '';
    const say = (words: string) => words.replace('{branch}', branch);
    const [alert] = await alerts.raise(tx, [
      {
        kind: 'due-diligence',
        ruleId: rule.id,
        ruleVersion: rule.version,
        customerId: customer.key,
        asOf: today,
        direction: null,
        episode: id,
        severity: rule.severity,
        measures: {},
        explanation: { en: say(rule.explanation.en), zh: say(rule.explanation.zh) },
        dueOn: due.day,
        dueOnEstimated: due.estimated,
      },
    ]);
    const sealed = await vault.sealText(tx, RECORD_CLASS, text, placeOf(id));
    await tx.query(
      `INSERT INTO referral (public_id, customer_id, alert_id, sealed_text, branch, at, actor_kind, actor_id, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, customer.key, alert!.publicId, sealed, branch, now, actor.kind, actor.id, actor.name],
    );
    await audit.append(tx, actor, {
      action: 'referral.made',
      subject: { kind: 'referral', id },
      details: { alert: alert!.publicId },
      requestId,
    });
  }

  /** The referral behind an alert; throws 404 for an alert that comes from something else. */
  async ofAlert(q: Queryable, alertId: string): Promise<Referral> {
    if (!isId(alertId)) throw problems.notFound();
    const [row] = await q.query<
      Referral & { id: string; text: string | null; sealed: string | null } & Record<string, unknown>
    >(
      `SELECT r.public_id AS id, c.customer_number AS "customerNumber", r.text, r.sealed_text AS sealed, r.branch, r.at AS "referredAt", r.actor_name AS "referredBy"
       FROM referral r JOIN customer_view c ON c.id = r.customer_id WHERE r.alert_id = $1`,
      [alertId],
    );
    if (!row) throw problems.notFound();
    const { id, sealed, text, ...referral } = row;
    return { ...referral, text: text ?? (await this.parts.vault.openText(q, sealed!, placeOf(id))) };
  }

  /** Seals texts that were written before texts were sealed. @returns whether there may be more */
  async sealPlain(tx: Tx): Promise<boolean> {
    const rows = await tx.query<{ id: string; publicId: string; text: string }>(
      `SELECT id, public_id AS "publicId", text FROM referral WHERE text IS NOT NULL
       ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [BATCH],
    );
    const sealed = await this.parts.vault.sealTexts(
      tx,
      RECORD_CLASS,
      rows.map(({ publicId, text }) => ({ text, place: placeOf(publicId) })),
    );
    if (rows.length > 0)
      await tx.query(
        `UPDATE referral r SET text = NULL, sealed_text = s.sealed
         FROM unnest($1::bigint[], $2::text[]) AS s (id, sealed) WHERE r.id = s.id`,
        [rows.map(({ id }) => id), sealed],
      );
    return rows.length === BATCH;
  }
}

/** Seals what an earlier release left plain; with nothing to do it is one look at an empty index. */
export function referralSealingJob(db: Database, referrals: Referrals): Job {
  return {
    name: 'referral-sealing',
    everySeconds: 3_600,
    run: () => db.inTransaction((tx) => referrals.sealPlain(tx)),
  };
}

const unknownCustomer = () =>
  problems.invalidBody({
    faults: [
      {
        pointer: '/customerNumber',
        code: 'unknown-customer',
        message: { en: 'is no customer of your branch', zh: '不是您所在机构的客户' },
      },
    ],
  });
