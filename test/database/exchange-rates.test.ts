import fc from 'fast-check';
import {
  addDays,
  BankDays,
  createLog,
  Database,
  ManualClock,
  systemActor,
  type Tx,
} from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import {
  ExchangeRates,
  lockRatesForReading,
  lookupRates,
  rateKey,
  validityOf,
  type RateKind,
  type RatesChange,
} from '../../src/transactions/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

let database: TestDatabase;
let db: Database;
let rates: ExchangeRates;
const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
const changes: RatesChange[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 4, entities: [], log: createLog('silent') });
  rates = new ExchangeRates({
    clock,
    days: new BankDays('Asia/Shanghai'),
    audit: new AuditTrail(clock),
    onRatesChanged: async (_tx, change) => void changes.push(change),
  });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});
beforeEach(async () => {
  changes.length = 0;
});

const put = (kind: RateKind, date: string, table: Record<string, string>, confirmed = true) =>
  db.inTransaction((tx) => putIn(tx, kind, date, table, confirmed));
const putIn = (tx: Tx, kind: RateKind, date: string, table: Record<string, string>, confirmed = true) =>
  rates.put(tx, systemActor, date, {
    kind,
    base: kind === 'safe-monthly' ? 'USD' : 'CNY',
    rates: table,
    confirmed,
  });
const rateOn = async (kind: RateKind, currency: string, day: string) => {
  const wanted = { kind, currency, day };
  return (await lookupRates(db, [wanted])).get(rateKey(wanted))?.rate;
};

describe('looking rates up', () => {
  it('takes the month of the day, and nothing from its neighbours', async () => {
    await put('safe-monthly', '2025-02-14', { EUR: '1.0400' });
    expect(await rateOn('safe-monthly', 'EUR', '2025-01-31')).toBeUndefined();
    expect(await rateOn('safe-monthly', 'EUR', '2025-02-01')).toBe('1.04');
    expect(await rateOn('safe-monthly', 'EUR', '2025-02-28')).toBe('1.04');
    expect(await rateOn('safe-monthly', 'EUR', '2025-03-01')).toBeUndefined();
  });

  it('takes the last parity, at most ten days old', async () => {
    await put('central-parity', '2025-04-01', { EUR: '7.80' });
    await put('central-parity', '2025-04-03', { EUR: '7.90' });
    expect(await rateOn('central-parity', 'EUR', '2025-03-31')).toBeUndefined();
    expect(await rateOn('central-parity', 'EUR', '2025-04-02')).toBe('7.8');
    expect(await rateOn('central-parity', 'EUR', '2025-04-03')).toBe('7.9');
    expect(await rateOn('central-parity', 'EUR', '2025-04-12')).toBe('7.9');
    expect(await rateOn('central-parity', 'EUR', '2025-04-13')).toBeUndefined();
  });

  it('needs none for the base itself', async () => {
    expect(await rateOn('safe-monthly', 'USD', '1999-01-01')).toBe('1');
    expect(await rateOn('central-parity', 'CNY', '1999-01-01')).toBe('1');
  });

  it('answers many at once, each for its own day and kind', async () => {
    await put('central-parity', '2025-04-01', { GBP: '9.20' });
    const wanted = [
      { kind: 'central-parity', currency: 'GBP', day: '2025-04-05' },
      { kind: 'safe-monthly', currency: 'GBP', day: '2025-04-05' },
      { kind: 'central-parity', currency: 'EUR', day: '2025-04-01' },
      { kind: 'central-parity', currency: 'EUR', day: '2025-04-01' },
    ] as const;
    expect(await lookupRates(db, wanted)).toEqual(
      new Map([
        [rateKey(wanted[0]), { rate: '9.2', validFrom: '2025-04-01' }],
        [rateKey(wanted[2]), { rate: '7.8', validFrom: '2025-04-01' }],
      ]),
    );
  });

  it('agrees with reading the tables by hand', async () => {
    const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2020-01-01', n));
    const kind = fc.constantFrom<RateKind>('safe-monthly', 'central-parity');
    const entry = fc.record({
      kind,
      date: day,
      rate: fc.integer({ min: 1, max: 999_999 }).map((n) => `0.${String(n).padStart(6, '0')}`),
    });
    const entries = fc.sample(entry, { numRuns: 60, seed: 7 });
    const books = new Map<string, { kind: RateKind; from: string; to: string; rate: string }>();
    for (const { kind: of, date, rate } of entries) {
      await put(of, date, { SEK: rate });
      books.set(`${of} ${validityOf(of, date).from}`, { kind: of, rate, ...validityOf(of, date) });
    }
    const asked = fc.sample(fc.record({ kind, day }), { numRuns: 300, seed: 8 });
    const found = await lookupRates(
      db,
      asked.map((one) => ({ ...one, currency: 'SEK' })),
    );
    for (const one of asked) {
      const [newest] = [...books.values()]
        .filter(({ kind: of, from, to }) => of === one.kind && from <= one.day && one.day < to)
        .sort((a, b) => (a.from < b.from ? 1 : -1));
      const rate = found.get(rateKey({ ...one, currency: 'SEK' }))?.rate;
      expect(rate === undefined ? undefined : Number(rate)).toBe(newest && Number(newest.rate));
    }
  });
});

describe('entering rates', () => {
  it('supersedes what changed, keeps the rest, and says what to convert again', async () => {
    await put('safe-monthly', '2025-06-01', { EUR: '1.10', JPY: '0.0068' });
    clock.advance(1_000);
    const answer = await put('safe-monthly', '2025-06-20', { EUR: '1.1000', JPY: '0.0069', CHF: '1.2' });
    expect(answer).toMatchObject({
      validFrom: '2025-06-01',
      validTo: '2025-07-01',
      rates: { CHF: '1.2', EUR: '1.1', JPY: '0.0069' },
      changed: ['JPY', 'CHF'],
    });
    expect(changes[1]).toEqual({
      kind: 'safe-monthly',
      currencies: ['JPY', 'CHF'],
      from: '2025-06-01',
      to: '2025-07-01',
    });
    const page = await rates.list(
      db,
      { kind: 'safe-monthly', date: '2025-06-05', currency: 'JPY', superseded: true },
      { limit: 10 },
    );
    expect(page.items.map(({ rate, supersededAt }) => [rate, supersededAt !== null])).toEqual([
      ['0.0069', false],
      ['0.0068', true],
    ]);
  });

  it('does nothing at all for the same rates again', async () => {
    await put('safe-monthly', '2025-07-01', { EUR: '1.10' });
    await put('safe-monthly', '2025-07-01', { EUR: '1.1' });
    expect(changes).toHaveLength(1);
    const rows = await db.query("SELECT FROM exchange_rate WHERE valid_from = '2025-07-01'");
    expect(rows).toHaveLength(1);
  });

  it('asks for confirmation of a rate far from its neighbours', async () => {
    await put('central-parity', '2025-08-01', { JPY: '0.0486' });
    await expect(put('central-parity', '2025-08-04', { JPY: '4.86' }, false)).rejects.toMatchObject({
      code: 'invalid-body',
      faults: [{ pointer: '/rates/JPY', code: 'implausible-rate' }],
    });
    await put('central-parity', '2025-08-04', { JPY: '4.86' }, true);
    // The same day's own mistake is no measure for its correction.
    await put('central-parity', '2025-08-04', { JPY: '0.0487' }, false);
    expect(await rateOn('central-parity', 'JPY', '2025-08-04')).toBe('0.0487');
  });

  it.each(['2026-02-30', '1989-12-31', '2027-03-04', '20260301', 'today'])(
    'refuses the date %s',
    async (date) => {
      await expect(put('central-parity', date, { JPY: '0.05' })).rejects.toMatchObject({
        code: 'malformed-request',
      });
    },
  );

  it('waits for who is converting, so that nothing stays unconverted', async () => {
    const day = '2025-09-01';
    const looked = new Gate();
    const finish = new Gate();
    const reader = db.inTransaction(async (tx) => {
      await lockRatesForReading(tx);
      const wanted = { kind: 'central-parity' as const, currency: 'EUR', day };
      const before = await lookupRates(tx, [wanted]);
      looked.open();
      await finish.passed;
      const after = await lookupRates(tx, [wanted]);
      return [before.size, after.size];
    });
    await looked.passed;
    const entered = put('central-parity', day, { EUR: '8.1' });
    await waitUntilBlocked(database);
    expect(changes).toEqual([]);
    finish.open();
    expect(await reader).toEqual([0, 0]);
    await entered;
    expect(changes).toHaveLength(1);
  });

  it('lets many convert at once', async () => {
    await db.inTransaction(async (one) => {
      await lockRatesForReading(one);
      await db.inTransaction((other) => lockRatesForReading(other));
    });
    expect(await rateOn('central-parity', 'EUR', '2025-09-01')).toBe('8.1');
  });

  it('keeps one rate of two entered at once, the other as superseded', async () => {
    const done = new Gate();
    const finish = new Gate();
    const first = db.inTransaction(async (tx) => {
      await putIn(tx, 'central-parity', '2025-10-10', { EUR: '8.2' });
      done.open();
      await finish.passed;
    });
    await done.passed;
    const second = put('central-parity', '2025-10-10', { EUR: '8.3' });
    await waitUntilBlocked(database);
    finish.open();
    await Promise.all([first, second]);
    expect(await rateOn('central-parity', 'EUR', '2025-10-10')).toBe('8.3');
    const rows = await db.query("SELECT FROM exchange_rate WHERE valid_from = '2025-10-10'");
    expect(rows).toHaveLength(2);
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['to alter a rate', 'UPDATE exchange_rate SET rate = 1', '42501'],
    ['to lose a rate', 'DELETE FROM exchange_rate', '42501'],
    [
      'two rates in force for one day',
      `INSERT INTO exchange_rate (kind, currency, base, rate, valid_from, valid_to, entered_at, entered_by_kind, entered_by)
       SELECT kind, currency, base, rate, valid_from, valid_to, entered_at, 'user', 'x' FROM exchange_rate
       WHERE superseded_at IS NULL LIMIT 1`,
      '23505',
    ],
  ])('refuses %s', async (_what, sql, code) => {
    await expect(db.inTransaction((tx) => tx.query(sql))).rejects.toMatchObject({ code });
  });
});
