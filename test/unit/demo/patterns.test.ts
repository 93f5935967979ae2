import type { CustomerBody, Label, TransactionBody } from '../../../src/demo/index.js';
import { demoBank } from '../../support/demo-bank.js';
import { paidByFirmsReading, READINGS } from '../../support/pattern-readings.js';

const numbered = (prefix: string, numbers: readonly number[]): string[] =>
  numbers.map((n) => prefix + String(n).padStart(prefix.startsWith('CDD') ? 1 : 2, '0'));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

const ALL_PATTERNS = [
  ...numbered('BANK-S', upTo(18)),
  ...numbered('TF-08', upTo(7)),
  ...numbered('TF-09', upTo(4)),
  ...numbered('CDD-', upTo(5)),
  ...[
    'fan-in',
    'fan-out',
    'scatter-gather',
    'gather-scatter',
    'cycle',
    'bipartite',
    'stack',
    'pass-through',
  ].map((name) => `typology-${name}`),
  ...['smurfing', 'mule', 'shared-device'].map((name) => `typology-${name}`),
];

describe('planted patterns', () => {
  const bank = demoBank();
  const transactions = new Map<string, TransactionBody>();
  const ofCustomer = new Map<string, TransactionBody[]>();
  const customers = new Map<string, CustomerBody>();
  const mains = (expected: Label['expected']): Label[] =>
    bank.labels.filter((one) => one.role === 'main' && one.expected === expected);
  beforeAll(() => {
    for (const one of bank.customers) customers.set(one.customerNumber, one);
    for (const slice of bank.transactions) {
      for (const one of slice.transactions) {
        transactions.set(one.reference, one);
        const number = one.customerNumber ?? '';
        const list = ofCustomer.get(number);
        if (list) list.push(one);
        else ofCustomer.set(number, [one]);
      }
    }
  });

  it('are all there, each bank pattern and typology with something that fires and a near miss', () => {
    expect([...new Set(mains('fires').map((one) => one.pattern))].sort()).toEqual([...ALL_PATTERNS].sort());
    const missed = new Set(mains('near-miss').map((one) => one.pattern));
    for (const pattern of ALL_PATTERNS) {
      if (pattern.startsWith('BANK') || pattern.startsWith('typology')) expect(missed).toContain(pattern);
    }
  });

  it('have one main customer a scenario, whom no other scenario touches', () => {
    const scenarios = bank.labels
      .filter((one) => one.role === 'main')
      .map((one) => one.pattern + one.scenario);
    expect(new Set(scenarios).size).toBe(scenarios.length);
    const taking = bank.labels.map((one) => one.customerNumber);
    expect(new Set(taking).size).toBe(taking.length);
    for (const number of taking) expect(customers.has(number)).toBe(true);
  });

  it('point to transactions of the labelled customer, within the labelled days', () => {
    for (const { references, customerNumber, from, to, events } of bank.labels) {
      expect(references.length + events).toBeGreaterThan(0);
      for (const reference of references) {
        const found = transactions.get(reference);
        expect(found?.customerNumber).toBe(customerNumber);
        expect((found?.bookedAt ?? '9').slice(0, 10) <= to).toBe(true);
        // Only what a dormant account last did lies earlier.
        if ((found?.bookedAt.slice(0, 10) ?? '') < from)
          expect((found?.bookedAt ?? '9') < '2026-07-24').toBe(true);
      }
    }
  });

  it('do not show in the reference: planted and everyday numbers are spread over the same range', () => {
    const planted = bank.labels.flatMap((one) => one.references).map((one) => Number(one.slice(8)));
    expect(Math.min(...planted)).toBeLessThan(1_000_000);
    expect(Math.max(...planted)).toBeGreaterThan(9_000_000);
  });

  it.each(Object.keys(READINGS))(
    '%s: by an independent reading, what fires does and near misses do not',
    (pattern) => {
      const wrong = bank.labels
        .filter((one) => one.pattern === pattern && one.role === 'main')
        .filter(({ customerNumber, expected }) => {
          const customer = customers.get(customerNumber) as CustomerBody;
          const shown = READINGS[pattern]?.(ofCustomer.get(customerNumber) ?? [], customer) ?? false;
          return shown !== (expected === 'fires');
        });
      expect(wrong.map((one) => one.scenario)).toEqual([]);
      expect(bank.labels.filter((one) => one.pattern === pattern).length).toBeGreaterThan(1);
    },
  );

  it('BANK-S03: the same for persons', () => {
    const persons = bank.labels.filter(
      (one) => one.pattern === 'BANK-S03' && customers.get(one.customerNumber)?.kind === 'individual',
    );
    expect(persons.map((one) => [one.scenario, one.expected === 'fires'])).toEqual(
      persons.map((one) => [
        one.scenario,
        paidByFirmsReading(
          ofCustomer.get(one.customerNumber) ?? [],
          customers.get(one.customerNumber) as CustomerBody,
        ),
      ]),
    );
    expect(persons).toHaveLength(3);
  });

  it('live an ordinary life besides, unless being quiet is the point', () => {
    const besides = bank.labels.filter(
      (one) => (ofCustomer.get(one.customerNumber)?.length ?? 0) > one.references.length,
    );
    expect(besides.length / bank.labels.length).toBeGreaterThan(0.9);
  });

  it('name listed persons that no label of a near miss pays', () => {
    const listed = new Set(bank.watchlist.map((one) => one.name));
    // Four whom the patterns pay, two whose names customers share.
    expect(listed.size).toBe(6);
    for (const label of bank.labels.filter((one) => one.pattern.startsWith('TF-09'))) {
      const paid = label.references.map((one) => transactions.get(one)?.counterparty?.name ?? '');
      expect(paid.some((name) => listed.has(name))).toBe(label.expected === 'fires');
    }
  });

  it('leave out what a small bank or a short history has no room for, and nothing by halves', () => {
    const small = demoBank({ customers: 200, transactions: 3_000, days: 25 });
    const references = new Set<string>();
    for (const slice of small.transactions)
      for (const one of slice.transactions) references.add(one.reference);
    expect(small.labels.length).toBeGreaterThan(10);
    expect(small.labels.length).toBeLessThan(bank.labels.length);
    for (const one of small.labels)
      for (const reference of one.references) expect(references).toContain(reference);
  });
});
