import { amountFault, canonicalAmount, type BankDays } from '../../platform/index.js';
import { transactionSchema, type TransactionInput } from '../schemas.js';
import { lineProblem, type LineProblem } from './line-problem.js';
import { contentDigest, transactionKey } from './digest.js';
import { counterpartyKey } from './counterparty-key.js';

/** The country whose borders "cross-border" means. */
const HOME = 'CHN';
const CONTENT_FIELDS = [
  ...new Set([...Object.keys(transactionSchema.properties), 'outcome', 'category']),
].sort();
const EARLIEST = Date.parse('1990-01-01T00:00:00Z');
const FUTURE_TOLERANCE_MS = 5 * 60_000;

/** A valid transaction with defaults filled in, ready to be stored once its customer is known. */
export interface NormalTransaction {
  input: TransactionInput;
  key: string;
  content: string;
  bookedAt: Date;
  businessDate: string;
  amount: string;
  outcome: NonNullable<TransactionInput['outcome']>;
  category: NonNullable<TransactionInput['category']>;
  cash: boolean;
  crossBorder: boolean;
  counterpartyKey: string | null;
}

/** Cash, and cash exchanged: a purchase or sale of notes is told by its cash purpose. */
function isCash({ method, cashPurpose }: TransactionInput): boolean {
  return method === 'cash' || (method === 'exchange' && cashPurpose !== undefined);
}

/** What the sender says; else what the countries say. Hong Kong, Macao and Taiwan lie across the customs border. */
function isCrossBorder({ crossBorder, counterparty, country }: TransactionInput): boolean {
  if (crossBorder !== undefined) return crossBorder;
  const other = counterparty?.country ?? country;
  return other !== undefined && other !== HOME;
}

function fault(input: TransactionInput, bookedAt: number, now: number): LineProblem | undefined {
  const wrong = amountFault(input.amount, input.currency);
  if (wrong) return lineProblem(wrong, wrong === 'unknown-currency' ? '/currency' : '/amount');
  if (bookedAt > now + FUTURE_TOLERANCE_MS) return lineProblem('booked-in-future', '/bookedAt');
  if (bookedAt < EARLIEST) return lineProblem('booked-too-early', '/bookedAt');
  if (input.customerNumber === undefined && input.conductor === undefined)
    return lineProblem('customer-required', '/customerNumber');
  if (input.category === 'reversal' && !input.reverses)
    return lineProblem('reversal-needs-target', '/reverses');
  if (input.reverses && input.category !== 'reversal' && input.category !== 'correction')
    return lineProblem('unexpected-target', '/reverses');
  return undefined;
}

/** Checks what a schema cannot and fills in defaults. */
export function normalise(
  input: TransactionInput,
  days: BankDays,
  now: Date,
): NormalTransaction | LineProblem {
  const booked = Date.parse(input.bookedAt);
  const problem = fault(input, booked, now.getTime());
  if (problem) return problem;
  const bookedAt = new Date(booked);
  const amount = canonicalAmount(input.amount, input.currency);
  const outcome = input.outcome ?? 'completed';
  const category = input.category ?? 'normal';
  return {
    input,
    key: transactionKey(input.source, input.reference),
    content: contentDigest(input, CONTENT_FIELDS, { bookedAt: String(booked), amount, outcome, category }),
    bookedAt,
    businessDate: days.dayOf(bookedAt),
    amount,
    outcome,
    category,
    cash: isCash(input),
    crossBorder: isCrossBorder(input),
    counterpartyKey: counterpartyKey(input.counterparty),
  };
}

export function isLineProblem(value: NormalTransaction | LineProblem): value is LineProblem {
  return 'message' in value;
}
