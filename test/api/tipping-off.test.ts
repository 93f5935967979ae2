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
  name: string;
  kind: 'individual' | 'organisation';
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

async function make(
  customerNumber: string,
  number: string,
  mobile: string,
  more: { kind?: Made['kind']; name?: string } & Record<string, unknown> = {},
): Promise<Made> {
  const { kind = 'individual', name = '张晓明', ...rest } = more;
  const person = { nationality: 'CHN', gender: 'male', occupation: '20200' };
  const answer = await service.as.core.post('/api/v1/customers').send({
    ...(kind === 'individual' ? person : {}),
    ...{ customerNumber, kind, name },
    branch: HEAD_OFFICE,
    documents: [{ type: kind === 'individual' ? 'passport' : 'other', number, validUntil: '2035-01-01' }],
    contacts: [{ type: 'mobile', value: mobile, consent: true }],
    addresses: [{ type: 'residence', text: `北京市朝阳区测试路${customerNumber}号`, country: 'CHN' }],
    accounts: [
      { accountNumber: `A${customerNumber}`, type: '120002', currency: 'CNY', openedOn: '2018-07-01' },
    ],
    ...rest,
  });
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return { id: answer.body.id, name, kind, customerNumber, number, mobile };
}

const drainAll = async () => {
  for (const name of JOBS) await service.scheduler.drain(name);
};

/** What is the customer's own is named alike, so that two customers can be compared. */
const anonymous = (text: string, { id, customerNumber, number, mobile }: Made): string =>
  [id, customerNumber, number, mobile].reduce((left, own, at) => left.replaceAll(own, `<own ${at}>`), text);

const readableByTellers = (): Route[] =>
  service.routes.filter((route) => route.method === 'get' && verdict(route, 'teller') === 'may');

const urlOf = (path: string, { id }: Made): string =>
  `/api/v1${path.replace('{id}', id).replace(/\{\w+\}/g, 'none')}`;

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
    await keep(path, teller.get(urlOf(path, customer)));
    if (!path.includes('{'))
      await keep(
        `${path}?customerNumber`,
        teller.get(urlOf(path, customer)).query({ customerNumber: customer.customerNumber }),
      );
  }
  for (const query of [customer.name, customer.customerNumber, customer.number, customer.number.slice(-4)])
    await keep(
      `search ${anonymous(query, customer)}`,
      teller.post('/api/v1/customer-searches').send({ query }),
    );
  await keep(
    'duplicates',
    teller.post('/api/v1/customer-duplicate-checks').send({
      ...{ kind: customer.kind, name: customer.name },
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
  await rateHigh(id);
  await drainAll();
}

async function rateHigh(id: string): Promise<void> {
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

it('names to a branch nobody who is not bound to one', async () => {
  const customer = await make('K0012', 'E12000012', '13812000012', { kind: 'organisation' });
  const of = `/api/v1/customers/${customer.id}`;
  const [row] = await service.db.query<{ key: string }>(
    'SELECT id AS key FROM customer_view WHERE public_id = $1',
    [customer.id],
  );
  const [task] = await service.db.inTransaction((tx) =>
    service.container.reviewTasks.raise(tx, [
      {
        ...{ customerKey: row!.key, kind: 'doubt', episode: 'names', dueOn: '2026-04-01' },
        ...{ ask: { en: 'Look again.', zh: '请复核。' }, audience: 'front-line' },
      },
    ]),
  );
  const assignment = `/api/v1/review-tasks/${task!.id}/assignment`;
  const work = async (who: 'teller' | 'officer', language: 'zh' | 'en') => {
    const { version } = (await service.as[who].get(of)).body as { version: number };
    const changed = service.as[who].patch(of).set('If-Match', String(version));
    const holder = { kind: 'person', name: `王芳${language}` };
    const answers = [
      // Compliance changes no record.
      ...(who === 'teller' ? [await changed.send({ businessScope: '软件' })] : []),
      await service.as[who].post(`${of}/contact-preferences`).send({ language, how: 'phone' }),
      await service.as[who].post(`${of}/relationships`).send({ type: 'manages', source: 'declared', holder }),
      await service.as[who].post(assignment).send({ assignee: who }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      ...(who === 'teller' ? [200] : []),
      ...[201, 201, 200],
    ]);
  };
  await work('officer', 'en');
  const asked = async (query: string) =>
    (
      (await service.as.teller.get(`/api/v1/review-tasks?customerNumber=K0012&assignee=${query}`)).body
        .items as {
        assignee: string | null;
      }[]
    ).map(({ assignee }) => assignee);
  expect(await asked('none')).toEqual([null]);
  expect(await asked('officer')).toEqual([]);
  for (const [path, text] of await view(customer))
    expect([path, text]).toEqual([path, expect.not.stringContaining('"officer"')]);
  expect((await service.as.officer.get(`${of}/timeline`)).text).toContain('"officer"');
  // What compliance has, nobody has: a branch may take it, and is named to itself.
  expect((await service.as.teller.post(assignment).send({ assignee: null })).body.assignee).toBeNull();
  await work('teller', 'zh');
  expect(await asked('me')).toEqual(['teller']);
  expect((await service.as.teller.get(`${of}/contact-preferences`)).body.history).toMatchObject([
    { by: 'teller' },
    { by: null },
  ]);
  const named = (
    (await service.as.teller.get(`${of}/timeline`)).body.items as { code: string; actor: string | null }[]
  )
    .filter(({ code }) => /identity|relationship-recorded/.test(code))
    .map(({ actor }) => actor);
  expect([
    named.filter((name) => name === 'teller').length,
    named.filter((name) => name === null).length,
  ]).toEqual([2, 1]);
});

describe('owners of twins, one rated high and under stronger measures', () => {
  const owners = async (of: Made, as: 'teller' | 'officer') => {
    const { body } = await service.as[as].get(`/api/v1/customers/${of.id}/beneficial-owners`);
    return body as {
      version: number;
      determination: { outcome: string; owners: unknown[] };
      confirmations: unknown[];
    };
  };
  const post = async (of: Made, path: string, body: object, as: 'teller' | 'officer' = 'officer') => {
    // What happens at one instant stands in no order.
    service.clock.advance(1_000);
    const answer = await service.as[as].post(`/api/v1/customers/${of.id}/${path}`).send(body);
    expect([path, answer.status, answer.body.errors]).toEqual([path, expect.any(Number), undefined]);
    expect(answer.status).toBeLessThan(300);
  };
  const relate = (of: Made, type: string, holder: object, share?: string) =>
    post(of, 'relationships', {
      ...{ type, holder, since: '2020-01-01', source: 'document' },
      ...(share === undefined ? {} : { share }),
    });
  const person = (name: string, number: string) => ({
    ...{ kind: 'person', name, gender: 'male', nationality: 'CHN', dateOfBirth: '1980-01-01' },
    documents: [{ type: 'passport', number, validUntil: '2035-01-01' }],
  });

  /** What a teller reads of a customer alone, without instants and with ids named in the order in which they appear. */
  const alone = async (of: Made, also: readonly Made[]): Promise<Record<string, string>> => {
    const seen = new Map<string, string>();
    const asked = readableByTellers()
      .map(({ path }) => path)
      .filter((path) => /^\/(customers\/\{id\}|review-tasks$|notices$)/.test(path));
    await Promise.all(
      asked.map(async (path) => {
        const query = path.includes('{') ? {} : { customerNumber: of.customerNumber };
        const { status, text } = await service.as.teller.get(urlOf(path, of)).query(query);
        seen.set(path, `${status} ${text}`);
      }),
    );
    expect(seen.size).toBeGreaterThan(12);
    for (const [name, text] of seen) {
      const ids: string[] = [];
      seen.set(
        name,
        also
          .reduce((left, one) => anonymous(left, one), text)
          .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (id) => {
            if (!ids.includes(id)) ids.push(id);
            return `<id ${ids.indexOf(id)}>`;
          })
          .replace(/双生\d/g, '双生')
          .replace(/E\d{8}/g, '<passport>')
          .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<instant>'),
      );
    }
    return steady(seen);
  };

  it('holds nothing simplified while a suspicion stands, and shows a branch what it showed before', async () => {
    const body = await make('K7001', 'B70000001', '13870000001', {
      ...{ kind: 'organisation', name: '某律师事务所', businessScope: '法律服务' },
    });
    await post(body, 'body-types', { bodyType: 'professional-firm' });
    await relate(body, 'owns', person('合伙人', 'E73000001'), '60');
    await relate(body, 'manages', person('负责人', 'E75000001'));
    await drainAll();
    const outcome = async () => (await owners(body, 'officer')).determination.outcome;
    expect(await outcome()).toBe('simplified');
    const before = steady(await view(body));
    await service.as.teller.post('/api/v1/referrals').send({ customerNumber: 'K7001', text: '可疑' });
    await drainAll();
    expect(await outcome()).not.toBe('simplified');
    expect(steady(await view(body))).toEqual(before);
  });

  it.each([
    ['company', '5'],
    ['professional-firm', '6'],
  ])('look the same in everything a teller reads of a %s, whatever is done', async (bodyType, mark) => {
    const twin = async (n: number) => {
      const mobile = `138${mark}000000${n}`;
      const { kind: _kind, ...representative } = person('代表', `E${mark}100000${n}`);
      const body = await make(`K${mark}00${n}`, `B${mark}000000${n}`, mobile, {
        ...{ kind: 'organisation', name: `双生${n}有限公司`, businessScope: '软件开发' },
        legalRepresentative: representative,
      });
      const minor = await make(`K${mark}10${n}`, `E${mark}200000${n}`, `139${mark}000000${n}`, {
        name: `双生${n}股东`,
      });
      await post(body, 'body-types', { bodyType });
      await relate(body, 'owns', person('大股东', `E${mark}300000${n}`), '60');
      await relate(body, 'owns', person('二股东', `E${mark}400000${n}`), '28');
      await relate(body, 'owns', { customerNumber: minor.customerNumber }, '12');
      await relate(body, 'manages', person('经理', `E${mark}500000${n}`));
      return { body, minor };
    };
    const [one, other] = [await twin(1), await twin(2)];
    await drainAll();
    const bodyOf = (of: typeof one) => alone(of.body, [of.body, of.minor]);
    const minorOf = (of: typeof one) => alone(of.minor, [of.body, of.minor]);
    const compare = async () => expect(await bodyOf(one)).toEqual(await bodyOf(other));
    await compare();
    const before = [await bodyOf(one), await minorOf(one)];
    const usual = (await owners(one.body, 'teller')).version;

    await rateHigh(one.body.id);
    await post(one.body, 'beneficial-owners/measures', { measure: 'stronger', reason: 'x' });
    await drainAll();
    expect((await owners(one.body, 'officer')).determination.owners).toHaveLength(3);
    expect([await bodyOf(one), await minorOf(one)]).toEqual(before);

    // Days go by, officers and branches confirm what they see, other owners come in.
    const words = { method: '查阅资料', evidence: ['章程'] };
    const officers = { ...words, version: (await owners(one.body, 'officer')).version };
    await post(one.body, 'beneficial-owners/determinations', officers);
    for (const { body } of [one, other]) {
      expect((await owners(body, 'teller')).version).toBe(usual);
      await post(body, 'beneficial-owners/determinations', { ...words, version: usual }, 'teller');
    }
    await compare();
    for (const [n, { body }] of [one, other].entries())
      await relate(body, 'votes', person('新人', `E${mark}600000${n}`), '100');
    await drainAll();
    await compare();
    await post(one.body, 'beneficial-owners/measures', { measure: 'standard', reason: 'x' });
    await drainAll();
    await compare();
    expect(await minorOf(one)).toEqual(await minorOf(other));
  });
});

it('bars simplified due diligence when a suspicion arises, and no branch sees it', async () => {
  const level = { dueDiligence: 'simplified', occupation: undefined };
  const [one, other] = [
    await make('K0017', 'E17000007', '13817005555', level),
    await make('K0018', 'E18000008', '13818005555', level),
  ];
  await drainAll();
  const before = steady(await view(one));
  await service.as.teller.post('/api/v1/referrals').send({ customerNumber: 'K0017', text: '可疑' });
  await drainAll();
  expect(steady(await view(one))).toEqual(before);
  // Nor is the level refused when it is registered anew.
  const changed = async (of: Made, version: number, dueDiligence: string) => {
    const { status, text } = await service.as.teller
      .patch(`/api/v1/customers/${of.id}`)
      .set('If-Match', String(version))
      .send({ dueDiligence });
    return `${status} ${anonymous(text, of)}`.replace(/"instance":"[^"]*"/g, '');
  };
  for (const [version, dueDiligence] of [
    [1, 'standard'],
    [2, 'simplified'],
  ] as const) {
    const answer = await changed(one, version, dueDiligence);
    expect(answer).toMatch(
      dueDiligence === 'standard' ? /^200 .*missing-occupation/ : /^200 .*"status":"active"/,
    );
    expect(answer).toBe(await changed(other, version, dueDiligence));
  }

  const asked = async ({ customerNumber }: Made) =>
    (await service.as.officer.get('/api/v1/review-tasks').query({ customerNumber, kind: 'doubt' })).body
      .items;
  const full = async ({ id }: Made, as: 'officer' | 'teller' = 'officer') =>
    service.as[as].get(`/api/v1/customers/${id}/full-due-diligence`);
  expect(await asked(one)).toMatchObject([
    { audience: 'compliance', ask: { en: expect.stringContaining('no longer holds') } },
  ]);
  expect(await asked(other)).toEqual([]);
  expect((await full(one)).body).toMatchObject({ level: 'simplified', barred: true });
  expect((await full(one)).body.findings.map(({ code }: { code: string }) => code)).toContain(
    'missing-occupation',
  );
  expect((await full(other)).body).toMatchObject({ level: 'simplified', barred: false });
  expect((await full(one, 'teller')).status).toBe(403);

  // What was excluded bars nothing; another suspicion does again.
  const [alert] = await service.db.query<{ rule_id: string; customer_id: string; episode: string }>(
    `SELECT a.rule_id, a.customer_id, a.episode FROM alert_view a JOIN customer_view c ON c.id = a.customer_id
     WHERE c.public_id = $1`,
    [one.id],
  );
  const { rule_id: ruleId, customer_id: customerId, episode } = alert!;
  await service.db.inTransaction((tx) =>
    service.container.alerts.settle(tx, { ruleId, customerId, episode }, 'excluded'),
  );
  expect(await asked(one)).toEqual([]);
  expect((await full(one)).body.barred).toBe(false);
  await service.as.teller.post('/api/v1/referrals').send({ customerNumber: 'K0017', text: '又可疑' });
  expect(await asked(one)).toHaveLength(1);
});

it('asks for a review that a rating brought near as for any other: when it is due tells nothing', async () => {
  const [rated, other] = [
    await make('K0005', 'E50000005', '13850005555'),
    await make('K0006', 'E60000006', '13860005555'),
  ];
  await drainAll();
  const today = '2026-03-21';
  const setRisk = (of: Made, riskLevel: string, nextReviewOn: string) =>
    service.db.inTransaction(async (tx) => {
      const [row] = await tx.query<{ key: string }>(
        'SELECT id AS key FROM customer_view WHERE public_id = $1',
        [of.id],
      );
      await service.container.customers.setRisk(tx, [{ key: row!.key, riskLevel, nextReviewOn }]);
    });
  // The one was rated anew and should have been reviewed long ago; the time of the other comes in thirty days.
  await setRisk(rated, 'high', '2025-11-03');
  await setRisk(other, 'low', '2026-04-20');
  service.clock.advance(86_400_000);
  await service.signInAgain();
  await service.scheduler.drain('daily-review');
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const seen = async (of: Made) => {
    const all = steady(await view(of));
    return Object.fromEntries(
      // What is not about one customer shows both.
      Object.entries(all)
        .filter(([path]) => path.includes('{id}') || path.includes('?customerNumber'))
        .map(([path, text]) => [path, text.replace(ids, '<id>')]),
    );
  };
  const [left, right] = [await seen(rated), await seen(other)];
  expect(left['/review-tasks?customerNumber']).toContain(`"kind":"periodic-review","customerId":"<own 0>"`);
  expect(left['/review-tasks?customerNumber']).toContain(`"raisedOn":"${today}","dueOn":"2026-04-20"`);
  expect(left).toEqual(right);
  for (const text of Object.values(left)) expect(text).not.toMatch(/2025-11-03|"nextReviewOn":"/);
});

it('shows a branch no hit of a customer it serves, found by a list or by what the branch enters', async () => {
  const [listed, other] = [
    await make('K0071', 'E71000007', '13871000007'),
    await make('K0081', 'E81000008', '13881000008'),
  ];
  await drainAll();
  const teller = service.as.teller;
  const pages = async () => ({
    home: (await teller.get('/api/v1/home')).body,
    pending: (await teller.get('/api/v1/customers?status=pending')).body,
    active: (await teller.get('/api/v1/customers?status=active&limit=500')).body,
  });
  const before = { one: steady(await view(listed)), other: steady(await view(other)), pages: await pages() };
  const put = (...lines: string[]) =>
    service.as.officer
      .post('/api/v1/watchlists/internal/imports')
      .set('content-type', 'text/csv')
      .send(['entityId,kind,name,aliases,dateOfBirth,documentNumbers', ...lines].join('\n'))
      .expect(202);
  const stateOf = async ({ id }: Made) =>
    (await service.as.officer.get(`/api/v1/customers/${id}`)).body.screening.state as string;

  await put('L7,individual,别人,,,E71000007');
  await drainAll();
  expect([await stateOf(listed), await stateOf(other)]).toEqual(['hit', 'clear']);
  expect({ one: steady(await view(listed)), other: steady(await view(other)), pages: await pages() }).toEqual(
    before,
  );

  // The same change of both, one of them to a listed number: the same answer.
  await put('L7,individual,别人,,,E71000007', 'L8,individual,别人,,,E81000018');
  const change = async (of: Made, number: string) => {
    const { version } = (await teller.get(`/api/v1/customers/${of.id}`)).body;
    const answer = await teller
      .patch(`/api/v1/customers/${of.id}`)
      .set('If-Match', String(version))
      .send({ documents: [{ type: 'passport', number, validUntil: '2035-01-01' }] });
    return anonymous(`${answer.status} ${answer.text}`, of).replaceAll(number, '<new>');
  };
  const [hit, plain] = [await change(other, 'E81000018'), await change(listed, 'E71000017')];
  expect([await stateOf(other), hit]).toEqual(['hit', plain]);
  await drainAll();
  expect((await pages()).home).toEqual(before.pages.home);
});

it('asks nothing of a customer of whom a list tells, whose data are whole', async () => {
  const customer = await make('K0009', 'E90000009', '13890000009');
  const listed = 'entityId,kind,name,aliases,dateOfBirth,documentNumbers\nL1,individual,别人,,,E90000009';
  await service.as.officer
    .post('/api/v1/watchlists/internal/imports')
    .set('content-type', 'text/csv')
    .send(listed)
    .expect(202);
  expect((await service.as.officer.get(`/api/v1/customers/${customer.id}`)).body).toMatchObject({
    ...{ status: 'active', screening: { state: 'hit' } },
  });
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
