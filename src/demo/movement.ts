/**
 * One movement of money and the transactions the bank books for it: one for each side that banks here, each with a
 * reference of its own, because large-value reporting wants different identifiers for the two sides.
 */
import type {
  Category,
  Channel,
  CounterpartyBody,
  Currency,
  Direction,
  Method,
  Outcome,
  TransactionBody,
} from './types.js';
import { DEMO_BANK } from './branches.js';
import { dayText } from './days.js';
import type { External } from './external.js';
import { amountText } from './money.js';
import type { Profile } from './profile.js';

export const SOURCE = 'core';
/** References are spread over this range by a bijection, so that planted ones do not stand out. */
const REFERENCE_SPAN = 10_000_000;
const REFERENCE_STEP = 7_654_321;

export type Party = Profile | External;
export const banksHere = (party: Party): party is Profile => 'customerNumber' in party;

/** What may be told of a transaction beyond who, when and how much. */
export type Details = Partial<
  Pick<
    TransactionBody,
    | 'category'
    | 'outcome'
    | 'crossBorder'
    | 'country'
    | 'purpose'
    | 'cashPurpose'
    | 'branch'
    | 'place'
    | 'device'
    | 'product'
    | 'conductor'
    | 'reverses'
  >
> & {
  /** Account type to use instead of the one money usually moves over. */
  accountType?: string;
};

export interface Movement extends Details {
  day: number;
  /** Second of the day in the bank's zone. */
  second: number;
  /** Minor units. */
  amount: number;
  currency: Currency;
  method: Method;
  channel: Channel;
  category?: Category;
  outcome?: Outcome;
}

/** Hands out references: everyday ones count up from the start of a day's range, planted ones down from its end. */
export class References {
  private day = -1;
  private next = 0;
  private readonly planted = new Map<number, number>();

  everyday(day: number): string {
    if (day !== this.day) {
      this.day = day;
      this.next = 0;
    }
    return spread(day, this.next++);
  }

  plant(day: number): string {
    const used = this.planted.get(day) ?? 0;
    this.planted.set(day, used + 1);
    return spread(day, REFERENCE_SPAN - 1 - used);
  }
}

function spread(day: number, n: number): string {
  const number = (n * REFERENCE_STEP + day * 977) % REFERENCE_SPAN;
  return dayText(day).replaceAll('-', '') + String(number).padStart(7, '0');
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export function instant(day: number, second: number): string {
  const s = second % 60;
  const m = ((second - s) / 60) % 60;
  const h = (second - s - m * 60) / 3600;
  return `${dayText(day)}T${two(h)}:${two(m)}:${two(s)}+08:00`;
}

/** What our bank writes down about the other side. */
export function counterpartyOf(party: Party): CounterpartyBody {
  if (!banksHere(party)) return party.body;
  const body: CounterpartyBody = {
    name: party.name,
    kind: party.kind,
    accountNumber: party.accountNumber,
    institutionCode: DEMO_BANK.institutionCode,
    institutionName: DEMO_BANK.name,
    country: 'CHN',
    customerNumber: party.customerNumber,
  };
  if (party.publicBody) body.publicBody = true;
  return body;
}

function accountFor(profile: Profile, currency: Currency, type: string | undefined): string {
  if (type === undefined && currency === 'CNY') return profile.accountNumber;
  for (const one of profile.accounts) {
    if (one.currency === currency && (type === undefined || one.type === type)) return one.accountNumber;
  }
  throw new RangeError(`${profile.customerNumber} has no ${type ?? currency} account`);
}

/** One side of a movement as `POST /transactions` takes it; `other` is absent for cash and the bank's own postings. */
export function booking(
  reference: string,
  movement: Movement,
  profile: Profile,
  direction: Direction,
  other: Party | undefined,
): TransactionBody {
  const { accountType, day, second, amount, currency, method, channel, ...details } = movement;
  const body: TransactionBody = {
    source: SOURCE,
    reference,
    customerNumber: profile.customerNumber,
    accountNumber: accountFor(profile, currency, accountType),
    bookedAt: instant(day, second),
    direction,
    amount: amountText(amount, currency),
    currency,
    method,
    channel,
  };
  if (other !== undefined) body.counterparty = counterpartyOf(other);
  const open = body as unknown as Record<string, unknown>;
  for (const key in details) {
    const value = details[key as keyof typeof details];
    if (value !== undefined) open[key] = value;
  }
  return body;
}
