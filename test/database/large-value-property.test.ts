import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HEAD_OFFICE } from '../../src/access/index.js';
import { setExemptionState } from '../../src/monitoring/index.js';
import { projectRoot } from '../../src/platform/index.js';
import {
  chineseDay,
  naiveAlerts,
  type ExemptionFile,
  type NaiveAlert,
  type NaiveCustomer,
  type NaiveTransaction,
  type RuleFile,
} from '../support/naive-large-value.js';
import { ask, consistency, feed } from '../support/replay.js';
import { startTestService, type TestService } from '../support/service.js';

/*
 * The compiled rules against the naive reading of them: small random worlds, fed in random batches with rates that come
 * early, late, corrected or never, must give the same alerts in both.
 */

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 50);
const folder = join(projectRoot, 'rules/large-value');
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const exemptions = json('exemptions.json') as ExemptionFile;
const rules = readdirSync(folder)
  .filter((name) => name !== 'exemptions.json')
  .map((name) => json(name) as RuleFile & { examples: Record<'fires' | 'doesNotFire', Example[]> });

interface Example {
  note: string;
  customer: { kind: NaiveCustomer['kind']; publicBody?: boolean };
  transactions: Partial<NaiveTransaction>[];
}

const kinds = ['individual', 'organisation', 'sole-trader'] as const;
const customers: NaiveCustomer[] = kinds.flatMap((kind) => [
  { number: `${kind}-1`, kind, publicBody: false },
  { number: `${kind}-2`, kind, publicBody: kind === 'organisation' },
]);
let service: TestService;
let run = 0;

beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
  for (const { number, kind, publicBody } of customers) {
    const body = { customerNumber: number, kind, publicBody, branch: HEAD_OFFICE, name: '示例' };
    const answer = await service.as.core
      .post('/api/v1/customers')
      .send(kind === 'organisation' ? body : { ...body, publicBody: undefined });
    expect(answer.status).toBe(201);
  }
});
afterAll(() => service.close());

/** Each world begins without history and rates; customers stay. */
const clear = (): Promise<unknown> =>
  ask(
    service.database.ownerUrl,
    'TRUNCATE ledger, transaction_key, alert_transaction, alert, exemption, exchange_rate CASCADE',
  );

const amounts: Record<string, fc.Arbitrary<string>> = {
  CNY: fc.oneof(
    fc.constantFrom(
      '50000',
      '49999.99',
      '25000',
      '30000.01',
      '200000',
      '199999.99',
      '500000',
      '499999.99',
      '300000',
      '2000000',
      '1999999.99',
      '0.01',
    ),
    fc.integer({ min: 1, max: 6_000_000 }).map((n) => (n / 100).toFixed(2)),
  ),
  USD: fc.oneof(
    fc.constantFrom('10000', '9999.99', '5000', '100000', '99999.99', '200000', '0.01'),
    fc.integer({ min: 1, max: 1_200_000 }).map((n) => (n / 100).toFixed(2)),
  ),
  EUR: fc.constantFrom('9259.25', '9259.26', '9300', '4629.63', '100000', '185185.19'),
  JPY: fc.constantFrom('1515151', '1515152', '700000', '1', '30303030'),
  KWD: fc.constantFrom('3076.923', '3076.924', '1000.001', '70000'),
};

/** Instants at the edges of days, months and the year. */
const bookedAt = fc
  .record({
    day: fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'),
    time: fc.constantFrom(
      '00:00:00.000',
      '00:00:00.001',
      '09:30:00.000',
      '15:59:59.999',
      '16:00:00.000',
      '23:59:59.999',
    ),
    offset: fc.constantFrom('+08:00', 'Z', '-05:00'),
  })
  .map(({ day, time, offset }) => `${day}T${time}${offset}`);

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const transaction = fc.constantFrom(...Object.keys(amounts), 'CNY', 'USD').chain((currency) =>
  fc.record({
    customer: fc.integer({ min: 0, max: customers.length - 1 }),
    bookedAt,
    direction: fc.constantFrom('in' as const, 'out' as const),
    amount: amounts[currency]!,
    currency: fc.constant(currency),
    method: fc.constantFrom('cash', 'cash', 'transfer', 'transfer', 'cheque', 'card', 'exchange', 'other'),
    channel: fc.constantFrom('counter', 'atm', 'online'),
    outcome: fc.constantFrom(undefined, undefined, undefined, 'completed', 'attempted', 'declined'),
    category: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(undefined, 'normal', 'fee') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'interest',
          'tax',
          'term-deposit-renewal',
          'fx-trading',
          'interbank-lending',
          'interbank-bond',
          'gold-exchange',
          'internal-allocation',
          'international-loan-onlending',
          'international-loan-swap',
          'other-exempt',
          'correction',
        ),
      },
    ),
    crossBorder: optional(fc.boolean()),
    country: optional(fc.constantFrom('CHN', 'HKG', 'USA')),
    cashPurpose: optional(fc.constant('notes')),
    counterparty: optional(
      fc.record(
        {
          country: fc.constantFrom('CHN', 'MAC'),
          customerNumber: fc.constantFrom(...customers.map(({ number }) => number)),
          publicBody: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    ),
    /** Takes back the transaction so many places earlier, by so many parts of ten of what is left. */
    back: fc.option(
      fc.record({
        of: fc.nat(6),
        parts: fc.integer({ min: 1, max: 10 }),
        category: fc.constantFrom('reversal', 'correction'),
        same: fc.boolean(),
        later: fc.nat(2),
      }),
      { nil: undefined, freq: 2 },
    ),
  }),
);
type Drawn = typeof transaction extends fc.Arbitrary<infer T> ? T : never;

const DIGITS: Record<string, number> = { JPY: 0, KWD: 3 };

/** Makes transactions of what was drawn, for so many customers; whatever takes back does so of something that is there, and not too much. */
function toTransactions(drawn: readonly Drawn[], width: number): NaiveTransaction[] {
  const made: NaiveTransaction[] = [];
  const left = new Map<string, number>();
  for (const [i, { customer, back, ...fields }] of drawn.entries()) {
    const reference = `${run}-${i}`;
    const plain: NaiveTransaction = JSON.parse(
      JSON.stringify({ ...fields, reference, customerNumber: customers[customer % width]!.number }),
    );
    const target = back && made[made.length - 1 - back.of];
    const rest = target && left.get(target.reference);
    const digits = 10 ** (DIGITS[fields.currency] ?? 2);
    if (!back || !target || rest === undefined || rest < 10) {
      made.push(plain);
      left.set(reference, Math.round(Number(plain.amount) * digits));
      continue;
    }
    const replaces = back.category === 'correction' && back.same;
    const own = 10 ** (DIGITS[target.currency] ?? 2);
    const part = Math.max(1, Math.floor((rest * back.parts) / 10));
    const amount = ((replaces ? part + 1 : part) / own).toFixed(DIGITS[target.currency] ?? 2);
    const opposite = target.direction === 'in' ? 'out' : 'in';
    made.push({
      ...plain,
      customerNumber: target.customerNumber,
      currency: target.currency,
      bookedAt: new Date(Date.parse(target.bookedAt) + back.later * 43_200_000).toISOString(),
      category: back.category,
      direction: back.same ? target.direction : opposite,
      amount,
      reverses: target.reference,
    });
    if (replaces) {
      left.set(reference, part + 1);
      left.set(target.reference, 0);
    } else left.set(target.reference, rest - part);
  }
  return made;
}

const rate = fc.record({
  /** How many batches have come before it. */
  after: fc.nat(6),
  kind: fc.constantFrom('safe-monthly' as const, 'safe-monthly' as const, 'central-parity' as const),
  date: fc.constantFrom('2025-12-31', '2026-01-15', '2026-02-01', '2026-02-25', '2026-03-01'),
  rates: fc
    .record(
      {
        EUR: fc.constantFrom('1.08', '1.0799999', '1.2'),
        JPY: fc.constantFrom('0.0066', '0.0067'),
        KWD: fc.constantFrom('3.25', '3.2499999999'),
        USD: fc.constantFrom('7.1', '7.0888'),
      },
      { requiredKeys: [] },
    )
    .filter((table) => Object.keys(table).length > 0),
});
type Rate = typeof rate extends fc.Arbitrary<infer T> ? T : never;

const toBody = ({ reverses, ...t }: NaiveTransaction): unknown => ({
  source: 'core',
  ...t,
  ...(reverses === undefined ? {} : { reverses: { source: 'core', reference: reverses } }),
});

/** The tables as the service takes them: dollars have no rate in dollars. */
function tableOf({ kind, rates }: Rate): Record<string, string> {
  const { USD, ...others } = rates;
  return Object.fromEntries(
    Object.entries(kind === 'central-parity' ? { ...others, USD } : others).filter(
      ([, value]) => value !== undefined,
    ),
  ) as Record<string, string>;
}

async function standing(): Promise<NaiveAlert[]> {
  const rows = (await ask(
    service.database.ownerUrl,
    `SELECT a.rule_id AS rule, c.customer_number AS customer, a.as_of::text AS day, a.direction::text AS direction, a.measures,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(e.reference, e.measure, trim_scale(e.counted)::text)), '[]') FROM alert_transaction e WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL) AS evidence
     FROM alert a JOIN customer c ON c.id = a.customer_id WHERE a.kind = 'large-value' AND a.status = 'open'`,
  )) as unknown as NaiveAlert[];
  return rows.map((row) => ({ ...row, evidence: row.evidence.sort() }));
}

const keyOf = ({ rule, customer, day, direction }: NaiveAlert): string =>
  `${customer} ${day} ${rule} ${direction}`;
const sorted = (alerts: readonly NaiveAlert[]): NaiveAlert[] =>
  [...alerts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** References that some exemption could cover: what may lapse. */
async function lapse(references: ReadonlySet<string>): Promise<void> {
  const rows = (await ask(
    service.database.ownerUrl,
    'SELECT l.id, l.customer_id, l.business_date::text AS day FROM ledger l WHERE reference = ANY($1)',
    [[...references]],
  )) as { id: string; customer_id: string; day: string }[];
  const { container, db, clock } = service;
  await db.inTransaction(async (tx) => {
    await setExemptionState(
      tx,
      rows.map(({ id }) => id),
      'lapsed',
      clock.now(),
    );
    const subjects = await container.subjects.lockByIds(tx, [
      ...new Set(rows.map(({ customer_id }) => customer_id)),
    ]);
    const days = rows.map(({ customer_id, day }) => ({
      subject: subjects.find(({ id }) => id === customer_id)!,
      day,
    }));
    const distinct = [...new Map(days.map((entry) => [`${entry.subject.id} ${entry.day}`, entry])).values()];
    await container.evaluation.evaluate(tx, [], distinct);
  });
}

it('gives the same alerts as the naive reading, whatever comes in whatever batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 40, size: 'max' }),
      fc.array(rate, { maxLength: 8 }),
      fc.integer({ min: 1, max: 12 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
      fc.integer({ min: 1, max: customers.length }),
      async (drawn, rates, batch, dice, width) => {
        run += 1;
        await clear();
        const transactions = toTransactions(drawn, width);
        const dollars = new Map<string, string>();
        const parities: { currency: string; from: number }[] = [];
        const put = async (due: readonly Rate[]): Promise<void> => {
          for (const one of due) {
            const table = tableOf(one);
            if (Object.keys(table).length === 0) continue;
            const base = one.kind === 'safe-monthly' ? 'USD' : 'CNY';
            const answer = await service.as.core
              .put(`/api/v1/exchange-rates/${one.date}`)
              .send({ kind: one.kind, base, rates: table, confirmed: true });
            expect(answer.status).toBe(200);
            for (const [currency, value] of Object.entries(table))
              if (one.kind === 'safe-monthly') dollars.set(`${currency} ${one.date.slice(0, 7)}`, value);
              else parities.push({ currency, from: Date.parse(one.date) });
          }
        };
        for (let n = 0; n * batch < transactions.length; n += 1) {
          await put(rates.filter(({ after }) => after === n));
          const fed = await feed(
            service.container,
            transactions.slice(n * batch, (n + 1) * batch).map(toBody),
            batch,
          );
          expect(fed.rejected).toEqual([]);
        }
        await put(rates.filter(({ after }) => after >= Math.ceil(transactions.length / batch)));
        const lapsed = new Set(
          transactions.filter(() => dice.next().value === 0).map(({ reference }) => reference),
        );
        await lapse(lapsed);

        const expected = naiveAlerts({
          customers,
          transactions,
          dollars: (currency, month) => dollars.get(`${currency} ${month}`),
          lapsed,
          rules,
          exemptions,
        });
        expect(sorted(await standing())).toEqual(sorted(expected));
        expect(await missingRates()).toEqual(expectedMissing(transactions, dollars, parities));
        const { ledger, keys, ...faults } = await consistency(service.database.ownerUrl);
        expect([ledger, keys]).toEqual([transactions.length, transactions.length]);
        expect(Object.values(faults)).toEqual([0, 0, 0, 0]);
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

async function missingRates(): Promise<string[]> {
  const rows = await ask(
    service.database.ownerUrl,
    `SELECT episode FROM alert WHERE kind = 'operational' AND customer_id IS NULL AND status <> 'withdrawn'`,
  );
  return rows.map(({ episode }) => String(episode)).sort();
}

/** A parity holds from its day for ten days at most; a monthly rate for its month. */
function expectedMissing(
  transactions: readonly NaiveTransaction[],
  dollars: ReadonlyMap<string, string>,
  parities: readonly { currency: string; from: number }[],
): string[] {
  const missing = new Set<string>();
  for (const { currency, bookedAt: instant } of transactions) {
    if (currency === 'CNY') continue;
    const day = chineseDay(instant);
    const month = day.slice(0, 7);
    if (currency !== 'USD' && !dollars.has(`${currency} ${month}`))
      missing.add(`safe-monthly ${currency} ${month}`);
    const age = ({ from }: { from: number }): number => (Date.parse(day) - from) / 86_400_000;
    if (!parities.some((parity) => parity.currency === currency && age(parity) >= 0 && age(parity) < 10))
      missing.add(`central-parity ${currency} ${day}`);
  }
  return [...missing].sort();
}

describe('the examples in the rule files', () => {
  const cases = rules.flatMap((rule) =>
    (['fires', 'doesNotFire'] as const).flatMap((expected) =>
      rule.examples[expected].map((example) => ({ rule, expected, example })),
    ),
  );

  it.each(cases.map(({ rule, expected, example }) => [rule.id, expected, example.note, example] as const))(
    '%s %s: %s',
    async (rule, expected, _note, example) => {
      run += 1;
      await clear();
      const customer = customers.find(
        ({ kind, publicBody }) =>
          kind === example.customer.kind && publicBody === (example.customer.publicBody ?? false),
      )!;
      const transactions = example.transactions.map(
        (fields, i) =>
          ({
            reference: `${run}-${i}`,
            customerNumber: customer.number,
            bookedAt: '2026-03-18T10:00:00+08:00',
            channel: 'counter',
            ...fields,
          }) as NaiveTransaction,
      );
      const fed = await feed(service.container, transactions.map(toBody), 10);
      expect(fed.rejected).toEqual([]);
      const fired = (await standing()).map((alert) => alert.rule);
      expect(fired.includes(rule)).toBe(expected === 'fires');
      const naive = naiveAlerts({ customers, transactions, dollars: () => undefined, rules, exemptions });
      expect(naive.map((alert) => alert.rule).sort()).toEqual(fired.sort());
    },
  );
});
