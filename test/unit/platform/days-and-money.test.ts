import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/audit/domain/canonical.js';
import {
  addDays,
  amountFault,
  BankDays,
  canonicalAmount,
  currencyCodes,
  daysBetween,
  isDay,
  minorUnits,
  projectRoot,
  WorkingDays,
} from '../../../src/platform/index.js';
import { normalise } from '../../../src/transactions/domain/normalise.js';
import type { TransactionInput } from '../../../src/transactions/index.js';

const instants = fc.date({
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2040-12-31T00:00:00Z'),
  noInvalidDate: true,
});

/** Zones without and with summer time, far from Greenwich, off the hour, and with a midnight that does not exist. */
const zones = [
  'Asia/Shanghai',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
];

describe.each(zones)('days in %s', (zone) => {
  const days = new BankDays(zone);
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });

  it('are those on the wall', () => {
    fc.assert(fc.property(instants, (instant) => expect(days.dayOf(instant)).toBe(calendar.format(instant))));
  });

  it('begin where the day before ends', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const day = days.dayOf(instant);
        const start = days.startOf(day);
        expect(start.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(days.startOf(addDays(day, 1)).getTime()).toBeGreaterThan(instant.getTime());
        expect(days.dayOf(start)).toBe(day);
        expect(days.dayOf(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });
});

describe('days', () => {
  it.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z'],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['Asia/Shanghai', '2026-03-18', '2026-03-17T16:00:00.000Z'],
  ])('in %s %s begins at its first instant, midnight or not', (zone, day, start) => {
    const days = new BankDays(zone);
    expect(days.startOf(day).toISOString()).toBe(start);
    expect([days.dayOf(new Date(start)), days.dayOf(new Date(Date.parse(start) - 1))]).toEqual([
      day,
      addDays(day, -1),
    ]);
  });

  const day = instants.map((instant) => instant.toISOString().slice(0, 10));

  it('are counted as they are added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n);
        expect(isDay(addDays(from, n))).toBe(true);
      }),
    );
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-01',
    '26-01-01',
    '2026-01-01T00:00',
    '',
    '２０２６-01-01',
  ])('%s is none', (text) => expect(isDay(text)).toBe(false));
});

describe('working days', () => {
  const working = WorkingDays.fromFile(join(projectRoot, 'rules/calendar/cn.json'));

  it('are those of an independent calendar, 2024 to 2026', () => {
    const wrong: string[] = [];
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (working.isWorkingDay(day) !== chineseDays.isWorkday(day)) wrong.push(day);
      expect(working.isFinal(day)).toBe(true);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['2026-02-13', '2026-02-27'],
    ['2026-02-16', '2026-02-28'],
    ['2026-09-30', '2026-10-13'],
    ['2026-10-01', '2026-10-13'],
    ['2025-01-27', '2025-02-10'],
    ['2025-09-30', '2025-10-14'],
    ['2026-04-30', '2026-05-11'],
    ['2026-11-20', '2026-11-27'],
  ])('a transaction of %s is due on %s', (day, due) =>
    expect(working.deadline(day, 5)).toEqual({ day: due, estimated: false }),
  );

  it('after the last notice are estimated, and say so', () => {
    expect(working.deadline('2026-12-30', 5).estimated).toBe(true);
    expect(working.deadline('2027-06-01', 5)).toEqual({ day: '2027-06-08', estimated: true });
  });

  it('between a day and its deadline are as many as the deadline has', () => {
    const day = fc.integer({ min: 0, max: 1_000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, n) => {
        const { day: due } = working.deadline(from, n);
        expect(working.isWorkingDay(due)).toBe(true);
        expect(working.between(from, due)).toBe(n);
        expect(working.between(due, from)).toBe(-n);
      }),
    );
  });

  it('come from a file that names each day once', () => {
    const file = JSON.parse(readFileSync(join(projectRoot, 'rules/calendar/cn.json'), 'utf8')) as {
      years: Record<string, { holidays: { from: string; to: string }[]; makeUpWorkingDays: string[] }>;
    };
    for (const { holidays, makeUpWorkingDays } of Object.values(file.years)) {
      for (const { from, to } of holidays) {
        expect(from <= to).toBe(true);
        expect(makeUpWorkingDays.filter((day) => from <= day && day <= to)).toEqual([]);
      }
    }
  });
});

describe('amounts', () => {
  const valid = fc
    .record({
      currency: fc.constantFrom(...currencyCodes),
      whole: fc.bigInt({ min: 0n, max: 9_999_999_999_999n }),
      minor: fc.nat(9_999),
      shown: fc.nat(4),
    })
    .map(({ currency, whole, minor, shown }) => {
      const fraction = String(minor)
        .padStart(4, '0')
        .slice(0, Math.min(shown, minorUnits(currency)!));
      return { currency, amount: fraction === '' ? String(whole) : `${whole}.${fraction}` };
    })
    .filter(({ amount }) => /[1-9]/.test(amount));

  it('that are right have one canonical form, which is right and equal', () => {
    fc.assert(
      fc.property(valid, ({ amount, currency }) => {
        expect(amountFault(amount, currency)).toBeUndefined();
        const canonical = canonicalAmount(amount, currency);
        expect(amountFault(canonical, currency)).toBeUndefined();
        expect(canonicalAmount(canonical, currency)).toBe(canonical);
        const [whole, fraction = ''] = canonical.split('.');
        const [had, digits = ''] = amount.split('.');
        expect([whole, fraction]).toEqual([had, digits.padEnd(minorUnits(currency)!, '0')]);
      }),
    );
  });

  it('of any other text are refused, never thrown at', () => {
    const plain = /^(0|[1-9]\d{0,12})(\.\d{1,2})?$/;
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[-+]?[0-9.,e]{0,20}$/)),
        (text) => {
          expect(amountFault(text, 'CNY') === undefined).toBe(plain.test(text) && /[1-9]/.test(text));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('keep only the known currencies', () => {
    for (const code of ['', 'cny', 'RMB', 'XXX', 'XAU', 'toString', '__proto__'])
      expect(amountFault('1', code)).toBe('unknown-currency');
  });
});

describe('canonical digests', () => {
  /** The same value with the fields of every object in another order. */
  const reordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reordered);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, child]) => [key, reordered(child)]),
    );
  };

  it('of JSON do not depend on the order of fields, and differ when the values do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonicalJson(reordered(one))).toBe(canonicalJson(one));
        expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(JSON.stringify(one)));
        const same = canonicalJson(one) === canonicalJson(other);
        expect(same).toBe(
          canonicalJson(JSON.parse(JSON.stringify(one))) === canonicalJson(JSON.parse(JSON.stringify(other))),
        );
      }),
    );
  });

  const input = fc.record(
    {
      source: fc.constantFrom('core', 'cor', 'core;reference=2:R1'),
      reference: fc.constantFrom('R1', 'R', '1'),
      customerNumber: fc.constantFrom('C1', '1', 'true'),
      bookedAt: fc.constantFrom('2026-03-18T10:00:00+08:00', '2026-03-18T10:00:01+08:00'),
      direction: fc.constantFrom('in', 'out'),
      amount: fc.constantFrom('1', '10'),
      currency: fc.constantFrom('CNY', 'JPY'),
      method: fc.constant('cash'),
      channel: fc.constant('counter'),
      purpose: fc.constantFrom('a', 'a;b=1:c', 'true', '}'),
      product: fc.constantFrom('a', 'a;b=1:c', 'true', '{'),
      crossBorder: fc.boolean(),
      counterparty: fc.record(
        { name: fc.constantFrom('n', 'n;kind=1:x'), related: fc.boolean() },
        { requiredKeys: [] },
      ),
    },
    {
      requiredKeys: [
        'source',
        'reference',
        'customerNumber',
        'bookedAt',
        'direction',
        'amount',
        'currency',
        'method',
        'channel',
      ],
    },
  );
  const digest = (value: unknown): string => {
    const normal = normalise(
      value as TransactionInput,
      new BankDays('Asia/Shanghai'),
      new Date('2026-03-20T00:00:00Z'),
    );
    if (!('content' in normal)) throw new Error('the transaction should be right');
    return normal.content;
  };

  it('of transactions are equal exactly when their contents are', () => {
    fc.assert(
      fc.property(input, input, (one, other) => {
        expect(digest(one) === digest(other)).toBe(canonicalJson(one) === canonicalJson(other));
        expect(digest(reordered(one))).toBe(digest(one));
      }),
      { numRuns: 2_000 },
    );
  });

  it('of transactions do not depend on how the same is written', () => {
    fc.assert(
      fc.property(input, (one) => {
        const amount = canonicalAmount(one.amount, one.currency);
        const bookedAt = new Date(one.bookedAt).toISOString();
        expect(digest({ ...one, amount, bookedAt, outcome: 'completed', category: 'normal' })).toBe(
          digest(one),
        );
      }),
    );
  });
});
