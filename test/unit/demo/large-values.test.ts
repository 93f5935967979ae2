import type { DemoBank, TransactionBody } from '../../../src/demo/index.js';
import { demoBank, workingDays } from '../../support/demo-bank.js';

/** Art. 5 of the Reporting Measures in whole units: CNY, and foreign currency in USD. */
const LIMITS = {
  '0501': [50_000, 10_000],
  '0502': [2_000_000, 200_000],
  '0503': [500_000, 100_000],
  '0504': [200_000, 10_000],
} as const;
type Code = keyof typeof LIMITS;

function codeOf(one: TransactionBody, kind: string): Code {
  if (one.method === 'cash') return '0501';
  if (kind !== 'individual') return '0502';
  return one.crossBorder ? '0504' : '0503';
}

/** One line for each customer, day, class, direction and currency side that reaches its limit, added up naively. */
function crossings(bank: DemoBank): {
  code: Code;
  foreign: boolean;
  direction: string;
  day: string;
  categories: string[];
  references: string[];
}[] {
  const kinds = new Map([...bank.customers].map((one) => [one.customerNumber, one.kind]));
  const usd = (month: string, currency: string): number =>
    currency === 'USD'
      ? 1
      : Number(
          bank.exchangeRates.find((one) => one.kind === 'safe-monthly' && one.date.startsWith(month))?.rates[
            currency as 'EUR'
          ],
        );
  const buckets = new Map<string, { sum: number; of: TransactionBody[] }>();
  for (const { day, transactions } of bank.transactions) {
    for (const one of transactions) {
      if (one.customerNumber === undefined || (one.outcome ?? 'completed') !== 'completed') continue;
      if (one.category === 'reversal') continue;
      if (one.method === 'other' && one.category !== 'interest') continue;
      const code = codeOf(one, kinds.get(one.customerNumber) ?? '');
      const foreign = one.currency !== 'CNY';
      const key = [code, foreign ? 'f' : 'c', one.direction, day, one.customerNumber].join('|');
      const bucket = buckets.get(key) ?? { sum: 0, of: [] };
      bucket.sum += Number(one.amount) * (foreign ? usd(day.slice(0, 7), one.currency) : 1);
      bucket.of.push(one);
      buckets.set(key, bucket);
    }
  }
  return [...buckets].flatMap(([key, { sum, of }]) => {
    const [code = '', side, direction = '', day = ''] = key.split('|');
    if (sum < LIMITS[code as Code][side === 'f' ? 1 : 0]) return [];
    return [
      {
        code: code as Code,
        foreign: side === 'f',
        direction,
        day,
        categories: of.map((one) =>
          one.counterparty?.publicBody ? 'public-body' : (one.category ?? 'normal'),
        ),
        references: of.map((one) => one.reference),
      },
    ];
  });
}

describe('large-value days', () => {
  const bank = demoBank();
  const found = crossings(bank);

  it('are a few each working day', () => {
    const days = new Set(found.map((one) => one.day).filter((day) => workingDays.isWorkingDay(day)));
    expect(days.size).toBeGreaterThan(75);
    expect(found.length / 79).toBeGreaterThan(3);
    expect(found.length / 79).toBeLessThan(12);
  });

  it.each(['0501', '0502', '0503', '0504'] as const)(
    'occur under %s on both currency sides, in and out',
    (code) => {
      const sides = new Set(
        found
          .filter((one) => one.code === code)
          .map((one) => `${one.foreign ? 'foreign' : 'CNY'} ${one.direction}`),
      );
      expect([...sides].sort()).toEqual(['CNY in', 'CNY out', 'foreign in', 'foreign out']);
    },
  );

  it('come both in one transaction and by adding up', () => {
    for (const code of ['0501', '0502', '0503'] as const) {
      const counts = found
        .filter((one) => one.code === code && !one.foreign)
        .map((one) => one.references.length);
      expect(counts.filter((n) => n === 1).length).toBeGreaterThan(5);
      expect(counts.filter((n) => n > 1).length).toBeGreaterThan(5);
    }
  });

  it('show each of the ten exemptions', () => {
    const exempt = new Set(found.flatMap((one) => one.categories).filter((one) => one !== 'normal'));
    for (const category of [
      'term-deposit-renewal',
      'fx-trading',
      'public-body',
      'gold-exchange',
      'internal-allocation',
      'international-loan-onlending',
      'international-loan-swap',
      'other-exempt',
    ]) {
      expect(exempt).toContain(category);
    }
    expect(exempt.has('interbank-lending') || exempt.has('interbank-bond')).toBe(true);
    expect(exempt.has('tax') || exempt.has('interest')).toBe(true);
  });
});
