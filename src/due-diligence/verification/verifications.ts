import {
  newId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import {
  keepImages,
  ourReferences,
  type Customer,
  type CustomerDocument,
  type Customers,
} from '../../customers/index.js';
import type { TaskKind } from '../reviews/index.js';
import { outcomeFindings, type VerificationOutcome, type VerificationTerms } from './terms.js';

/** A verification as sent. */
export interface VerificationToRecord {
  reason: string;
  method: string;
  outcome?: VerificationOutcome;
  documents?: CustomerDocument[];
  evidence?: string[];
}

export interface Verification {
  id: string;
  verifiedAt: Date;
  verifiedOn: string;
  reason: string;
  method: string;
  outcome: VerificationOutcome;
  documents: CustomerDocument[];
  evidence: string[];
  verifiedBy: string;
}

/** Closes the review tasks that a verification fulfils. */
export type SettleTasks = (
  tx: Tx,
  actor: Actor,
  customerKeys: readonly string[],
  kinds: readonly TaskKind[],
) => Promise<void>;

/** Told of a verification in the transaction that records it. */
export type OnVerified = (tx: Tx, actor: Actor, verified: Verified) => Promise<void>;

/** What a verification came to. */
export interface Verified {
  key: string;
  id: string;
  customerNumber: string;
  /** Id of the verification. */
  verification: string;
  outcome: VerificationOutcome;
  /** Whether the customer refused due diligence in a verification before, and none was confirmed since. */
  refusedBefore: boolean;
}

export interface VerificationParts {
  customers: Customers;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  terms: VerificationTerms;
  settle: SettleTasks;
  onVerified?: OnVerified;
}

/** Verifications of customers: append-only, by whom, when, why, how, and with what outcome. */
export class Verifications {
  constructor(private readonly parts: VerificationParts) {}

  /**
   * Records a verification. A confirmed one brings the customer's documents up to date (what they were stays in the
   * customer's history) and closes the tasks it fulfils. Any other keeps the customer pending until one is confirmed.
   * Throws 404, 409 for a closed customer, 422 for documents that cannot be.
   */
  async record(
    tx: Tx,
    actor: Actor,
    id: string,
    { reason, method, outcome = 'confirmed', documents = [], evidence = [] }: VerificationToRecord,
    requestId: string,
  ): Promise<Verification> {
    const { customers, clock, days, audit, terms, settle, onVerified } = this.parts;
    const customer = await customers.get(tx, actor, id);
    if (customer.status === 'closed') throw problems.wrongState();
    const now = clock.now();
    await keepProof(tx, actor, { key: customer.key, documents, evidence, now });
    const refusedBefore = await refusesDueDiligence(tx, customer.key);
    const [row] = await tx.query<{ public_id: string }>(
      `INSERT INTO verification (public_id, customer_id, verified_at, verified_on, reason, method, outcome, documents,
         evidence, actor_kind, actor_id, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING public_id`,
      [
        ...[newId(now.getTime()), customer.key, now, days.dayOf(now), reason, method, outcome],
        ...[JSON.stringify(documents), JSON.stringify(evidence), actor.kind, actor.id, actor.name],
      ],
    );
    const confirmed = outcome === 'confirmed';
    if (confirmed && documents.length > 0)
      await this.renewDocuments(tx, actor, customer, documents, requestId);
    const { key } = customer;
    await customers.setFindings(tx, 'verification', [{ key, findings: outcomeFindings(terms, outcome) }]);
    if (confirmed) await settle(tx, actor, [key], this.settledBy(reason));
    const { customerNumber } = customer;
    const verification = row!.public_id;
    await onVerified?.(tx, actor, { key, id, customerNumber, verification, outcome, refusedBefore });
    const known = terms.reasons.some((one) => one.id === reason);
    await audit.append(tx, actor, {
      action: 'customer.verified',
      subject: { kind: 'customer', id },
      details: {
        outcome,
        ...(known ? { reason } : {}),
        documents: documents.length,
        evidence: evidence.length,
      },
      requestId,
    });
    const [made] = await this.select(tx, 'v.public_id = $1', [row!.public_id]);
    return made!;
  }

  /** The verifications of a customer, newest first. */
  async ofCustomer(q: Queryable, actor: Actor, id: string): Promise<Verification[]> {
    const { key } = await this.parts.customers.get(q, actor, id);
    return this.select(q, 'v.customer_id = $1', [key]);
  }

  /** A document takes the place of the customer's of the same type; others stay. */
  private async renewDocuments(
    tx: Tx,
    actor: Actor,
    { id, version, facts }: Customer,
    documents: readonly CustomerDocument[],
    requestId: string,
  ): Promise<void> {
    const renewed = new Set(documents.map(({ type }) => type));
    const kept = (facts.documents ?? []).filter(({ type }) => !renewed.has(type));
    // The new ones first: what is wrong with them is then said at the place where they were sent.
    const patch = { documents: [...documents, ...kept] };
    await this.parts.customers.change(tx, actor, { id, patch, version, requestId });
  }

  /** A document that expired is settled by the one that takes its place, where it is stored, never by a word. */
  private settledBy(reason: string): readonly TaskKind[] {
    return this.parts.terms.reasons.find(({ id }) => id === reason)?.settles ?? [];
  }

  private select(q: Queryable, where: string, values: unknown[]): Promise<Verification[]> {
    return q.query<Verification & Record<string, unknown>>(
      `SELECT v.public_id AS id, v.verified_at AS "verifiedAt", v.verified_on::text AS "verifiedOn", v.reason, v.method,
         v.outcome, v.documents, v.evidence, v.actor_name AS "verifiedBy"
       FROM verification v WHERE ${where} ORDER BY v.id DESC`,
      values,
    );
  }
}

/** What proves a verification is kept with the customer whatever its outcome, also where no document comes to name it. */
async function keepProof(
  tx: Tx,
  actor: Actor,
  proof: { key: string; documents: readonly CustomerDocument[]; evidence: readonly string[]; now: Date },
): Promise<void> {
  const { key, documents, evidence, now } = proof;
  const references = [
    ...documents.flatMap(({ images = [] }, at) => ourReferences(images, `/documents/${at}/images`)),
    ...ourReferences(evidence, '/evidence'),
  ];
  const faults = await keepImages(tx, actor, { key, references, now });
  if (faults.length > 0) throw problems.invalidBody({ faults });
}

/** Whether the customer refused to be verified since the last verification that was confirmed. */
async function refusesDueDiligence(tx: Tx, key: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM verification r WHERE r.customer_id = $1 AND r.outcome = 'refused-by-customer'
       AND NOT EXISTS (SELECT FROM verification c WHERE c.customer_id = $1 AND c.outcome = 'confirmed' AND c.id > r.id)
     LIMIT 1`,
    [key],
  );
  return rows.length > 0;
}
