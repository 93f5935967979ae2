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
    { type: 'other', number: `D${1_000_000 + (documents += 1)}`, longTerm: true, images: ['archive/1'] },
  ],
  ...more,
});
const create = async (body: object) => (await service.as.core.post('/api/v1/customers').send(body)).body;
const matchesOf = async (customerNumber: string) =>
  (await service.as.officer.get('/api/v1/screening-matches?limit=500')).body.items.filter(
    (match: { customerNumber: string }) => match.customerNumber === customerNumber,
  );

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
      person('无关之人', { documents: [{ type: 'passport', number: 'x 998877', longTerm: true }] }),
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
    expect((await service.as.officer.get(`/api/v1/customers/${customer.id}`)).body.status).toBe('pending');
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
  const status = async () => (await service.as.officer.get(`/api/v1/customers/${id}`)).body.status;
  expect(await status()).toBe('active');
  await service.scheduler.drain('screening-catch-up');
  expect(await status()).toBe('pending');
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
