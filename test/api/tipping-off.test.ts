import { HEAD_OFFICE } from '../../src/access/index.js';
import { verdict } from '../../src/commands/generated/permission-page.js';
import type { Route } from '../../src/platform/index.js';
import { startTestService, type TestService } from '../support/service.js';

/*
 * Telling a customer, or who serves one, that compliance looks at the customer is an offence. A teller's whole view,
 * every list, page, count, search and error of every route a teller may read, is taken before and after a customer
 * fell under suspicion, and beside another customer about whom there is nothing: they must be the same.
 */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
});
afterAll(() => service?.close());

interface Made {
  id: string;
  customerNumber: string;
  number: string;
  mobile: string;
}

const JOBS = [
  'risk-rating-watch',
  'risk-rating-queue',
  'beneficial-owners',
  'daily-review',
  'notice-release',
];

async function make(customerNumber: string, number: string, mobile: string): Promise<Made> {
  const answer = await service.as.core.post('/api/v1/customers').send({
    customerNumber,
    kind: 'individual',
    branch: HEAD_OFFICE,
    name: '张晓明',
    nationality: 'CHN',
    gender: 'male',
    occupation: '20200',
    documents: [{ type: 'passport', number, longTerm: true }],
    contacts: [{ type: 'mobile', value: mobile, consent: true }],
    addresses: [{ type: 'residence', text: `北京市朝阳区测试路${customerNumber}号`, country: 'CHN' }],
    accounts: [
      { accountNumber: `A${customerNumber}`, type: '120002', currency: 'CNY', openedOn: '2018-07-01' },
    ],
  });
  expect(answer.status).toBe(201);
  return { id: answer.body.id, customerNumber, number, mobile };
}

const drainAll = async () => {
  for (const name of JOBS) await service.scheduler.drain(name);
};

/** What is the customer's own is named alike, so that two customers can be compared. */
const anonymous = (text: string, { id, customerNumber, number, mobile }: Made): string =>
  [id, customerNumber, number, mobile].reduce((left, own, at) => left.replaceAll(own, `<own ${at}>`), text);

const readableByTellers = (): Route[] =>
  service.routes.filter((route) => route.method === 'get' && verdict(route, 'teller') === 'may');

/** Everything a teller can read about a customer, by what was asked. */
async function view(customer: Made): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const keep = async (name: string, request: Promise<{ status: number; text: string; headers: object }>) => {
    const { status, text } = await request;
    seen.set(name, anonymous(`${status} ${text}`, customer));
  };
  const teller = service.as.teller;
  for (const { path } of readableByTellers()) {
    if (/openapi|sessions/.test(path)) continue;
    const url = `/api/v1${path.replace('{id}', customer.id).replace(/\{\w+\}/g, 'none')}`;
    await keep(path, teller.get(url));
    if (!path.includes('{'))
      await keep(
        `${path}?customerNumber`,
        teller.get(url).query({ customerNumber: customer.customerNumber }),
      );
  }
  for (const query of ['张晓明', customer.customerNumber, customer.number, customer.number.slice(-4)])
    await keep(
      `search ${anonymous(query, customer)}`,
      teller.post('/api/v1/customer-searches').send({ query }),
    );
  await keep(
    'duplicates',
    teller.post('/api/v1/customer-duplicate-checks').send({
      kind: 'individual',
      name: '张晓明',
      documents: [{ type: 'passport', number: customer.number }],
    }),
  );
  await keep(
    'stale change',
    teller.patch(`/api/v1/customers/${customer.id}`).set('If-Match', '99').send({ occupation: '1' }),
  );
  for (const path of ['alerts', 'reports', 'screening-matches', 'rules', 'cases', 'transactions'])
    await keep(path, teller.get(`/api/v1/${path}`).query({ customerNumber: customer.customerNumber }));
  for (const path of ['risk-ratings', 'events'])
    await keep(path, teller.get(`/api/v1/customers/${customer.id}/${path}`));
  return seen;
}

/** Request ids are drawn anew each time. */
const steady = (seen: Map<string, string>): Record<string, string> =>
  Object.fromEntries([...seen].map(([name, text]) => [name, text.replace(/"instance":"[^"]*"/g, '')]));

/** All that can befall a customer at compliance: alert, report, referral, rating, event. */
async function suspect({ customerNumber, id }: Made): Promise<void> {
  const posted = await service.as.core.post('/api/v1/transactions').send({
    ...{
      source: 'core',
      reference: `T-${customerNumber}`,
      customerNumber,
      accountNumber: `A${customerNumber}`,
    },
    ...{ bookedAt: '2026-03-19T10:31:05+08:00', direction: 'in', amount: '60000.00', currency: 'CNY' },
    ...{ method: 'cash', channel: 'counter' },
  });
  expect(posted.body.accepted).toBe(1);
  const referral = await service.as.teller
    .post('/api/v1/referrals')
    .send({ customerNumber, text: '资金来源说不清' });
  expect([referral.status, referral.text]).toEqual([204, '']);
  const alerts = (await service.as.officer.get(`/api/v1/alerts?customerNumber=${customerNumber}`)).body.items;
  expect(alerts.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['due-diligence', 'large-value']);
  const report = await service.as.officer
    .post('/api/v1/reports')
    .send({ kind: 'large-value', businessDate: '2026-03-19' });
  expect(report.status).toBe(201);
  const approved = await service.as.manager.post(`/api/v1/reports/${report.body.id}/approval`).send();
  expect(approved.status).toBe(200);
  const event = {
    source: 'core',
    reference: `E-${customerNumber}`,
    customerNumber,
    occurredOn: '2026-03-19',
  };
  const told = await service.as.core
    .post('/api/v1/customer-events')
    .send({ ...event, type: 'judicial-investigation' });
  expect(told.status).toBeLessThan(300);
  const override = await service.as.officer
    .post(`/api/v1/customers/${id}/risk-ratings`)
    .send({ level: 'high', reason: '资金来源不明' });
  expect([201, 409]).toContain(override.status);
  if (override.status === 201) {
    const decided = await service.as.manager
      .post(`/api/v1/risk-ratings/${override.body.id}/approval`)
      .send({ decision: 'approve', comment: '同意' });
    expect(decided.status).toBe(200);
  }
  await drainAll();
}

it('tells a teller nothing: no list, count, page, search or error differs', async () => {
  const [one, other] = [
    await make('K0001', 'E10000001', '13810000001'),
    await make('K0002', 'E20000002', '13820000002'),
  ];
  await drainAll();
  const [before, beside] = [steady(await view(one)), steady(await view(other))];
  expect(Object.keys(before).length).toBeGreaterThan(40);
  expect(before['/customers/{id}']).toMatch(/^200 /);

  await suspect(one);

  expect(steady(await view(one))).toEqual(before);
  expect(steady(await view(other))).toEqual(beside);
  const [left, right] = [await view(one), await view(other)].map((seen) => steady(seen)['/customers/{id}']);
  expect(left).toBe(right);
});

it('would notice: the same view of an officer differs', async () => {
  const customer = await make('K0003', 'E30000003', '13830000003');
  const asOfficer = async () =>
    (await service.as.officer.get(`/api/v1/alerts?customerNumber=${customer.customerNumber}`)).text;
  const before = await asOfficer();
  await service.as.teller.post('/api/v1/referrals').send({ customerNumber: 'K0003', text: '可疑' });
  expect(await asOfficer()).not.toBe(before);
});

it('asks nothing of a customer of whom a list tells, whose data are whole', async () => {
  const customer = await make('K0009', 'E90000009', '13890000009');
  const listed = 'entityId,kind,name,aliases,dateOfBirth,documentNumbers\nL1,individual,别人,,,E90000009';
  await service.as.officer
    .post('/api/v1/watchlists/internal/imports')
    .set('content-type', 'text/csv')
    .send(listed)
    .expect(202);
  expect((await service.as.officer.get(`/api/v1/customers/${customer.id}`)).body.status).toBe('pending');
  for (let day = 0; day < 40; day += 1) {
    service.clock.advance(86_400_000);
    await service.scheduler.drain('daily-review');
  }
  // Sessions have long ended; the database is asked.
  const tasks = await service.db.query(
    'SELECT audience FROM review_task t JOIN customer c ON c.id = t.customer_id WHERE c.public_id = $1',
    [customer.id],
  );
  expect(tasks).toEqual([{ audience: 'compliance' }]);
  const notices = await service.db.query(
    'SELECT 1 FROM notice n JOIN customer c ON c.id = n.customer_id WHERE c.public_id = $1',
    [customer.id],
  );
  expect(notices).toEqual([]);
});
