import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const idDocument = (number = '110101199003072527') => ({
  type: 'resident-id',
  number,
  validUntil: '2035-01-01',
  images: ['archive/1'],
});
const person = (more: object = {}) => ({
  kind: 'individual',
  branch: '0001',
  name: '王芳',
  gender: 'female',
  nationality: 'CHN',
  occupation: '20100',
  addresses: [{ type: 'residence', text: '朝阳区某路 1 号', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
  documents: [idDocument()],
  ...more,
});

beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
const post = (body: object, as: Who = 'core') => service.as[as].post('/api/v1/customers').send(body);
const get = (path: string, as: Who = 'core') => service.as[as].get(`/api/v1${path}`);
const patch = (id: string, version: number | undefined, body: object, as: Who = 'core') => {
  const request = service.as[as].patch(`/api/v1/customers/${id}`);
  return (version === undefined ? request : request.set('If-Match', String(version))).send(body);
};
const search = async (query: string, as: Who = 'core') => {
  const answer = await service.as[as].post('/api/v1/customer-searches').send({ query });
  expect(answer.status).toBe(200);
  return answer.body.items as { customerNumber: string; matchedBy: string; name: string }[];
};

let counter = 0;
const fresh = (prefix: string) => `${prefix}${(counter += 1)}`;

describe('entering a customer', () => {
  it('answers a whole one as active, rated at once, and on no list', async () => {
    const answer = await post(person());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...person(),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      customerNumber: expect.stringMatching(/^C\d{13}$/),
      status: 'active',
      riskLevel: expect.any(String),
      nextReviewOn: expect.any(String),
      screening: { state: 'clear', matches: [] },
      findings: [],
      publicBody: false,
      occasional: false,
      version: 1,
    });
    const read = await get(`/customers/${answer.body.id}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(answer.body);
  });

  it('takes the least as pending and says in either language what is missing', async () => {
    const body = { kind: 'organisation', branch: '0001', name: '某某有限公司' };
    const zh = await post(body);
    expect(zh.body).toMatchObject({ status: 'pending' });
    expect(zh.body.findings).toContainEqual({
      code: 'missing-document',
      severity: 'error',
      message: '缺少身份证件或证照。',
      article: '《客户尽职调查管理办法》（2025）第49条',
    });
    const en = await get(`/customers/${zh.body.id}`).set('Accept-Language', 'en');
    expect(en.body.findings).toContainEqual({
      code: 'missing-business-scope',
      severity: 'error',
      message: 'The business scope is missing.',
      article: 'CDD Measures 2025, art. 49',
    });
  });

  it('keeps every field of the contract', async () => {
    const whole = person({
      kind: 'sole-trader',
      customerNumber: fresh('full-'),
      publicBody: true,
      nameLatin: 'WANG FANG',
      formerNames: ['李芳'],
      dateOfBirth: '1990-03-07',
      industry: 'F5211',
      purpose: '结算',
      natureOfBusiness: '零售',
      sourceOfFunds: '经营收入',
      annualIncome: '120000.00',
      businessScope: '零售',
      registeredCapital: { amount: '50000.00', currency: 'USD' },
      openedOn: '2020-01-02',
      channel: 'counter',
      legalRepresentative: { name: '王芳', documents: [idDocument()] },
      agent: { name: '李四', authorisation: '授权书 2025-1' },
      beneficialOwners: [{ name: '王芳', basis: 'equity', share: '100', since: '2020-01-02' }],
      reliedOnThirdParty: { institution: '某证券公司', assessedOn: '2025-05-01' },
      correspondent: { swift: 'ABCDCNBJ', nested: { on: null, list: [1] } },
      accounts: [
        { accountNumber: fresh('6222'), type: '110001', currency: 'CNY', openedOn: '2020-01-02' },
        {
          accountNumber: fresh('6222'),
          type: '110001',
          currency: 'USD',
          openedOn: '2020-01-02',
          closedOn: '2024-01-02',
        },
      ],
    });
    const answer = await post(whole);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject(whole);
  });

  it.each([
    [{ nickname: 'x' }, '/nickname', 'unknown-field'],
    [{ kind: 'trust' }, '/kind', 'not-a-choice'],
    [{ name: '   ' }, '/name', 'wrong-format'],
    [{ name: '王'.repeat(513) }, '/name', 'too-long'],
    [{ dateOfBirth: '2026-02-30' }, '/dateOfBirth', 'wrong-format'],
    [{ dateOfBirth: '2026-03-03' }, '/dateOfBirth', 'in-future'],
    [{ nationality: 'CN' }, '/nationality', 'wrong-format'],
    [{ branch: '9999' }, '/branch', 'unknown-branch'],
    [{ documents: [{ type: 'resident-id' }] }, '/documents/0/number', 'required'],
    [{ documents: [{ ...idDocument(), colour: 'red' }] }, '/documents/0/colour', 'unknown-field'],
  ])('refuses %j and says where', async (more, pointer, code) => {
    const answer = await post(person(more));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('refuses a customer number and an account number that exist', async () => {
    const customerNumber = fresh('taken-');
    const accounts = [{ accountNumber: fresh('6222'), type: 'x', currency: 'CNY', openedOn: '2020-01-02' }];
    expect((await post(person({ customerNumber, accounts }))).status).toBe(201);
    const again = await post(person({ customerNumber }));
    expect([again.status, again.body.code]).toEqual([409, 'customer-number-taken']);
    const account = await post(person({ accounts }));
    expect([account.status, account.body.code]).toEqual([409, 'account-number-taken']);
    expect(account.body.errors[0].pointer).toBe('/accounts/0/accountNumber');
  });

  it('answers a repeated request with the same customer', async () => {
    const send = () => post(person({ name: '重复' })).set('Idempotency-Key', 'customer-once');
    const [first, second] = [await send(), await send()];
    expect(second.body.id).toBe(first.body.id);
    expect(await search('重复')).toHaveLength(1);
  });
});

describe('changing a customer', () => {
  it('merges the patch, keeps what was and what is, and audits names of fields only', async () => {
    const { body: before } = await post(person({ nameLatin: 'WANG FANG', purpose: '储蓄' }));
    const answer = await patch(before.id, 1, {
      name: '王丽华',
      purpose: null,
      legalRepresentative: { name: '甲' },
      documents: [idDocument('110101199003079999')],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ name: '王丽华', nameLatin: 'WANG FANG', version: 2 });
    expect(answer.body).not.toHaveProperty('purpose');
    expect((await search('wanglihua')).map(({ customerNumber }) => customerNumber)).toContain(
      before.customerNumber,
    );
    expect((await search('9999')).map(({ customerNumber }) => customerNumber)).toContain(
      before.customerNumber,
    );
    const [change] = await service.db.query(
      `SELECT h.version, h.fields FROM customer_change h JOIN customer c ON c.id = h.customer_id
       WHERE c.public_id = $1`,
      [before.id],
    );
    expect(change).toMatchObject({ version: 2 });
    expect(change!.fields).toContainEqual({ pointer: '/name', before: '王芳', after: '王丽华' });
    expect(change!.fields).toContainEqual({ pointer: '/purpose', before: '储蓄' });
    const [event] = await service.db.query(
      "SELECT details FROM audit_event WHERE action = 'customer.changed' AND subject_id = $1",
      [before.id],
    );
    expect(event!.details).toEqual({
      fields: ['/documents', '/legalRepresentative', '/name', '/purpose'],
      version: 2,
    });
  });

  it('needs the version it is based on', async () => {
    const { body } = await post(person());
    expect((await patch(body.id, undefined, { name: '甲' })).status).toBe(428);
    expect((await patch(body.id, 1, { name: '甲' })).status).toBe(200);
    const stale = await patch(body.id, 1, { name: '乙' });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-version']);
  });

  it('does nothing for a patch that changes nothing', async () => {
    const { body } = await post(person());
    expect((await patch(body.id, 1, { name: '王芳', publicBody: false })).body).toMatchObject({ version: 1 });
  });

  it('moves between pending and active as facts come and go', async () => {
    const documents = [{ type: 'passport', number: 'E40000001', validUntil: '2035-01-01' }];
    const { body } = await post(person({ occupation: undefined, documents }));
    expect(body.status).toBe('pending');
    expect((await patch(body.id, 1, { occupation: '20100' })).body.status).toBe('active');
    expect((await patch(body.id, 2, { contacts: null })).body.status).toBe('pending');
  });

  it('closes accounts, adds accounts, removes none', async () => {
    const account = { accountNumber: fresh('6222'), type: 'x', currency: 'CNY', openedOn: '2020-01-02' };
    const { body } = await post(person({ accounts: [account] }));
    const added = { ...account, accountNumber: fresh('6222') };
    const both = [{ ...account, closedOn: '2026-01-02' }, added];
    expect((await patch(body.id, 1, { accounts: both })).body.accounts).toEqual(both);
    const removed = await patch(body.id, 2, { accounts: [added] });
    expect([removed.status, removed.body.errors[0].code]).toEqual([422, 'account-missing']);
    const { body: other } = await post(person());
    const stolen = await patch(other.id, 1, { accounts: [added] });
    expect([stolen.status, stolen.body.code]).toEqual([409, 'account-number-taken']);
  });

  it.each([
    [{ customerNumber: 'other' }, '/customerNumber', 'unchangeable'],
    [{ name: null }, '/name', 'required'],
    [{ branch: '9999' }, '/branch', 'unknown-branch'],
    [{ version: 7 }, '/version', 'unknown-field'],
    [{ legalRepresentative: { nationality: 'CHN' } }, '/legalRepresentative/name', 'required'],
  ])('refuses %j', async (change, pointer, code) => {
    const { body } = await post(person());
    const answer = await patch(body.id, 1, change);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });
});

describe('finding a customer', () => {
  let numbers: Record<'zeng' | 'firm' | 'foreign' | 'trader', string>;
  beforeAll(async () => {
    numbers = { zeng: 'F-1001', firm: 'F-1002', foreign: 'F-1003', trader: 'F-2001' };
    await post(
      person({
        customerNumber: numbers.zeng,
        name: '曾小贤',
        formerNames: ['吕子乔'],
        documents: [idDocument('11010519491231002X')],
        accounts: [
          { accountNumber: '6217000011112222333', type: 'x', currency: 'CNY', openedOn: '2020-01-02' },
        ],
      }),
    );
    await post(person({ customerNumber: numbers.firm, kind: 'organisation', name: '北京明镜科技有限公司' }));
    await post(person({ customerNumber: numbers.foreign, name: 'Jürgen Müller-Smith', documents: [] }));
  });

  it.each([
    ['曾小贤', 'zeng', 'name'],
    ['曾小', 'zeng', 'name'],
    ['zengxiaoxian', 'zeng', 'name'],
    ['Zeng Xiao', 'zeng', 'name'],
    ['zxx', 'zeng', 'name'],
    ['吕子乔', 'zeng', 'name'],
    ['lüziqiao', 'zeng', 'name'],
    ['11010519491231002x', 'zeng', 'document'],
    ['110105 1949 1231 002X', 'zeng', 'document'],
    ['002x', 'zeng', 'document-last-four'],
    ['621700001111', 'zeng', 'account-number'],
    ['F-1001', 'zeng', 'customer-number'],
    ['明镜科技', 'firm', 'name'],
    ['mingjing', 'firm', 'name'],
    ['bjmj', 'firm', 'name'],
    ['smith', 'foreign', 'name'],
    ['Müller', 'foreign', 'name'],
    ['jurgen muller', 'foreign', 'name'],
    ['JMS', 'foreign', 'name'],
  ] as const)('finds %s', async (query, who, matchedBy) => {
    expect(await search(query)).toContainEqual(
      expect.objectContaining({ customerNumber: numbers[who], matchedBy }),
    );
  });

  it('finds by the beginning of a customer number all that begin so, and nothing else', async () => {
    const found = await search('F-100');
    expect(found.map(({ customerNumber }) => customerNumber).sort()).toEqual(['F-1001', 'F-1002', 'F-1003']);
  });

  it.each(['%', '_', '%%%', "' OR 1=1", '张%', '\\', '。。。'])('takes %s for what it is', async (query) => {
    expect(await search(query)).toEqual([]);
  });

  it('lists page by page without gap or repeat, filtered', async () => {
    const all: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`/customers?status=active&limit=7${cursor && `&cursor=${cursor}`}`);
      all.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    const [{ count }] = (await service.db.query(
      "SELECT count(*)::int AS count FROM customer WHERE status = 'active'",
    )) as unknown as [{ count: number }];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(count);
    expect((await get('/customers?customerNumber=F-1002')).body.items).toHaveLength(1);
    expect((await get('/customers?riskLevel=high')).body.items).toEqual([]);
    expect((await get('/customers?name=x')).status).toBe(422);
    expect((await get('/customers?cursor=x')).status).toBe(422);
  });
});

describe('who may', () => {
  let own: { id: string; customerNumber: string };
  let other: { id: string; customerNumber: string };
  beforeAll(async () => {
    own = (await post(person({ name: '本行客户' }))).body;
    other = (await post(person({ name: '他行客户', branch: '0002' }))).body;
  });

  it('shows tellers customers of their own branch only, without risk and matches', async () => {
    const mine = await get(`/customers/${own.id}`, 'teller');
    expect(mine.status).toBe(200);
    expect(mine.body).not.toHaveProperty('riskLevel');
    expect(mine.body.screening).toEqual({ state: 'clear' });
    expect((await get(`/customers/${other.id}`, 'teller')).status).toBe(404);
    expect((await patch(other.id, 1, { name: '甲' }, 'teller')).status).toBe(404);
    expect((await get('/customers?branch=0002', 'teller')).body.items).toEqual([]);
    expect((await get(`/customers?customerNumber=${other.customerNumber}`, 'teller')).body.items).toEqual([]);
    expect(await search('他行客户', 'teller')).toEqual([]);
    expect(await search('本行客户', 'teller')).toHaveLength(1);
    expect(await search('他行客户', 'officer')).toHaveLength(1);
  });

  it('lets tellers enter and keep customers in their own branch only', async () => {
    expect((await post(person(), 'teller')).status).toBe(201);
    const elsewhere = await post(person({ branch: '0002' }), 'teller');
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'other-branch']);
    const moved = await patch(own.id, 1, { branch: '0002' }, 'teller');
    expect([moved.status, moved.body.code]).toEqual([403, 'other-branch']);
    expect((await patch(own.id, 1, { purpose: '储蓄' }, 'teller')).status).toBe(200);
  });

  it.each([
    ['officer', 200, 403],
    ['manager', 200, 403],
    ['auditor', 200, 403],
    ['admin', 403, 403],
    ['core', 200, 201],
  ] as const)('%s reads %i, enters %i', async (who, reading, entering) => {
    expect((await get(`/customers/${own.id}`, who)).status).toBe(reading);
    expect((await get('/customers', who)).status).toBe(reading);
    expect((await service.as[who].post('/api/v1/customer-searches').send({ query: 'x' })).status).toBe(
      reading,
    );
    expect((await post(person(), who)).status).toBe(entering);
  });

  it('asks strangers to sign in and finds nothing under an id that is none', async () => {
    expect((await service.anonymous.get(`/api/v1/customers/${own.id}`)).status).toBe(401);
    expect((await get('/customers/1')).status).toBe(404);
    expect((await get('/customers/00000000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await patch('1', 1, { name: '甲' })).status).toBe(404);
  });

  it('keeps a trace of who saw whom', async () => {
    await get(`/customers/${own.id}`, 'auditor');
    const rows = await service.db.query(
      "SELECT details FROM audit_event WHERE action = 'customer.read' AND subject_id = $1",
      [own.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    await search('本行客户', 'officer');
    const [last] = await service.db.query(
      "SELECT details FROM audit_event WHERE action = 'customers.searched' ORDER BY id DESC LIMIT 1",
    );
    expect(last!.details).toEqual({ customers: [own.id] });
  });
});
