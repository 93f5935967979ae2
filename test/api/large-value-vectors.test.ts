import { HEAD_OFFICE } from '../../src/access/index.js';
import { startTestService, type TestService } from '../support/service.js';

/*
 * The acceptance vectors for large-value monitoring (Reporting Measures art. 5 and 7), through the HTTP API as the core
 * banking system and a compliance officer see it.
 */

let service: TestService;
let counter = 0;

type Kind = 'individual' | 'organisation' | 'sole-trader';
type Sent = Record<string, unknown>;

beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
  const rates = await service.as.core
    .put('/api/v1/exchange-rates/2026-03-01')
    .send({ kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.08', JPY: '0.0066' } });
  expect(rates.status).toBe(200);
});
afterAll(() => service.close());

async function customer(kind: Kind = 'individual', more: Record<string, unknown> = {}): Promise<string> {
  const customerNumber = `V${String((counter += 1)).padStart(5, '0')}`;
  const answer = await service.as.core
    .post('/api/v1/customers')
    .send({ customerNumber, kind, branch: HEAD_OFFICE, name: '示例客户', ...more });
  expect(answer.status).toBe(201);
  return customerNumber;
}

function sent(customerNumber: string, fields: Sent): Sent {
  counter += 1;
  return {
    source: 'vectors',
    reference: `T${counter}`,
    customerNumber,
    bookedAt: '2026-03-18T10:00:00+08:00',
    direction: 'in',
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    ...fields,
  };
}

async function post(...transactions: Sent[]): Promise<{ alerts: string[] }[]> {
  const answer = await service.as.core.post('/api/v1/transactions').send({ transactions });
  expect(answer.status).toBe(200);
  expect(answer.body.rejected).toBe(0);
  return answer.body.results;
}

interface Seen {
  rule: string;
  direction: string;
  transactions: number;
  measures: Record<string, { sum: string; limit: string; count: number; crossed: boolean }>;
  status: string;
  id: string;
}

async function alertsOf(customerNumber: string): Promise<Seen[]> {
  const list = await service.as.officer.get(`/api/v1/alerts?customerNumber=${customerNumber}`);
  expect(list.status).toBe(200);
  const seen: Seen[] = [];
  for (const { id } of list.body.items as { id: string }[]) {
    const { body } = await service.as.officer.get(`/api/v1/alerts/${id}`);
    seen.push({
      id,
      rule: body.ruleId.slice(-4),
      direction: body.direction,
      transactions: body.transactions.length,
      measures: body.measures,
      status: body.status,
    });
  }
  return seen;
}

const brief = (alerts: readonly Seen[]): string[] =>
  alerts.map(({ rule, transactions }) => `${rule} ${transactions}`).sort();

async function expectAlerts(
  kind: Kind,
  fields: Sent[],
  expected: string[],
  more: Record<string, unknown> = {},
): Promise<void> {
  const number = await customer(kind, more);
  await post(...fields.map((field) => sent(number, field)));
  expect(brief(await alertsOf(number))).toEqual(expected);
}

describe('thresholds', () => {
  const transfer = { method: 'transfer', channel: 'online' };
  const cases: [string, Kind, Sent[], string[]][] = [
    ['cash in 30,000 and 20,000', 'individual', [{ amount: '30000' }, { amount: '20000' }], ['0501 2']],
    ['cash in 49,999.99', 'individual', [{ amount: '49999.99' }], []],
    [
      'cash in 30,000 and out 30,000',
      'individual',
      [{ amount: '30000' }, { amount: '30000', direction: 'out' }],
      [],
    ],
    [
      'two branches, two accounts',
      'individual',
      [
        { amount: '25000', branch: 'A', accountNumber: '1' },
        { amount: '25000', branch: 'B', accountNumber: '2', channel: 'atm' },
      ],
      ['0501 2'],
    ],
    ['9,999.99 USD cash', 'individual', [{ amount: '9999.99', currency: 'USD' }], []],
    ['10,000.00 USD cash', 'individual', [{ amount: '10000.00', currency: 'USD' }], ['0501 1']],
    [
      'entity out 1,999,999.99',
      'organisation',
      [{ ...transfer, direction: 'out', amount: '1999999.99' }],
      [],
    ],
    [
      'entity out 2,000,000',
      'organisation',
      [{ ...transfer, direction: 'out', amount: '2000000' }],
      ['0502 1'],
    ],
    ['sole trader out 600,000', 'sole-trader', [{ ...transfer, direction: 'out', amount: '600000' }], []],
    [
      'person out to two payees',
      'individual',
      [
        { ...transfer, direction: 'out', amount: '300000' },
        { ...transfer, direction: 'out', amount: '200000' },
      ],
      ['0503 2'],
    ],
    [
      'person cross-border in 200,000',
      'individual',
      [{ ...transfer, amount: '200000', crossBorder: true }],
      ['0504 1'],
    ],
    [
      'person domestic 100,000 USD',
      'individual',
      [{ ...transfer, amount: '100000', currency: 'USD' }],
      ['0503 1'],
    ],
    ['classes are not added', 'individual', [{ amount: '40000' }, { ...transfer, amount: '460000' }], []],
    [
      'two days',
      'individual',
      [
        { amount: '30000', bookedAt: '2026-03-17T23:50:00+08:00' },
        { amount: '30000', bookedAt: '2026-03-18T00:10:00+08:00' },
      ],
      [],
    ],
    ['EUR 9,300 at 1.08', 'individual', [{ amount: '9300', currency: 'EUR' }], ['0501 1']],
    ['EUR 9,259.25 at 1.08 is 9,999.99', 'individual', [{ amount: '9259.25', currency: 'EUR' }], []],
    [
      'CNY and foreign currency are not added',
      'individual',
      [{ amount: '30000' }, { amount: '9000', currency: 'USD' }],
      [],
    ],
    [
      'attempted and declined do not count',
      'individual',
      [
        { amount: '50000', outcome: 'attempted' },
        { amount: '50000', outcome: 'declined' },
      ],
      [],
    ],
    [
      'cash and transfer both large',
      'individual',
      [{ amount: '50000' }, { ...transfer, amount: '500000' }],
      ['0501 1', '0503 1'],
    ],
  ];
  it.each(cases)('%s', (_name, kind, fields, expected) => expectAlerts(kind, fields, expected));

  it('measures each side and names what counted', async () => {
    const number = await customer();
    await post(sent(number, { amount: '9300', currency: 'EUR' }), sent(number, { amount: '100' }));
    const [alert] = await alertsOf(number);
    expect(alert!.measures).toEqual({
      cny: { sum: '100.00', limit: '50000.00', count: 1, crossed: false },
      usd: { sum: '10044.00', limit: '10000.00', count: 1, crossed: true },
    });
    expect(alert!.transactions).toBe(1);
  });

  it('gives the same with another order and other batches', async () => {
    const number = await customer();
    await post(sent(number, { amount: '30000' }));
    const results = await post(sent(number, { amount: '20000' }));
    expect(results[0]!.alerts).toHaveLength(1);
    const grown = await post(sent(number, { amount: '1' }));
    expect(grown[0]!.alerts).toEqual(results[0]!.alerts);
    expect(brief(await alertsOf(number))).toEqual(['0501 3']);
  });
});

describe('exemptions', () => {
  const big = { method: 'transfer', channel: 'counter', amount: '3000000' };
  const items: [number, string, Kind, Sent][] = [
    [
      1,
      'term deposit renewed for the same customer',
      'individual',
      { category: 'term-deposit-renewal', counterparty: { customerNumber: 'SELF' } },
    ],
    [
      2,
      'foreign currency into foreign currency',
      'individual',
      { category: 'fx-trading', currency: 'USD', method: 'exchange' },
    ],
    [
      3,
      'a public body on the other side',
      'organisation',
      { counterparty: { name: '某市财政局', publicBody: true } },
    ],
    [4, 'inter-bank lending', 'organisation', { category: 'interbank-lending' }],
    [4, 'inter-bank bonds', 'organisation', { category: 'interbank-bond' }],
    [5, 'gold on the exchange', 'organisation', { category: 'gold-exchange' }],
    [6, 'internal allocation', 'organisation', { category: 'internal-allocation' }],
    [7, 'on-lending', 'organisation', { category: 'international-loan-onlending' }],
    [8, 'debt swap', 'organisation', { category: 'international-loan-swap' }],
    [9, 'interest', 'organisation', { category: 'interest' }],
    [9, 'tax', 'organisation', { category: 'tax' }],
    [9, 'correction of an error', 'organisation', { category: 'correction' }],
    [10, 'another case', 'organisation', { category: 'other-exempt' }],
  ];
  it.each(items)('item %i: %s', async (item, _name, kind, fields) => {
    const number = await customer(kind);
    const counterparty =
      (fields['counterparty'] as { customerNumber?: string } | undefined)?.customerNumber === 'SELF'
        ? { counterparty: { customerNumber: number } }
        : {};
    await post(sent(number, { ...big, ...fields, ...counterparty }));
    expect(await alertsOf(number)).toEqual([]);
    const list = await service.as.officer.get(`/api/v1/transactions?customerNumber=${number}`);
    const page = await service.as.officer.get(`/api/v1/transactions/${list.body.items[0].id}`);
    expect(page.body.exemptions).toEqual([
      expect.objectContaining({
        item,
        state: 'applied',
        rule: kind === 'individual' ? 'cn-large-value-0503' : 'cn-large-value-0502',
      }),
    ]);
  });

  it('a renewal for somebody else is not exempt', () =>
    expectAlerts(
      'individual',
      [{ ...big, category: 'term-deposit-renewal', counterparty: { customerNumber: 'X' } }],
      ['0503 1'],
    ));
  it('a public hospital is no public body', () =>
    expectAlerts(
      'organisation',
      [{ ...big, counterparty: { name: '某市人民医院', publicBody: false } }],
      ['0502 1'],
    ));
  it('a customer that is a public body', () => expectAlerts('organisation', [big], [], { publicBody: true }));
  it('conversion into yuan is not exempt', () =>
    expectAlerts('individual', [{ ...big, category: 'fx-trading', method: 'exchange' }], ['0503 1']));
  it('foreign exchange trading of a firm is not exempt', () =>
    expectAlerts(
      'organisation',
      [{ ...big, category: 'fx-trading', currency: 'USD', method: 'exchange' }],
      ['0502 1'],
    ));
});

describe('what takes back', () => {
  it('a reversal withdraws the alert, which stays readable', async () => {
    const number = await customer();
    const original = sent(number, { amount: '60000' });
    await post(original);
    await post(
      sent(number, {
        amount: '60000',
        direction: 'out',
        category: 'reversal',
        reverses: { source: original['source'], reference: original['reference'] },
        bookedAt: '2026-03-19T09:00:00+08:00',
      }),
    );
    const [alert] = await alertsOf(number);
    expect(alert!.status).toBe('withdrawn');
    expect(alert!.rule).toBe('0501');
  });

  it('a partial reversal leaves the rest; a later movement opens the alert again', async () => {
    const number = await customer();
    const original = sent(number, { amount: '60000' });
    const reversal = (amount: string): Sent =>
      sent(number, {
        amount,
        direction: 'out',
        category: 'reversal',
        reverses: { source: original['source'], reference: original['reference'] },
        bookedAt: '2026-03-18T12:00:00+08:00',
      });
    await post(original, reversal('5000'));
    expect((await alertsOf(number))[0]!.measures['cny']).toMatchObject({ sum: '55000.00', count: 1 });
    await post(reversal('10000'));
    expect((await alertsOf(number))[0]!.status).toBe('withdrawn');
    await post(sent(number, { amount: '5000' }));
    const [again] = await alertsOf(number);
    expect(again).toMatchObject({ status: 'open', measures: { cny: { sum: '50000.00', count: 2 } } });
  });

  it('what was taken back while the alert was withdrawn is no evidence when it opens again', async () => {
    const number = await customer();
    const original = sent(number, { amount: '60000' });
    const later = sent(number, { amount: '50000' });
    await post(original);
    await post(
      sent(number, {
        amount: '60000',
        direction: 'out',
        category: 'reversal',
        reverses: { source: original['source'], reference: original['reference'] },
        bookedAt: '2026-03-18T12:00:00+08:00',
      }),
    );
    await post(later);
    const [{ id, status, measures }] = (await alertsOf(number)) as [Seen];
    expect([status, measures['cny']!.sum, measures['cny']!.count]).toEqual(['open', '50000.00', 1]);
    const { body } = await service.as.officer.get(`/api/v1/alerts/${id}`);
    const evidence = body.transactions as { reference: string; withdrawn?: boolean }[];
    expect(evidence.map(({ reference, withdrawn = false }) => [reference, withdrawn]).sort()).toEqual(
      [
        [original['reference'], true],
        [later['reference'], false],
      ].sort(),
    );
  });

  it('a correction in the same direction stands in for the original', async () => {
    const number = await customer();
    const original = sent(number, { amount: '60000' });
    await post(original);
    await post(
      sent(number, {
        amount: '40000',
        category: 'correction',
        reverses: { source: original['source'], reference: original['reference'] },
      }),
    );
    expect((await alertsOf(number))[0]!.status).toBe('withdrawn');
    await post(sent(number, { amount: '10000' }));
    expect((await alertsOf(number))[0]!).toMatchObject({
      status: 'open',
      measures: { cny: { sum: '50000.00', count: 2 } },
    });
  });
});
