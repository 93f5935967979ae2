import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
const person = (more: object = {}) => ({
  kind: 'individual',
  branch: '0001',
  name: '赵小明',
  gender: 'male',
  nationality: 'CHN',
  dateOfBirth: '1985-06-01',
  occupation: '20100',
  addresses: [{ type: 'residence', text: '某路 1 号', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13900001111', consent: true }],
  documents: [
    { type: 'resident-id', number: '11010119850601251X', validUntil: '2035-01-01', images: ['archive/1'] },
  ],
  ...more,
});
const create = async (body: object) => {
  const answer = await service.as.core.post('/api/v1/customers').send(body);
  expect(answer.status).toBe(201);
  return answer.body as { id: string; customerNumber: string; status: string; findings: { code: string }[] };
};
const check = async (body: object, as: Who = 'officer') => {
  const answer = await service.as[as].post('/api/v1/customer-duplicate-checks').send(body);
  expect(answer.status).toBe(200);
  return answer.body.matches as Record<string, unknown>[];
};
const pairs = async (status = 'open') =>
  (await service.as.officer.get(`/api/v1/customer-duplicates?status=${status}`)).body.items as {
    id: string;
    customers: { customerNumber: string }[];
  }[];
const pairOf = async (numbers: string[], status = 'open') =>
  (await pairs(status)).find(({ customers }) =>
    customers.every(({ customerNumber }) => numbers.includes(customerNumber)),
  );
const findingsOf = async (id: string) =>
  ((await service.as.officer.get(`/api/v1/customers/${id}`)).body.findings as { code: string }[]).map(
    ({ code }) => code,
  );

describe('while a customer is typed', () => {
  let first: Awaited<ReturnType<typeof create>>;
  beforeAll(async () => {
    first = await create(person());
  });

  it.each([
    ['the document', { documents: [{ type: 'resident-id', number: '11010119850601251x' }] }],
    ['its old number', { documents: [{ type: 'resident-id', number: '110101850601251' }] }],
    ['name and birth', { name: '赵小明', dateOfBirth: '1985-06-01' }],
    ['the spelling and birth', { name: 'Xiaoming Zhao', dateOfBirth: '1985-06-01' }],
    [
      'the phone and a similar name',
      { name: '赵晓明', contacts: [{ type: 'mobile', value: '139 0000 1111', consent: true }] },
    ],
    [
      'two exchanged digits and the name',
      { name: '赵小明', documents: [{ type: 'resident-id', number: '11010119856001251X' }] },
    ],
  ])('finds a customer by %s', async (_what, facts) => {
    const matches = await check({ kind: 'individual', ...facts });
    expect(matches).toEqual([
      {
        id: first.id,
        customerNumber: first.customerNumber,
        maskedName: '赵**',
        branch: '0001',
        sameBranch: true,
        score: expect.any(Number),
        reasons: expect.arrayContaining([{ code: expect.any(String), message: expect.any(String) }]),
      },
    ]);
  });

  it('finds nobody by a name alone, nor when nothing is typed', async () => {
    expect(await check({ kind: 'individual', name: '赵小明' })).toEqual([]);
    expect(await check({ kind: 'individual' })).toEqual([]);
  });

  it('leaves out the customer that is being changed', async () => {
    expect(await check({ kind: 'individual', documents: person().documents, except: first.id })).toEqual([]);
  });

  it('tells a teller of another branch that there is one and where, not who', async () => {
    const elsewhere = await create(
      person({
        branch: '0002',
        name: '钱进',
        documents: [{ type: 'passport', number: 'E55555555' }],
        contacts: [{ type: 'mobile', value: '13700002222', consent: true }],
      }),
    );
    const [match, ...others] = await check(
      { kind: 'individual', documents: [{ type: 'passport', number: 'E55555555' }] },
      'teller',
    );
    expect(others).toEqual([]);
    expect(match).toEqual({
      maskedName: '钱*',
      branch: '0002',
      sameBranch: false,
      score: expect.any(Number),
      reasons: [{ code: 'same-document', message: expect.any(String) }],
    });
    expect(JSON.stringify(match)).not.toContain(elsewhere.customerNumber);
  });

  it('finds a person known only from the counter', async () => {
    const conductor = { name: '孙某', documents: [{ type: 'passport', number: 'E77777777' }] };
    await service.as.core.post('/api/v1/transactions').send({
      source: 'counter', reference: 'walk-in-1', conductor, bookedAt: '2026-03-02T09:00:00+08:00', direction: 'in',
      amount: '100.00', currency: 'CNY', method: 'cash', channel: 'counter',
    }); // prettier-ignore
    const [match] = await check({ kind: 'individual', documents: conductor.documents });
    expect(match).toMatchObject({ customerNumber: expect.stringMatching(/^W/) });
  });
});

describe('when a customer is stored', () => {
  it('warns of a document that another customer has, and proposes the pair once, until it is decided', async () => {
    const documents = [
      { type: 'passport', number: 'E10000001', validUntil: '2030-01-01', images: ['archive/1'] },
    ];
    const contacts = [{ type: 'mobile', value: '13600000001', consent: true }];
    const one = await create(person({ name: '周一', documents, contacts, dateOfBirth: '1970-01-01' }));
    const two = await create(person({ name: '周一', documents, contacts, dateOfBirth: '1970-01-01' }));
    expect(await findingsOf(two.id)).toEqual(['possible-duplicate']);
    expect((await service.as.officer.get(`/api/v1/customers/${two.id}`)).body.status).toBe('active');
    const pair = (await pairOf([one.customerNumber, two.customerNumber]))!;
    expect(pair).toMatchObject({ score: 1, status: 'open', decidedBy: null });

    const decide = (body: object, as: Who = 'officer') =>
      service.as[as].post(`/api/v1/customer-duplicates/${pair.id}/decisions`).send(body);
    expect((await decide({ decision: 'different', reason: 'x' }, 'teller')).status).toBe(403);
    expect((await decide({ decision: 'different', reason: '两人为双胞胎' })).status).toBe(200);
    expect((await decide({ decision: 'same', reason: 'again' })).status).toBe(409);
    expect(await findingsOf(two.id)).toEqual([]);
    expect(await pairOf([one.customerNumber, two.customerNumber])).toBeUndefined();

    await scan();
    expect(await pairOf([one.customerNumber, two.customerNumber])).toBeUndefined();
    expect(await pairOf([one.customerNumber, two.customerNumber], 'different')).toBeDefined();
  });

  it('holds whoever comes with the document of somebody with another name', async () => {
    const documents = [
      { type: 'passport', number: 'E10000002', validUntil: '2030-01-01', images: ['archive/1'] },
    ];
    const rest = (n: string) => ({ documents, contacts: [{ type: 'mobile', value: n, consent: true }] });
    const one = await create(person({ name: '吴二', ...rest('13600000002') }));
    const two = await create(person({ name: '郑三', ...rest('13600000003'), dateOfBirth: '1999-09-09' }));
    expect(await findingsOf(one.id)).toEqual(['possible-duplicate']);
    expect(await findingsOf(two.id)).toEqual(['document-of-another']);
    expect((await service.as.officer.get(`/api/v1/customers/${two.id}`)).body.status).toBe('pending');
    const tasks = await service.db.query<{ audience: string }>(
      "SELECT t.audience FROM review_task t JOIN customer c ON c.id = t.customer_id WHERE t.kind = 'doubt' AND c.public_id = $1",
      [two.id],
    );
    expect(tasks).toEqual([{ audience: 'compliance' }]);
    const corrected = await service.as.core
      .patch(`/api/v1/customers/${two.id}`)
      .set('If-Match', '1')
      .send({
        documents: [
          { type: 'passport', number: 'E10000003', validUntil: '2030-01-01', images: ['archive/1'] },
        ],
      });
    expect(corrected.status).toBe(200);
    expect(await findingsOf(two.id)).toEqual([]);
    expect(await findingsOf(one.id)).toEqual([]);
    expect(await pairOf([one.customerNumber, two.customerNumber])).toBeUndefined();
  });
});

describe('somebody who was refused', () => {
  const statusOf = async (id: string) =>
    (await service.as.officer.get(`/api/v1/customers/${id}`)).body.status as string;
  const decide = async (numbers: string[], decision: string) => {
    const pair = (await pairOf(numbers))!;
    const path = `/api/v1/customer-duplicates/${pair.id}/decisions`;
    expect((await service.as.officer.post(path).send({ decision, reason: '已核实' })).status).toBe(200);
  };
  const approval = (id: string, decision: string) =>
    service.as.manager.post(`/api/v1/customers/${id}/approvals`).send({ decision, reason: '已评估' });
  const asks = (id: string) =>
    service.db.query(
      `SELECT t.audience FROM review_task t JOIN customer c ON c.id = t.customer_id
       WHERE t.kind = 'doubt' AND c.public_id = $1 AND t.ask ->> 'zh' LIKE '%曾被拒绝%'`,
      [id],
    );
  const facts = (name: string, number: string, more: object = {}) =>
    person({
      name,
      documents: [{ type: 'passport', number, validUntil: '2030-01-01', images: ['archive/1'] }],
      contacts: [{ type: 'mobile', value: `136${number.slice(1)}`, consent: true }],
      ...more,
    });
  const exposed = { politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' };

  it('is found while typed, and waits for compliance when entered again, until the refusal is taken back', async () => {
    const refused = await create(facts('钱四', 'E20000001', exposed));
    expect((await approval(refused.id, 'refuse')).status).toBe(201);
    expect(await statusOf(refused.id)).toBe('refused');
    const again = facts('钱四', 'E20000001');
    expect(
      (await check({ kind: 'individual', documents: again.documents }, 'teller')).map(({ id }) => id),
    ).toEqual([refused.id]);
    const entered = await service.as.teller.post('/api/v1/customers').send(again);
    expect(entered.body).toMatchObject({ status: 'pending', findings: [{ code: 'identity-check' }] });
    const { id, customerNumber } = entered.body as { id: string; customerNumber: string };
    expect(await asks(id)).toEqual([{ audience: 'compliance' }]);
    // Another number does not help, nor does it to say that the two are one.
    const other = facts('钱四', 'E20000002');
    const changed = await service.as.teller
      .patch(`/api/v1/customers/${id}`)
      .set('If-Match', '1')
      .send({ documents: other.documents });
    expect([changed.status, changed.body.status]).toEqual([200, 'pending']);
    await decide([refused.customerNumber, customerNumber], 'same');
    expect(await statusOf(id)).toBe('pending');
    expect((await approval(refused.id, 'approve')).status).toBe(201);
    expect([await statusOf(refused.id), await statusOf(id)]).toEqual(['active', 'active']);
  });

  it('is held as well when the refusal came later, and let go as another person', async () => {
    const first = await create(facts('孙五', 'E20000003', exposed));
    const second = await create(facts('孙五', 'E20000003'));
    const before = await create(facts('李六', 'E20000004'));
    expect([await statusOf(second.id), await statusOf(before.id)]).toEqual(['active', 'active']);
    await approval(first.id, 'refuse');
    expect(await statusOf(second.id)).toBe('pending');
    await decide([first.customerNumber, second.customerNumber], 'different');
    expect(await statusOf(second.id)).toBe('active');
    // Who was a customer before is not held because somebody came with the same document.
    const later = await create(facts('李六', 'E20000004', exposed));
    await approval(later.id, 'refuse');
    expect([await statusOf(later.id), await statusOf(before.id)]).toEqual(['refused', 'active']);
  });

  it('is refused again where the law forbade it', async () => {
    const anonymous = await create(facts('不详', 'E20000005'));
    expect(anonymous.status).toBe('refused');
    const entered = await service.as.teller.post('/api/v1/customers').send(facts('周七', 'E20000005'));
    expect(entered.body).toMatchObject({ status: 'refused', findings: [{ code: 'identity-check' }] });
    const { id, customerNumber } = entered.body as { id: string; customerNumber: string };
    expect(await asks(id)).toHaveLength(1);
    await decide([anonymous.customerNumber, customerNumber], 'different');
    expect(await statusOf(id)).toBe('active');
  });
});

async function scan(): Promise<void> {
  const asked = await service.as.officer.post('/api/v1/customer-duplicate-scans').send();
  expect(asked.status).toBe(202);
  expect((await service.as.officer.post('/api/v1/customer-duplicate-scans').send()).status).toBe(409);
  await service.scheduler.drain('customer-duplicates');
  const { body } = await service.as.officer.get('/api/v1/customer-duplicate-scans/latest');
  expect(body).toMatchObject({ state: 'completed', id: asked.body.id });
}

describe('in the whole base', () => {
  it('finds pairs of customers who were stored before there was an index', async () => {
    const shared = { name: '冯四', dateOfBirth: '1966-06-06' };
    const numbers = ['E20000001', 'E20000002'].map((number, i) => ({
      documents: [{ type: 'passport', number, validUntil: '2030-01-01' }],
      contacts: [{ type: 'mobile', value: `1350000000${i}`, consent: true }],
    }));
    const one = await create(person({ ...shared, ...numbers[0] }));
    const two = await create(person({ ...shared, ...numbers[1] }));
    await service.db.query('DELETE FROM customer_mark');
    await service.db.query("DELETE FROM customer_duplicate WHERE status = 'open'");
    await scan();
    expect(await pairOf([one.customerNumber, two.customerNumber])).toMatchObject({
      status: 'open',
      score: 0.7,
    });
  });

  it('is listed for compliance in pages, most likely first', async () => {
    const page = await service.as.manager.get('/api/v1/customer-duplicates?limit=1');
    expect(page.body.items).toHaveLength(1);
    const next = await service.as.manager.get(
      `/api/v1/customer-duplicates?limit=1&cursor=${page.body.nextCursor as string}`,
    );
    expect(next.body.items).toHaveLength(1);
    expect(next.body.items[0].score).toBeLessThanOrEqual(page.body.items[0].score);
    expect((await service.as.teller.get('/api/v1/customer-duplicates')).status).toBe(403);
  });
});
