import {
  addDays,
  amountFault,
  Money,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope } from '../../access/index.js';
import { documentNumberKey, walkInNumber, type DocumentType } from '../../customers/index.js';
import { checkDocument } from '../document-checks/index.js';
import { assess, type Assessment, type Counted } from './domain/assess.js';
import type { OccasionalRules } from './domain/rules.js';
import type { LinkedMovement, LinkedMovements, LinkedReference } from './ports.js';

export interface OccasionalRequest {
  service: string;
  amount: string;
  currency: string;
  customerNumber?: string | undefined;
  document?: { type: DocumentType; number: string } | undefined;
  linkedReferences?: (string | LinkedReference)[] | undefined;
  on?: Day | undefined;
}

interface KnownCustomer {
  key: string;
  id: string;
}

export interface OccasionalParts {
  rules: OccasionalRules;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  ledger: LinkedMovements;
}

/** Says whether a one-off service needs due diligence, counting what is linked with it. */
export class OccasionalTransactions {
  constructor(private readonly parts: OccasionalParts) {}

  /** Stores nothing but that the customers' movements were read. Throws 422 for a wrong amount or unknown customer. */
  async check(tx: Tx, actor: Actor, request: OccasionalRequest, requestId: string): Promise<Assessment> {
    const { rules, clock, days, audit, ledger } = this.parts;
    assertAmount(request);
    const today = days.dayOf(clock.now());
    const day = request.on ?? today;
    const customers = await this.customers(tx, actor, request, today);
    const customerKeys = customers.map(({ key }) => key);
    const references = (request.linkedReferences ?? []).map((one) =>
      typeof one === 'string' ? { reference: one } : one,
    );
    const { methods } = rules.services.find(({ id }) => id === request.service)!;
    const named =
      references.length === 0
        ? []
        : (await ledger.byReference(tx, references, customerKeys)).filter(mayCount(actor, customerKeys));
    const nearby =
      customerKeys.length === 0 || methods.length === 0
        ? []
        : await ledger.withoutAccount(tx, {
            customerKeys,
            from: addDays(day, 1 - rules.linking.windowDays.value),
            to: addDays(day, 1),
            methods,
          });
    const linked = [...new Map([...named, ...nearby].map((one) => [one.id, one])).values()];
    if (customers.length > 0)
      await audit.append(
        tx,
        actor,
        customers.map(({ id }) => ({
          action: 'occasional-transaction.checked',
          subject: { kind: 'customer', id },
          details: { service: request.service, linked: linked.length },
          requestId,
        })),
      );
    return assess(rules, {
      service: request.service,
      day,
      own: await this.counted(tx, request, day),
      linked: linked.map(({ amount, currency, rateUsd }) => ({
        amount,
        currency,
        usd: rateUsd === null ? null : new Money(amount).times(rateUsd).toFixed(),
      })),
      notFound: references.filter((wanted) => !named.some((one) => isIt(one, wanted))).length,
    });
  }

  private async counted(tx: Tx, { amount, currency }: OccasionalRequest, day: Day): Promise<Counted> {
    if (currency === 'CNY') return { amount, currency, usd: null };
    const rate = currency === 'USD' ? '1' : await this.parts.ledger.usdRate(tx, currency, day);
    return { amount, currency, usd: rate === undefined ? null : new Money(amount).times(rate).toFixed() };
  }

  /** The customers that stand for the person: by number, and by every form of the document. */
  private async customers(
    tx: Tx,
    actor: Actor,
    { customerNumber, document }: OccasionalRequest,
    today: Day,
  ): Promise<KnownCustomer[]> {
    const numbers = [
      ...(customerNumber === undefined ? [] : [customerNumber]),
      ...(document === undefined ? [] : [walkInNumber({ name: '', documents: [document] })]),
    ];
    if (numbers.length === 0) return [];
    const keys = document === undefined ? [] : documentKeys(document, today);
    const rows = await tx.query<
      KnownCustomer & { number: string; branch: string | null; occasional: boolean }
    >(
      `SELECT id::text AS key, public_id::text AS id, customer_number AS number, branch, occasional FROM customer_view
       WHERE customer_number = ANY($1) OR id IN (SELECT customer_id FROM customer_document_view WHERE number_key = ANY($2) AND type = $3)
       ORDER BY customer_view.id LIMIT 50`,
      [numbers, keys, document?.type ?? ''],
    );
    const own = branchScope(actor);
    const visible = rows.some(
      ({ number, branch, occasional }) =>
        number === customerNumber && (own === undefined || occasional || branch === own),
    );
    if (customerNumber !== undefined && !visible) throw unknownCustomer();
    return rows.map(({ key, id }) => ({ key, id }));
  }
}

/** Every form under which a document may stand in a record: as typed, normalised, its lasting part, its old 15 digits. */
function documentKeys(document: { type: DocumentType; number: string }, today: Day): string[] {
  const { normalisedNumber, comparisonNumber } = checkDocument(document, today).derived;
  const old =
    document.type === 'resident-id' && normalisedNumber.length === 18
      ? [normalisedNumber.slice(0, 6) + normalisedNumber.slice(8, 17)]
      : [];
  return [...new Set([documentNumberKey(document.number), normalisedNumber, comparisonNumber, ...old])];
}

const isIt = (movement: LinkedMovement, { source, reference }: LinkedReference): boolean =>
  movement.reference === reference && (source === undefined || movement.source === source);

/** Who is bound to a branch counts what belongs to the person, to walk-ins, and to the branch's own customers. */
function mayCount(actor: Actor, customerKeys: readonly string[]): (movement: LinkedMovement) => boolean {
  const own = branchScope(actor);
  return ({ customerKey, branch, occasional }) =>
    own === undefined || occasional || branch === own || customerKeys.includes(customerKey);
}

const unknownCustomer = () =>
  problems.invalidBody({
    faults: [
      {
        pointer: '/customerNumber',
        code: 'unknown-customer',
        message: { en: 'There is no customer of this number.', zh: '没有该客户号的客户。' },
      },
    ],
  });

function assertAmount({ amount, currency }: OccasionalRequest): void {
  const fault = amountFault(amount, currency);
  if (fault === undefined) return;
  throw problems.invalidBody({
    faults: [
      {
        pointer: '/amount',
        code: fault,
        message: {
          en: 'The amount must be positive decimal text with no more decimals than its currency has.',
          zh: '金额须为正数，小数位数不得超过该币种规定。',
        },
      },
    ],
  });
}
