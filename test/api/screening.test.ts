import { systemActor } from '../../src/platform/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: 'B1', name: '一支行', country: 'CHN' });
});
afterAll(() => service.close());

const HEADER = 'entityId,kind,name,aliases,dateOfBirth,documentNumbers';
const importList = (...lines: string[]) =>
  service.as.officer
    .post('/api/v1/watchlists/internal/imports?publishedOn=2026-03-01')
    .set('content-type', 'text/csv')
    .send([HEADER, ...lines].join('\n'));
let documents = 0;
const person = (name: string, more: object = {}) => ({
  kind: 'individual',
  branch: 'B1',
  name,
  gender: 'male',
  nationality: 'CHN',
  occupation: '教师',
  addresses: [{ type: 'residence', text: '北京市', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
  documents: [
    {
      type: 'military-id',
      number: `D${1_000_000 + (documents += 1)}`,
      longTerm: true,
      images: ['archive/1'],
    },
  ],
  ...more,
});
const create = async (body: object) => (await service.as.core.post('/api/v1/customers').send(body)).body;
const matchesOf = async (customerNumber: string) =>
  (await service.as.officer.get('/api/v1/screening-matches?limit=500')).body.items.filter(
    (match: { customerNumber: string }) => match.customerNumber === customerNumber,
  );

const standingOf = async (id: string) => {
  const { status, screening } = (await service.as.officer.get(`/api/v1/customers/${id}`)).body;
  return [status, screening.state];
};

describe('a list', () => {
  it('is taken whole, and says what changed', async () => {
    const first = await importList(
      'E1,individual,司徒远山,Situ Yuanshan,1980-05-06,',
      'E2,organisation,远山贸易有限公司,,,',
      'E3,individual,欧阳静,,,X-998877',
    );
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({ state: 'completed', added: 3, changed: 0, removed: 0 });
    const second = await importList(
      'E1,individual,司徒远山,Situ Yuanshan;司徒遠山,1980-05-06,',
      'E3,individual,欧阳静,,,X-998877',
    );
    expect(second.body).toMatchObject({ added: 0, changed: 1, removed: 1 });
    const seen = await service.as.auditor.get(`/api/v1/watchlist-imports/${second.body.id}`);
    expect(seen.body).toEqual(second.body);
  });

  it('is refused with the lines that are wrong, and nothing changes', async () => {
    const answer = await importList('E1,individual,,,,', 'E1,robot,甲,,yesterday,');
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('unreadable-watchlist');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/2/name',
      '/3/entityId',
      '/3/kind',
      '/3/dateOfBirth',
    ]);
    expect((await importList('E1,individual,"司徒远山')).status).toBe(422);
    expect(await matchesOf((await create(person('司徒远山'))).customerNumber)).toHaveLength(1);
  });
});

describe('a customer', () => {
  it('who is on no list is clear', async () => {
    const customer = await create(person('平凡'));
    expect(customer).toMatchObject({ status: 'active', screening: { state: 'clear' } });
  });

  it('of a listed name is pending, alerts the officers, and tells the teller of a check only', async () => {
    const made = await service.as.admin.post('/api/v1/users').send({
      username: 'counter',
      displayName: 'C',
      password: 'a long enough one 1',
      roles: ['teller'],
      branch: 'B1',
    });
    expect(made.status).toBe(201);
    const { token } = (
      await service.anonymous
        .post('/api/v1/sessions')
        .send({ username: 'counter', password: 'a long enough one 1' })
    ).body;
    const answer = await service.anonymous
      .post('/api/v1/customers')
      .set('authorization', `Bearer ${token}`)
      .send(person('司徒遠山', { dateOfBirth: '1980-05-06' }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: 'pending', screening: { state: 'pending' } });
    expect(answer.body.findings.map(({ code }: { code: string }) => code)).toEqual([
      'identity-check-pending',
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/名单|list|"E1"|match/i);
    const alerts = await service.as.officer.get(
      `/api/v1/alerts?kind=screening&customerNumber=${answer.body.customerNumber}`,
    );
    expect(alerts.body.items).toHaveLength(1);
  });

  it('with another birth date is another person; one with the listed document is found whatever the name', async () => {
    expect((await create(person('司徒远山', { dateOfBirth: '1999-01-01' }))).status).toBe('active');
    const found = await create(
      person('无关之人', { documents: [{ type: 'passport', number: 'x 998877', validUntil: '2035-01-01' }] }),
    );
    expect(found).toMatchObject({ status: 'pending', screening: { state: 'hit' } });
  });

  it('is found when the list comes later', async () => {
    const customer = await create(person('后来者'));
    expect(customer.status).toBe('active');
    await importList(
      'E1,individual,司徒远山,Situ Yuanshan;司徒遠山,1980-05-06,',
      'E3,individual,欧阳静,,,X-998877',
      'E9,individual,后来者,,,',
    );
    expect(await standingOf(customer.id)).toEqual(['active', 'hit']);
  });
});

const tasksOf = async (customerNumber: string) =>
  [
    ...(await service.as.officer.get(`/api/v1/review-tasks?customerNumber=${customerNumber}`)).body.items,
    ...(await service.as.officer.get(`/api/v1/review-tasks?status=settled&customerNumber=${customerNumber}`))
      .body.items,
  ].filter(({ kind }: { kind: string }) => kind === 'list-hit');

it('finds a customer although list and customer were stored at the same time, neither seeing the other', async () => {
  let looked = (): void => undefined;
  let commit = (): void => undefined;
  const hasLooked = new Promise<void>((done) => (looked = done));
  const mayCommit = new Promise<void>((done) => (commit = done));
  const stored = service.db.inTransaction(async (tx) => {
    const made = await service.container.customers.create(tx, systemActor, person('同时者') as never);
    looked();
    await mayCommit;
    return made;
  });
  await hasLooked;
  await importList('E3,individual,欧阳静,,,X-998877', 'E20,individual,同时者,,,');
  commit();
  const { id } = await stored;
  expect(await standingOf(id)).toEqual(['active', 'clear']);
  await service.scheduler.drain('screening-catch-up');
  expect(await standingOf(id)).toEqual(['active', 'hit']);
});

describe('a match', () => {
  it('is settled when two different people judge alike, and then frees the customer', async () => {
    const customer = await create(person('欧阳静'));
    const [match] = await matchesOf(customer.customerNumber);
    const [raised] = (
      await service.as.officer.get(`/api/v1/alerts?kind=screening&customerNumber=${customer.customerNumber}`)
    ).body.items;
    expect(await tasksOf(customer.customerNumber)).toMatchObject([
      { status: 'open', audience: 'compliance', collect: [], cause: { kind: 'alert', id: raised.id } },
    ]);
    const decide = (who: 'officer' | 'officer2', decision: string) =>
      service.as[who]
        .post(`/api/v1/screening-matches/${match.id}/decisions`)
        .send({ decision, reason: '出生地不符' });
    expect((await decide('officer', 'false-match')).body.status).toBe('awaiting-second');
    expect((await decide('officer', 'false-match')).body.code).toBe('decided-already');
    expect((await service.as.officer.get(`/api/v1/customers/${customer.id}`)).body.status).toBe('pending');
    expect((await decide('officer2', 'false-match')).body.status).toBe('false-match');
    expect((await decide('officer', 'true-match')).body.code).toBe('match-settled');
    const freed = (await service.as.officer.get(`/api/v1/customers/${customer.id}`)).body;
    expect(freed).toMatchObject({ status: 'active', screening: { state: 'clear' } });
    const alerts = await service.as.officer.get(
      `/api/v1/alerts?kind=screening&customerNumber=${customer.customerNumber}`,
    );
    expect(alerts.body.items[0].status).toBe('excluded');
    expect(await tasksOf(customer.customerNumber)).toMatchObject([{ status: 'settled' }]);
  });

  it('that is true leaves its task to be done', async () => {
    const customer = await create(person('欧阳静'));
    const [match] = await matchesOf(customer.customerNumber);
    for (const who of ['officer', 'officer2'] as const)
      await service.as[who]
        .post(`/api/v1/screening-matches/${match.id}/decisions`)
        .send({ decision: 'true-match', reason: '同一人' })
        .expect(200);
    expect(await tasksOf(customer.customerNumber)).toMatchObject([{ status: 'open' }]);
  });
});

describe('a match judged false', () => {
  const judge = async (customerNumber: string, decision: string, ...people: ('officer' | 'officer2')[]) => {
    const [match] = (await matchesOf(customerNumber)).filter(
      ({ status }: { status: string }) => status === 'open' || status === 'awaiting-second',
    );
    let status;
    for (const who of people)
      ({ status } = (
        await service.as[who]
          .post(`/api/v1/screening-matches/${match.id}/decisions`)
          .send({ decision, reason: '出生地不符' })
          .expect(200)
      ).body);
    return status as string;
  };
  const alertsOf = async (customerNumber: string) =>
    (
      await service.as.officer.get(`/api/v1/alerts?kind=screening&customerNumber=${customerNumber}`)
    ).body.items
      .map(({ status, severity }: { status: string; severity: string }) => `${status} ${severity}`)
      .sort();
  const passport = (number: string) => [{ type: 'passport', number, validUntil: '2035-01-01' }];

  it('opens again when the list learns the number of the customer, and needs two people anew', async () => {
    await importList('E30,individual,闻人远,,,');
    const customer = await create(person('闻人远', { documents: passport('E30303030') }));
    expect(await judge(customer.customerNumber, 'false-match', 'officer', 'officer2')).toBe('false-match');
    expect(await standingOf(customer.id)).toEqual(['active', 'clear']);
    await importList('E30,individual,闻人远,,,E99999999');
    await service.scheduler.drain('screening-catch-up');
    expect(await standingOf(customer.id)).toEqual(['active', 'clear']);

    await importList('E30,individual,闻人远,,,E99999999;E30303030');
    await service.scheduler.drain('screening-catch-up');
    expect(await standingOf(customer.id)).toEqual(['active', 'hit']);
    expect(await matchesOf(customer.customerNumber)).toMatchObject([
      { status: 'open', matchedBy: 'document' },
    ]);
    expect(await alertsOf(customer.customerNumber)).toEqual(['excluded high', 'open critical']);
    expect(
      (await tasksOf(customer.customerNumber)).map(({ status }: { status: string }) => status).sort(),
    ).toEqual(['open', 'settled']);
    expect(await judge(customer.customerNumber, 'false-match', 'officer')).toBe('awaiting-second');
    expect(await judge(customer.customerNumber, 'false-match', 'officer2')).toBe('false-match');
    expect(await alertsOf(customer.customerNumber)).toEqual(['excluded critical', 'excluded high']);
    expect(await standingOf(customer.id)).toEqual(['active', 'clear']);
    // Less than what was judged is nothing new.
    await importList('E30,individual,闻人远,,,E99999999');
    expect(await alertsOf(customer.customerNumber)).toEqual(['excluded critical', 'excluded high']);
  });

  it('opens again when the customer gets the number on the list', async () => {
    await importList('E31,individual,闻人近,,,E31313131');
    const customer = await create(person('闻人近', { documents: passport('E31000000') }));
    await judge(customer.customerNumber, 'false-match', 'officer', 'officer2');
    const changed = await service.as.core
      .patch(`/api/v1/customers/${customer.id}`)
      .set('If-Match', '1')
      .send({ documents: passport('E31313131') });
    expect(changed.status).toBe(200);
    expect(await standingOf(customer.id)).toEqual(['active', 'hit']);
    expect(await alertsOf(customer.customerNumber)).toEqual(['excluded high', 'open critical']);
  });

  it('takes no judgement of less for one of more, nor loses what was found before', async () => {
    await importList('E32,individual,闻人中,,,');
    const customer = await create(person('闻人中', { documents: passport('E32323232') }));
    expect(await judge(customer.customerNumber, 'false-match', 'officer')).toBe('awaiting-second');
    await importList('E32,individual,闻人中,,,E32323232');
    expect(await matchesOf(customer.customerNumber)).toMatchObject([
      { status: 'open', matchedBy: 'document' },
    ]);
    expect(await alertsOf(customer.customerNumber)).toEqual(['open critical']);
    expect(await judge(customer.customerNumber, 'false-match', 'officer2')).toBe('awaiting-second');
    await importList('E32,individual,闻人中,,1980-01-01,');
    expect(await matchesOf(customer.customerNumber)).toMatchObject([
      { status: 'open', matchedBy: 'document' },
    ]);
  });

  it('of one record says nothing of a record that one officer merges into it', async () => {
    await importList('E33,individual,闻人旧,,,E33333333');
    const kept = await create(person('闻人旧', { documents: passport('E33000000') }));
    await judge(kept.customerNumber, 'false-match', 'officer', 'officer2');
    const gone = await create(person('别名某', { documents: passport('E33333333') }));
    expect(await standingOf(gone.id)).toEqual(['pending', 'hit']);
    const merge = await service.as.officer
      .post('/api/v1/customer-merges')
      .send({ keep: kept.customerNumber, merge: gone.customerNumber, reason: '同一人' });
    expect(merge.status).toBe(201);
    expect(await standingOf(kept.id)).toEqual(['active', 'hit']);
    expect(await alertsOf(kept.customerNumber)).toEqual(['excluded high', 'open critical']);
    expect(await judge(kept.customerNumber, 'true-match', 'officer')).toBe('awaiting-second');
    await service.as.officer
      .post(`/api/v1/customer-merges/${merge.body.id}/reversal`)
      .send({ reason: '误并' })
      .expect(200);
    expect(await standingOf(kept.id)).toEqual(['active', 'clear']);
    expect(await standingOf(gone.id)).toEqual(['pending', 'hit']);
    expect(await alertsOf(kept.customerNumber)).toEqual(['excluded high']);
    expect(await alertsOf(gone.customerNumber)).toEqual(['open critical']);
  });

  it('and found of a merged record while it is merged goes back with it', async () => {
    const [kept, gone] = [await create(person('闻人甲')), await create(person('闻人乙'))];
    const merge = await service.as.officer
      .post('/api/v1/customer-merges')
      .send({ keep: kept.customerNumber, merge: gone.customerNumber, reason: '同一人' });
    await importList('E34,individual,闻人乙,,,');
    expect(await alertsOf(kept.customerNumber)).toEqual(['open high']);
    await service.as.officer
      .post(`/api/v1/customer-merges/${merge.body.id}/reversal`)
      .send({ reason: '误并' })
      .expect(200);
    expect(await alertsOf(kept.customerNumber)).toEqual([]);
    expect(await judge(gone.customerNumber, 'false-match', 'officer', 'officer2')).toBe('false-match');
    expect(await alertsOf(gone.customerNumber)).toEqual(['excluded high']);
  });
});

it('finds a walk-in when the transaction is stored, without a word to the branch', async () => {
  await importList('E40,individual,过路客,,,E40404040');
  const posted = await service.as.core.post('/api/v1/transactions').send({
    ...{ source: 'core', reference: 'WALKIN-1', bookedAt: '2026-03-02T10:00:00+08:00', direction: 'in' },
    ...{ amount: '100.00', currency: 'CNY', method: 'cash', channel: 'counter', branch: 'B1' },
    conductor: {
      ...{ name: '无名氏', nationality: 'CHN' },
      documents: [{ type: 'passport', number: 'E40404040', validUntil: '2035-01-01' }],
    },
  });
  expect(posted.body.accepted).toBe(1);
  const [match] = (await service.as.officer.get('/api/v1/screening-matches?status=open')).body.items;
  expect(match).toMatchObject({ entityId: 'E40', matchedBy: 'document' });
  const [walkIn] = (await service.as.officer.get(`/api/v1/customers?customerNumber=${match.customerNumber}`))
    .body.items;
  expect(walkIn).toMatchObject({ occasional: true, screening: { state: 'hit' } });
  expect(JSON.stringify(walkIn.findings)).not.toContain('identity-check-pending');
});
