import {
  Conditions,
  isId,
  problems,
  toPage,
  decodeCursor,
  type Actor,
  type Day,
  type Language,
  type Queryable,
  type Tx,
} from '../platform/index.js';
import { changeCustomer, type CustomerChange } from './change.js';
import { closeCustomer, type CustomerClosure } from './closure.js';
import { createCustomers, type CustomerParts, type Outcome } from './creation.js';
import type { Finding } from './domain/finding.js';
import { refreshKin } from './duplicates/pairs.js';
import { ownFindings } from './domain/judged.js';
import { asStanding } from './domain/status.js';
import type { Customer } from './domain/record.js';
import { ensureOccasional, type WalkIn } from './occasional.js';
import { present } from './present.js';
import type { CustomerAnswer, CustomerBody, CustomerStatus } from './schemas.js';
import { maySee, narrow } from './scope.js';
import { searchCustomers, type Hit } from './search.js';
import { setFindings, setNextReview, setRestricted, setRisk, setScreening } from './standing.js';
import { findById, findByNumbers, findPage, HAS_FINDING } from './store.js';

export interface CustomerFilters {
  customerNumber?: string;
  status?: CustomerStatus;
  branch?: string;
  riskLevel?: string;
  /** The code of what their facts lack. */
  finding?: string;
}

/** The customers' master record: what other modules and the routes call. Writers take the transaction they run in. */
export class Customers {
  constructor(private readonly parts: CustomerParts) {}

  /** Stores one customer; throws 409 for a number that exists, 403 for another branch, 422 for what cannot be. */
  async create(tx: Tx, actor: Actor, body: CustomerBody, requestId?: string): Promise<Customer> {
    const [outcome] = await createCustomers(tx, actor, [body], this.parts, requestId);
    if (outcome!.status !== 'created') throw outcome!.problem;
    return (await findById(tx, outcome!.id))!;
  }

  /** Stores many; see {@link createCustomers}. */
  createMany(tx: Tx, actor: Actor, bodies: readonly CustomerBody[], requestId?: string): Promise<Outcome[]> {
    return createCustomers(tx, actor, bodies, this.parts, requestId);
  }

  async change(tx: Tx, actor: Actor, change: CustomerChange): Promise<Customer> {
    if (!isId(change.id)) throw problems.notFound();
    return changeCustomer(tx, actor, change, this.parts);
  }

  /** The internal keys of walk-in persons, made where absent; see {@link ensureOccasional}. */
  ensureOccasional(tx: Tx, actor: Actor, walkIns: readonly WalkIn[]): Promise<string[]> {
    return ensureOccasional(tx, actor, walkIns, this.parts);
  }

  /** Writes what a rating came to; see {@link setRisk}. */
  async setRisk(
    tx: Tx,
    ratings: readonly { key: string; riskLevel: string; nextReviewOn: Day | null }[],
  ): Promise<void> {
    const changes = await setRisk(tx, ratings);
    if (changes.length > 0) await this.parts.onLevels?.(tx, changes);
  }

  /** Writes when customers that were reviewed are next; see {@link setNextReview}. */
  setNextReview(tx: Tx, reviews: readonly { key: string; nextReviewOn: Day }[]): Promise<void> {
    return setNextReview(tx, reviews);
  }

  /** Restricts customers or lifts it, set-based; the status follows. */
  setRestricted(tx: Tx, actor: Actor, keys: readonly string[], restricted: boolean): Promise<void> {
    return setRestricted(tx, actor, keys, restricted, this.parts.audit);
  }

  /** Writes what comparing with lists came to; see {@link setScreening}. */
  setScreening(tx: Tx, states: Parameters<typeof setScreening>[1]): Promise<void> {
    return setScreening(tx, states);
  }

  /**
   * Replaces what one source finds about customers; the status follows, and that of whoever came with the document of
   * one who is refused by it, or no longer is. See {@link setFindings}.
   */
  async setFindings(
    tx: Tx,
    source: string,
    found: readonly { key: string; findings: readonly Finding[] }[],
  ): Promise<void> {
    const changed = await setFindings(tx, source, found);
    await refreshKin(tx, changed);
  }

  /** What is missing, doubtful or forbidden about a customer today. */
  findingsOf({ facts, factsHold, findings }: Customer): Finding[] {
    const today = this.parts.days.dayOf(this.parts.clock.now());
    const byFacts = ownFindings(this.parts.assess(facts, today));
    return [...asStanding(byFacts, factsHold === 'none'), ...Object.values(findings).flat()];
  }

  /** The customer as the reader may see it. */
  present(customer: Customer, actor: Actor, language: Language): CustomerAnswer {
    return present(customer, this.findingsOf(customer), actor, language);
  }

  /** Ends a relationship for good; see {@link closeCustomer}. */
  close(tx: Tx, actor: Actor, closure: CustomerClosure): Promise<Customer> {
    return closeCustomer(tx, actor, closure, this.parts);
  }

  /** The customer with this number, if the actor may see it. */
  async findByNumber(q: Queryable, actor: Actor, customerNumber: string): Promise<Customer | undefined> {
    const customer = (await findByNumbers(q, [customerNumber])).get(customerNumber);
    return customer && maySee(actor, customer) ? customer : undefined;
  }

  /** Throws 404 for a customer that is not there or not the actor's to see. */
  async get(q: Queryable, actor: Actor, id: string): Promise<Customer> {
    const customer = isId(id) ? await findById(q, id) : undefined;
    if (!customer || !maySee(actor, customer)) throw problems.notFound();
    return customer;
  }

  /** Newest first. */
  async list(
    q: Queryable,
    actor: Actor,
    filters: CustomerFilters,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ items: Customer[]; nextCursor: string | null }> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['id'])[0];
    const conditions = narrow(new Conditions(), actor)
      .add('c.customer_number = ?', filters.customerNumber)
      .add('c.status = ?', filters.status)
      .add('c.branch = ?', filters.branch)
      .add('c.risk_level = ?', filters.riskLevel)
      .add(HAS_FINDING, filters.finding && [filters.finding])
      .add('c.id < (SELECT id FROM customer WHERE public_id = ?)', after);
    // A merged customer is found under the one it was merged into, and by its own number.
    if (filters.customerNumber === undefined) conditions.add('c.merged_into IS NULL');
    const rows = await findPage(q, conditions, limit + 1);
    return toPage(
      rows,
      limit,
      (customer) => customer,
      ({ id }) => [id],
    );
  }

  /** By name, document, customer or account number; best matches first. */
  search(q: Queryable, actor: Actor, query: string, limit: number): Promise<Hit[]> {
    return searchCustomers(q, actor, query, limit);
  }
}
