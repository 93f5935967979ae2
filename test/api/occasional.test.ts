import { HEAD_OFFICE } from '../../src/access/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const DOCUMENT = { type: 'resident-id', number: '11010519491231002X' };
const walkIn = { name: '王五', dateOfBirth: '1949-12-31', documents: [DOCUMENT] };

const movement = (reference: string, amount: string, more: object = {}) => ({
  source: 'counter',
  reference,
  conductor: walkIn,
  bookedAt: '2026-03-01T10:00:00+08:00',
  direction: 'in',
  amount,
  currency: 'CNY',
  method: 'cash',
  channel: 'counter',
  ...more,
});

beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-02T02:00:00.000Z') });
  const transactions = [
    movement('A1', '20000.00'),
    movement('A2', '9000.00', { bookedAt: '2026-02-20T10:00:00+08:00' }),
    movement('B1', '45000.00', {
      conductor: { name: '赵六', documents: [{ type: 'passport', number: 'E12345678' }] },
    }),
  ];
  const posted = await service.as.core.post('/api/v1/transactions').send({ transactions });
  expect(posted.body.accepted).toBe(3);
});
afterAll(() => service?.close());

const check = (body: object, language = 'en') =>
  service.as.teller.post('/api/v1/occasional-transaction-checks').set('Accept-Language', language).send(body);
const remittance = (amount: string, more: object = {}) => ({
  service: 'cash-remittance',
  amount,
  currency: 'CNY',
  ...more,
});
const verdict = async (body: object) => {
  const { status, body: answer } = await check(body);
  expect(status).toBe(200);
  return [answer.dueDiligenceRequired, answer.reasons.map(({ code }: { code: string }) => code)];
};

describe('POST /occasional-transaction-checks', () => {
  it('answers with reasons in the language of the reader, and the limits with their article', async () => {
    const english = await check(remittance('50000.00'));
    expect(english.body).toEqual({
      dueDiligenceRequired: true,
      reasons: [{ code: 'limit-reached', message: expect.stringContaining('(art. 7, 9)') }],
      thresholds: [
        {
          id: 'one-off',
          measure: 'due-diligence',
          instrument: expect.stringContaining('Customer Due Diligence'),
          article: '7, 9',
          cny: '50000',
          usd: '10000',
          linked: true,
          reached: true,
        },
      ],
    });
    const chinese = await check(remittance('50000.00'), 'zh-CN');
    expect(chinese.body.reasons[0].message).toContain('核实客户身份');
    expect(await verdict(remittance('49999.99'))).toEqual([false, []]);
  });

  it('adds what the same person did without an account in the days before, under any form of the document', async () => {
    for (const number of ['11010519491231002X', '110105 19491231 002x', '110105491231002'])
      expect(await verdict(remittance('30000.00', { document: { ...DOCUMENT, number } }))).toEqual([
        true,
        ['limit-reached-linked'],
      ]);
    // The movement of ten days ago is too old to be linked by itself.
    expect(await verdict(remittance('29999.99', { document: DOCUMENT }))).toEqual([false, []]);
    expect(await verdict(remittance('29999.99', { document: DOCUMENT, on: '2026-02-20' }))).toEqual([
      false,
      [],
    ]);
  });

  it('adds what is named, and says what it does not find', async () => {
    const named = remittance('21000.00', { document: DOCUMENT, linkedReferences: ['A1', 'A2'] });
    expect(await verdict(named)).toEqual([true, ['limit-reached-linked']]);
    const other = remittance('5000.00', { linkedReferences: [{ source: 'counter', reference: 'B1' }] });
    expect(await verdict(other)).toEqual([true, ['limit-reached-linked']]);
    expect(await verdict(remittance('1.00', { linkedReferences: ['B1', 'no such'] }))).toEqual([
      false,
      ['linked-not-found'],
    ]);
  });

  it('converts by the rate of the month, and errs on the careful side without one', async () => {
    const euros = { service: 'cash-exchange', amount: '9000.00', currency: 'EUR' };
    expect(await verdict(euros)).toEqual([true, ['rate-missing']]);
    const put = (rate: string) =>
      service.as.core
        .put('/api/v1/exchange-rates/2026-03-01')
        .send({ kind: 'safe-monthly', base: 'USD', rates: { EUR: rate } });
    expect((await put('1.10')).status).toBe(200);
    expect(await verdict(euros)).toEqual([false, []]);
    expect(await verdict({ ...euros, amount: '9091.00' })).toEqual([true, ['limit-reached']]);
  });

  it('knows only customers of the own branch and walk-ins by number', async () => {
    const customer = { kind: 'individual', name: '张三', customerNumber: 'C1', branch: HEAD_OFFICE };
    expect((await service.as.core.post('/api/v1/customers').send(customer)).status).toBe(201);
    const branch = { code: 'FAR', name: '远方支行', country: 'CHN' };
    expect((await service.as.admin.post('/api/v1/branches').send(branch)).status).toBe(201);
    const far = { ...customer, customerNumber: 'C2', branch: 'FAR' };
    expect((await service.as.core.post('/api/v1/customers').send(far)).status).toBe(201);
    const answers = await Promise.all(
      ['C2', 'nobody'].map((customerNumber) => check(remittance('1.00', { customerNumber }))),
    );
    expect(answers.map(({ status, body }) => [status, body.errors])).toEqual([
      [422, [expect.objectContaining({ code: 'unknown-customer' })]],
      [422, answers[0]!.body.errors],
    ]);
    const officer = await service.as.officer
      .post('/api/v1/occasional-transaction-checks')
      .send(remittance('1.00', { customerNumber: 'C2' }));
    expect(officer.status).toBe(200);
  });

  it('leaves a trace of whose movements were looked at, without a word of them', async () => {
    await check(remittance('30000.00', { document: DOCUMENT }));
    const events = await service.db.query<{ subject_kind: string; details: object }>(
      "SELECT subject_kind, details FROM audit_event WHERE action = 'occasional-transaction.checked' ORDER BY id DESC LIMIT 1",
    );
    expect(events).toEqual([
      { subject_kind: 'customer', details: { service: 'cash-remittance', linked: 1 } },
    ]);
  });

  it.each([
    [{ service: 'card-game', amount: '1.00', currency: 'CNY' }, '/service'],
    [remittance('0.00'), '/amount'],
    [remittance('1.001'), '/amount'],
    [remittance('-5.00'), '/amount'],
    [{ service: 'cash-remittance', amount: 5, currency: 'CNY' }, '/amount'],
  ])('refuses %j', async (body, pointer) => {
    const answer = await check(body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  });
});
