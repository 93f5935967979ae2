/**
 * Plain readings of suspicious patterns over all transactions of one customer, written from the pattern library and
 * Order [2006] No.2 art. 20 without a look at the generator: for each pattern, does the customer ever show it?
 */
import type { CustomerBody, TransactionBody } from '../../src/demo/index.js';
import { workingDays } from './demo-bank.js';
import { addDays } from '../../src/platform/index.js';

const day = (one: TransactionBody): string => one.bookedAt.slice(0, 10);
const sum = (all: readonly TransactionBody[]): number =>
  all.reduce((total, one) => total + Number(one.amount), 0);
const isSystem = ({ category }: TransactionBody): boolean =>
  category === 'interest' || category === 'fee' || category === 'reversal';
const other = ({ counterparty }: TransactionBody): string =>
  counterparty?.accountNumber ?? counterparty?.name ?? '';
const distinct = (all: readonly TransactionBody[]): number => new Set(all.map(other)).size;

/** The last `n` working days up to and including the day, as their first day. */
function windowStart(end: string, n: number): string {
  let at = end;
  let left = workingDays.isWorkingDay(end) ? n - 1 : n;
  while (left > 0) {
    at = addDays(at, -1);
    if (workingDays.isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** Everything in ten working days ending with each day that has a transaction. */
function* shortTerm(all: readonly TransactionBody[]): Generator<TransactionBody[]> {
  for (const end of new Set(all.map(day))) {
    const start = windowStart(end, 10);
    yield all.filter((one) => day(one) >= start && day(one) <= end);
  }
}

/** 频繁: three or more on a working day, or on each of three or more consecutive working days. */
function frequent(all: readonly TransactionBody[]): boolean {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(day(one), (counts.get(day(one)) ?? 0) + 1);
  for (const [at, count] of counts) {
    if (!workingDays.isWorkingDay(at)) continue;
    if (count >= 3) return true;
    const start = windowStart(at, 3);
    const run = [...counts.keys()].filter(
      (one) => one >= start && one <= at && workingDays.isWorkingDay(one),
    );
    if (run.length >= 3) return true;
  }
  return false;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const side = (all: readonly TransactionBody[], direction: string): TransactionBody[] =>
  all.filter((one) => one.direction === direction);

/** The large-value limit that a transaction of the customer falls under, in its own currency (CNY or USD). */
function limit(one: TransactionBody, customer: CustomerBody): number {
  const cny = one.currency === 'CNY';
  if (one.method === 'cash') return cny ? 50_000 : 10_000;
  if (customer.kind !== 'individual') return cny ? 2_000_000 : 200_000;
  if (one.crossBorder) return cny ? 200_000 : 10_000;
  return cny ? 500_000 : 100_000;
}
const near = (amount: number, of: number): boolean => amount >= 0.8 * of && amount < of;

type Reading = (all: readonly TransactionBody[], customer: CustomerBody) => boolean;

const gatheredOrScattered: Reading = (all, customer) => {
  const least = customer.kind === 'individual' ? 200_000 : 1_000_000;
  const expected = (Number(customer.annualIncome) / 248) * 10;
  for (const window of shortTerm(all.filter((one) => one.currency === 'CNY' && !isSystem(one)))) {
    const [incoming, outgoing] = [side(window, 'in'), side(window, 'out')];
    const [received, paid] = [sum(incoming), sum(outgoing)];
    if (received < least || received < 3 * expected) continue;
    const ratio = paid / received;
    if (ratio < 0.8 || ratio > 1.2) continue;
    const [payers, payees] = [distinct(incoming), distinct(outgoing)];
    if ((payers >= 5 && payees <= 2) || (payers <= 2 && payees >= 5)) return true;
  }
  return false;
};

const pairNearLimit: Reading = (all, customer) => {
  const pairs = groupBy(
    all.filter((one) => other(one) !== '' && !isSystem(one)),
    other,
  );
  for (const pair of pairs.values()) {
    for (const window of shortTerm(pair)) {
      if (frequent(window.filter((one) => near(Number(one.amount), limit(one, customer))))) return true;
      const totals = groupBy(window, (one) => `${day(one)} ${one.direction}`);
      const days = [...totals.values()].filter((of) =>
        near(sum(of), limit(of[0] as TransactionBody, customer)),
      );
      if (days.length >= 3) return true;
    }
  }
  return false;
};

const paidByFirms: Reading = (all) => {
  const paid = all.filter((one) => one.direction === 'in' && one.counterparty?.kind === 'organisation');
  for (const window of shortTerm(paid)) if (frequent(window) && sum(window) >= 50_000) return true;
  return false;
};

const wakesUp: Reading = (all, customer) => {
  const own = all.filter((one) => !isSystem(one)).sort((a, b) => (a.bookedAt < b.bookedAt ? -1 : 1));
  for (let i = 0; i < own.length; i++) {
    const one = own[i] as TransactionBody;
    const previous = own[i - 1];
    const idle = previous ? (Date.parse(day(one)) - Date.parse(day(previous))) / 86_400_000 : 0;
    const yearBefore = own.filter(
      (earlier) => day(earlier) < day(one) && day(earlier) >= addDays(day(one), -365),
    );
    const month = sum(yearBefore) / 12;
    const swells =
      one.direction === 'in' && month <= 10_000 && Number(one.amount) >= Math.max(50_000, 10 * month);
    if (idle < 365 && !swells) continue;
    const until = Array.from({ length: 25 }, (_, n) => addDays(day(one), n)).filter((at) =>
      workingDays.isWorkingDay(at),
    )[9];
    const window = own.slice(i).filter((later) => day(later) <= (until ?? ''));
    if (Math.max(sum(side(window, 'in')), sum(side(window, 'out'))) >= 0.8 * limit(one, customer))
      return true;
  }
  return false;
};

const suspiciousCash: Reading = (all, customer) => {
  const cash = all.filter((one) => one.method === 'cash' && !isSystem(one));
  const monthly = Number(customer.annualIncome) / 12;
  for (const window of shortTerm(cash)) {
    const income = sum(window) / monthly;
    const nearCount = window.filter((one) => near(Number(one.amount), limit(one, customer))).length;
    const branches = new Set(window.map((one) => one.branch ?? one.channel)).size;
    if (frequent(window) && (nearCount >= 3 || branches >= 3 || income >= 5)) return true;
    if (window.some((one) => Number(one.amount) >= limit(one, customer)) && income >= 5) return true;
  }
  return false;
};

const remittancesToDrafts: Reading = (all, customer) => {
  for (const window of shortTerm(all.filter((one) => one.currency !== 'CNY'))) {
    const issued = window.some((one) => one.product === 'bank-draft' && one.direction === 'out');
    const inward = window.filter((one) => one.direction === 'in' && one.crossBorder);
    const notes = window.filter((one) => one.direction === 'in' && one.method === 'cash');
    if (issued && frequent(customer.nationality === 'CHN' ? inward : notes)) return true;
  }
  return false;
};

const surrenders: Reading = (all, customer) => {
  for (const pair of groupBy(
    side(all, 'out').filter((one) => one.purpose === '退保金'),
    other,
  ).values()) {
    for (const window of shortTerm(pair)) {
      if (frequent(window) && sum(window) >= 0.8 * limit(window[0] as TransactionBody, customer)) return true;
    }
  }
  return false;
};

const lendsDollars: Reading = (all) => {
  const lent = all.filter((one) => one.category === 'interbank-lending' && one.currency === 'USD');
  for (const window of shortTerm(lent)) if (frequent(window) && sum(window) >= 0.8 * 200_000) return true;
  return false;
};

const capitalSentAbroad: Reading = (all) => {
  const own = all.filter((one) => one.currency === 'USD');
  const capital = own.filter((one) => one.product === 'capital-contribution');
  if (sum(capital.filter((one) => one.method === 'cash')) >= 10_000) return true;
  return capital.some((received) => {
    const until = Array.from({ length: 25 }, (_, n) => addDays(day(received), n)).filter((at) =>
      workingDays.isWorkingDay(at),
    )[9];
    const left = own.filter(
      (one) =>
        one.direction === 'out' && one.crossBorder && day(one) >= day(received) && day(one) <= (until ?? ''),
    );
    return sum(left) >= 0.8 * Number(received.amount);
  });
};

export const READINGS: Record<string, Reading> = {
  'BANK-S01': gatheredOrScattered,
  'BANK-S02': pairNearLimit,
  'BANK-S04': wakesUp,
  'BANK-S11': capitalSentAbroad,
  'BANK-S14': lendsDollars,
  'BANK-S15': surrenders,
  'BANK-S16': suspiciousCash,
  'BANK-S17': remittancesToDrafts,
};

/** 1103 as it reads for natural persons; the other branch needs to know what is related to a trade. */
export const paidByFirmsReading = paidByFirms;
