import {
  newId,
  sha256,
  type Actor,
  type BankDays,
  type Clock,
  type Problem,
  type Tx,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { existingBranches } from './branches.js';
import { canonicalJson } from './domain/changes.js';
import { contradictions } from './domain/contradictions.js';
import { normalised, type Facts } from './domain/record.js';
import { newStanding } from './domain/status.js';
import { bindImages, imageFaults } from './images/binding.js';
import type { Assess, LastActivity, OnLevels, OnStored, StoredCustomer } from './ports.js';
import {
  accountNumberTaken,
  customerNumberTaken,
  invalid,
  notYourBranch,
  unknownBranch,
} from './problems.js';
import type { CustomerBody, CustomerStatus } from './schemas.js';
import { mayServe } from './scope.js';
import {
  drawCustomerNumbers,
  existingAccounts,
  findByNumbers,
  insertCustomers,
  isUniqueViolation,
  type NewCustomer,
} from './store.js';

export interface CustomerParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  /** What is missing or forbidden, judged from the facts alone. */
  assess: Assess;
  /** Called in the same database transaction after customers were stored, however many at once. */
  onStored?: OnStored;
  /** As `onStored`, of walk-ins. */
  onWalkIns?: OnStored;
  onLevels?: OnLevels;
  /** Asked before a relationship ends: it cannot have ended before what happened in it. */
  lastActivity?: LastActivity;
}

/**
 * What became of one body. `existing`: the customer number is taken; `same` when the stored facts equal the body,
 * so that an import may count it as a duplicate instead of a fault.
 */
export type Outcome =
  | { status: 'created'; key: string; id: string; customerNumber: string; state: CustomerStatus }
  | { status: 'existing'; same: boolean; problem: Problem }
  | { status: 'refused'; problem: Problem };

const MOST_ATTEMPTS = 5;

/**
 * Stores what can be stored of the bodies, in a few statements however many there are; a wrong one never stops its
 * neighbours. Bodies have passed `customerBody`. Two writers of one number: the later one finds it taken.
 * @returns one outcome per body, in order
 */
export async function createCustomers(
  tx: Tx,
  actor: Actor,
  bodies: readonly CustomerBody[],
  parts: CustomerParts,
  requestId?: string,
): Promise<Outcome[]> {
  tx.assertOpen();
  const { clock, days, audit, assess } = parts;
  const now = clock.now();
  const today = days.dayOf(now);
  const clean = bodies.map(normalised);
  const early = await refusals(tx, actor, clean, today);
  for (let attempt = 1; ; attempt += 1) {
    await tx.query('SAVEPOINT create_customers');
    try {
      const outcomes = await createOnce(tx, clean, early, {
        now,
        standing: (facts) => newStanding(assess(facts, today)),
      });
      await tx.query('RELEASE SAVEPOINT create_customers');
      const stored = outcomes.flatMap((outcome, index) =>
        outcome.status === 'created' ? [storedCustomer(clean[index]!, outcome)] : [],
      );
      if (stored.length > 0) await parts.onStored?.(tx, actor, stored);
      await appendAudit(tx, actor, clean, outcomes, audit, requestId);
      return outcomes;
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === MOST_ATTEMPTS) throw error;
      // Another transaction committed one of our numbers after we looked; now we see it.
      await tx.query('ROLLBACK TO SAVEPOINT create_customers');
    }
  }
}

function storedCustomer(
  body: CustomerBody,
  { key, id, customerNumber, state }: Extract<Outcome, { status: 'created' }>,
): StoredCustomer {
  return { key, id, before: null, after: { ...body, customerNumber }, status: state };
}

/** What is wrong with each body by itself. */
async function refusals(
  tx: Tx,
  actor: Actor,
  bodies: readonly CustomerBody[],
  today: string,
): Promise<(Problem | undefined)[]> {
  const branches = await existingBranches(
    tx,
    bodies.map(({ branch }) => branch),
  );
  const images = await imageFaults(
    tx,
    actor,
    bodies.map((facts) => ({ facts })),
  );
  return bodies.map((body, index) => {
    if (!mayServe(actor, body.branch)) return notYourBranch();
    const faults = [...contradictions(body, today), ...images[index]!];
    if (faults.length > 0) return invalid(faults);
    return branches.has(body.branch) ? undefined : unknownBranch();
  });
}

async function createOnce(
  tx: Tx,
  bodies: readonly CustomerBody[],
  early: readonly (Problem | undefined)[],
  { now, standing }: { now: Date; standing: (facts: Facts) => ReturnType<typeof newStanding> },
): Promise<Outcome[]> {
  const given = bodies.flatMap(({ customerNumber }) => customerNumber ?? []);
  const known = await findByNumbers(tx, given);
  const taken = await existingAccounts(
    tx,
    bodies.flatMap(({ accounts = [] }) => accounts.map(({ accountNumber }) => accountNumber)),
  );
  const drawn = await drawCustomerNumbers(tx, bodies.length - given.length, given);
  const stored = new Map<string, CustomerBody>(
    [...known].map(([number, { facts }]) => [number, facts as CustomerBody]),
  );
  const planned: NewCustomer[] = [];

  const outcomes = bodies.map((body, index): Outcome | NewCustomer => {
    const problem = early[index];
    const earlier = body.customerNumber === undefined ? undefined : stored.get(body.customerNumber);
    const same = earlier !== undefined && canonicalJson(earlier) === canonicalJson(body);
    // What is stored already is not doubted, such as images that are this customer's by now.
    if (problem && !(same && problem.faults)) return { status: 'refused', problem };
    if (earlier) return { status: 'existing', same, problem: customerNumberTaken() };
    const clashes = (body.accounts ?? []).flatMap(({ accountNumber }, at) =>
      taken.has(accountNumber) ? [at] : [],
    );
    if (clashes.length > 0) return { status: 'refused', problem: accountNumberTaken(clashes) };
    const customerNumber = body.customerNumber ?? drawn.shift()!;
    const facts = { ...body, customerNumber };
    stored.set(customerNumber, facts);
    for (const { accountNumber } of body.accounts ?? []) taken.add(accountNumber);
    const customer = { facts, occasional: false, ...standing(facts) };
    planned.push(customer);
    return customer;
  });

  const ids = await insertCustomers(tx, planned, now);
  await bindImages(
    tx,
    planned.map(({ facts }) => ({ key: ids.get(facts.customerNumber)!.key, facts })),
    now,
  );
  return outcomes.map((outcome) => {
    if (!('facts' in outcome)) return outcome;
    const { customerNumber } = outcome.facts;
    return { status: 'created', ...ids.get(customerNumber)!, customerNumber, state: outcome.status };
  });
}

async function appendAudit(
  tx: Tx,
  actor: Actor,
  bodies: readonly CustomerBody[],
  outcomes: readonly Outcome[],
  audit: AuditTrail,
  requestId: string | undefined,
): Promise<void> {
  const created = outcomes.filter((outcome) => outcome.status === 'created');
  const [first] = created;
  if (first === undefined) return;
  const request = requestId === undefined ? {} : { requestId };
  if (bodies.length === 1) {
    await audit.append(tx, actor, {
      action: 'customer.created',
      subject: { kind: 'customer', id: first.id },
      details: { fields: Object.keys(bodies[0]!).sort(), status: first.state },
      ...request,
    });
    return;
  }
  await audit.append(tx, actor, {
    action: 'customers.created',
    subject: { kind: 'customer-batch', id: newId() },
    details: { count: created.length },
    digest: sha256(created.map(({ id }) => id).join('\n')),
    ...request,
  });
}
