import { createHash } from 'node:crypto';
import type { CustomerBody, TransactionBody } from '../../../src/demo/index.js';
import { CUSTOMER, departures, TRANSACTION } from '../../support/demo-contract.js';
import { demoBank } from '../../support/demo-bank.js';

const digest = (items: Iterable<unknown>): string => {
  const hash = createHash('sha256');
  for (const item of items) hash.update(JSON.stringify(item));
  return hash.digest('hex');
};

describe('the demo bank', () => {
  const bank = demoBank();
  const customers = new Map<string, CustomerBody>();
  const transactions: TransactionBody[] = [];
  const days: string[] = [];
  beforeAll(() => {
    for (const one of bank.customers) customers.set(one.customerNumber, one);
    for (const slice of bank.transactions) {
      days.push(slice.day);
      transactions.push(...slice.transactions);
    }
  });

  it('has as many customers and transactions as asked', () => {
    expect(customers.size).toBe(2_000);
    expect(transactions.length).toBeGreaterThan(98_000);
    expect(transactions.length).toBeLessThan(102_000);
  });

  it('gives every account a number of its own', () => {
    const numbers = [...customers.values()].flatMap(({ accounts = [] }) =>
      accounts.map((one) => one.accountNumber),
    );
    expect(numbers.length).toBeGreaterThan(2_500);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('is about three quarters persons', () => {
    const kinds = { individual: 0, organisation: 0, 'sole-trader': 0 };
    for (const { kind } of customers.values()) kinds[kind] += 1;
    expect(kinds).toEqual({ individual: 1_500, organisation: 300, 'sole-trader': 200 });
  });

  it('keeps to the contract in every body', () => {
    const wrong = [...customers.values()].flatMap((one) => departures(one, CUSTOMER));
    for (const one of transactions) wrong.push(...departures(one, TRANSACTION));
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it('writes amounts with the decimals of their currency, above zero', () => {
    for (const { amount, currency } of transactions) {
      const form = currency === 'JPY' ? /^[1-9]\d*$/ : /^(0|[1-9]\d*)\.\d{2}$/;
      if (!form.test(amount) || Number(amount) <= 0) throw new Error(`${amount} ${currency}`);
    }
    expect(transactions.some(({ currency }) => currency === 'JPY')).toBe(true);
  });

  it('uses each reference once', () => {
    expect(new Set(transactions.map((one) => one.reference)).size).toBe(transactions.length);
  });

  it('comes day after day, in time order within a slice, and ends with the last day', () => {
    expect(days).toEqual([...days].sort());
    expect(days.at(-1)).toBe('2026-11-20');
    expect(new Set(days.filter((day) => day >= '2026-07-24')).size).toBe(120);
    for (const slice of bank.transactions) {
      const times = slice.transactions.map((one) => one.bookedAt);
      expect(times.every((time) => time.startsWith(slice.day))).toBe(true);
      expect(times).toEqual([...times].sort());
    }
  });

  it('books only on accounts the customer holds in that currency, after they were opened', () => {
    for (const { customerNumber, accountNumber, currency, bookedAt, conductor } of transactions) {
      if (customerNumber === undefined) {
        expect(conductor).toBeDefined();
        continue;
      }
      const account = customers
        .get(customerNumber)
        ?.accounts?.find((one) => one.accountNumber === accountNumber);
      if (account?.currency !== currency || account.openedOn > bookedAt.slice(0, 10)) {
        throw new Error(`${customerNumber} ${bookedAt} ${currency}`);
      }
    }
  });

  it('books both sides of a payment between two customers alike', () => {
    const sides = new Map<string, number>();
    for (const one of transactions) {
      const other = one.counterparty?.customerNumber;
      if (other === undefined || one.outcome !== undefined) continue;
      const [payer, payee] =
        one.direction === 'out' ? [one.customerNumber, other] : [other, one.customerNumber];
      const key = [payer, payee, one.bookedAt, one.amount, one.currency].join(' ');
      sides.set(key, (sides.get(key) ?? 0) + (one.direction === 'out' ? 1 : -1));
    }
    expect([...sides].filter(([, balance]) => balance !== 0).slice(0, 3)).toEqual([]);
    expect(sides.size).toBeGreaterThan(10_000);
  });

  it('reverses only what was booked before, on a later day, in full and once', () => {
    const byReference = new Map(transactions.map((one) => [one.reference, one]));
    const reversals = transactions.filter((one) => one.category === 'reversal');
    expect(reversals.length).toBeGreaterThan(10);
    for (const reversal of reversals) {
      const original = byReference.get(reversal.reverses?.reference ?? '');
      expect(original).toMatchObject({ customerNumber: reversal.customerNumber, amount: reversal.amount });
      expect(original?.direction).not.toBe(reversal.direction);
      expect((original?.bookedAt ?? '9') < reversal.bookedAt.slice(0, 10)).toBe(true);
    }
    expect(new Set(reversals.map((one) => one.reverses?.reference)).size).toBe(reversals.length);
  });

  it('replaces some wrong bookings by smaller ones of the same direction', () => {
    const byReference = new Map(transactions.map((one) => [one.reference, one]));
    const corrections = transactions.filter((one) => one.category === 'correction');
    expect(corrections.length).toBeGreaterThan(5);
    for (const correction of corrections) {
      const original = byReference.get(correction.reverses?.reference ?? '');
      expect(original).toMatchObject({
        customerNumber: correction.customerNumber,
        direction: correction.direction,
        currency: correction.currency,
      });
      expect(Number(original?.amount)).toBeGreaterThan(Number(correction.amount));
    }
  });

  it('has many quiet customers and a few busy ones', () => {
    const counts = new Map<string, number>();
    for (const { customerNumber = '' } of transactions) {
      counts.set(customerNumber, (counts.get(customerNumber) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(20 * (sorted[1_000] ?? 0));
  });

  it('has a rate for every foreign currency on every day it is used', () => {
    const months = new Set<string>();
    const parities = bank.exchangeRates.filter((one) => one.kind === 'central-parity');
    for (const { date, kind } of bank.exchangeRates)
      if (kind === 'safe-monthly') months.add(date.slice(0, 7));
    const used = new Set(
      transactions
        .filter((one) => one.currency !== 'CNY')
        .map((one) => `${one.bookedAt.slice(0, 10)} ${one.currency}`),
    );
    expect(used.size).toBeGreaterThan(200);
    for (const [day = '', currency = ''] of [...used].map((one) => one.split(' '))) {
      expect(months.has(day.slice(0, 7))).toBe(true);
      const valid = parities.filter((one) => one.date <= day).at(-1);
      const age = (Date.parse(day) - Date.parse(valid?.date ?? '')) / 86_400_000;
      expect(age).toBeLessThan(10);
      expect(valid?.rates).toHaveProperty(currency);
    }
  });
});

describe('a seed', () => {
  const small = { customers: 300, transactions: 6_000, days: 40 };
  const digests = (seed: number): string[] => {
    const bank = demoBank({ ...small, seed });
    return [
      digest(bank.customers),
      digest(bank.transactions),
      digest(bank.labels),
      digest(bank.exchangeRates),
      digest(bank.events),
    ];
  };

  it('gives the same bank every time, and another seed another', () => {
    expect(digests(11)).toEqual(digests(11));
    expect(digests(11)[1]).not.toBe(digests(12)[1]);
  });

  it('gives the same transactions at each iteration over one bank', () => {
    const bank = demoBank(small);
    expect(digest(bank.transactions)).toBe(digest(bank.transactions));
  });

  it('gives each customer the same life details whatever number is asked of transactions', () => {
    const names = (transactions: number): string => digest(demoBank({ ...small, transactions }).customers);
    expect(names(6_000)).toBe(names(3_000));
  });

  it('refuses a bank too small to be one', () => {
    expect(() => demoBank({ customers: 199 })).toThrow(RangeError);
    expect(() => demoBank({ days: 0 })).toThrow(RangeError);
  });
});
