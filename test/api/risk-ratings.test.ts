import { startTestService, type Person, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-02T02:00:00.000Z') });
});
afterAll(() => service.close());

type Who = Person | 'core';
const get = (path: string, as: Who = 'officer') => service.as[as].get(`/api/v1${path}`);
const post = (path: string, body: object, as: Who = 'officer') =>
  service.as[as].post(`/api/v1${path}`).send(body);

let counter = 0;
/** A number of its own for each, with the check character of GB 11643. */
const identityNumber = (): string => {
  const digits = `11010119900307${String((counter += 2)).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'[sum % 11];
};
const person = (more: object = {}) => ({
  kind: 'individual',
  branch: '0001',
  name: '王芳',
  gender: 'female',
  dateOfBirth: '1990-03-07',
  nationality: 'CHN',
  occupation: '20100',
  purpose: '日常结算',
  sourceOfFunds: '工资薪金',
  channel: 'counter',
  addresses: [{ type: 'residence', text: '朝阳区某路 1 号', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
  documents: [{ type: 'resident-id', number: identityNumber(), validUntil: '2035-01-01' }],
  ...more,
});
const enter = async (more: object = {}) => {
  const answer = await post('/customers', person(more), 'core');
  expect(answer.status).toBe(201);
  return answer.body as {
    id: string;
    customerNumber: string;
    riskLevel: string;
    nextReviewOn: string;
    version: number;
  };
};
const newest = async (id: string) => (await get(`/customers/${id}/risk-ratings`)).body.items[0];

describe('the first rating', () => {
  it('comes with the customer, in the same answer, and says what gave how much', async () => {
    const customer = await enter();
    expect(customer).toMatchObject({ riskLevel: 'low', nextReviewOn: '2029-03-02' });
    const { status, body } = await get(`/customers/${customer.id}/risk-ratings`);
    expect(status).toBe(200);
    expect(body.items).toHaveLength(1);
    expect(body.firstDueOn).toBe('2026-03-16');
    const [rating] = body.items;
    expect(rating).toMatchObject({
      trigger: 'onboarding',
      machineLevel: 'low',
      level: 'low',
      rules: [],
      model: { id: 'cn-individual', version: 1 },
    });
    expect(rating.items.reduce((sum: number, { weight }: { weight: number }) => sum + weight, 0)).toBe(100);
    const sum = rating.items.reduce(
      (total: number, { contribution }: { contribution: number }) => total + contribution,
      0,
    );
    expect(sum).toBeCloseTo(rating.total, 1);
    expect(rating.items.find(({ item }: { item: string }) => item === 'age').because.en).toBe('35 years');
  });

  it('is the highest while a customer refuses due diligence at the counter, and compliance is asked', async () => {
    const { id } = await enter();
    const verify = async (outcome: string) => {
      const body = { reason: 'doubt', method: 'in-person-original', evidence: ['scan-1'], outcome };
      expect((await post(`/customers/${id}/verifications`, body, 'core')).status).toBe(201);
      await service.scheduler.drain('risk-rating-queue');
      return newest(id);
    };
    const rules = ({ rules }: { rules: { rule: string }[] }) => rules.map(({ rule }) => rule);
    const refused = await verify('refused-by-customer');
    expect(refused.level).toBe('high');
    expect(rules(refused)).toContain('refuses-due-diligence');
    await verify('refused-by-customer');
    const tasks = await service.db.query(
      `SELECT t.audience FROM review_task t JOIN customer c ON c.id = t.customer_id
       WHERE c.public_id = $1 AND t.kind = 'doubt'`,
      [id],
    );
    expect(tasks).toEqual([{ audience: 'compliance' }]);
    const confirmed = await verify('confirmed');
    expect(rules(confirmed)).not.toContain('refuses-due-diligence');
    expect(confirmed.level).toBe('low');
  });

  it('uses the model of organisations for those', async () => {
    const company = await enter({ kind: 'organisation', name: '某某有限公司', industry: '珠宝零售' });
    const rating = await newest(company.id);
    expect(rating.model.id).toBe('cn-organisation');
    expect(rating.items.find(({ item }: { item: string }) => item === 'industry')).toMatchObject({
      score: 5,
    });
  });

  it('follows a change of what it rests on, in the same transaction', async () => {
    const customer = await enter();
    const changed = await service.as.core
      .patch(`/api/v1/customers/${customer.id}`)
      .set('If-Match', String(customer.version))
      .send({ nationality: 'PRK' });
    expect(changed.body).toMatchObject({ riskLevel: 'high', nextReviewOn: '2026-09-02' });
    expect(await newest(customer.id)).toMatchObject({
      trigger: 'identity-change',
      machineLevel: 'high',
      rules: [{ rule: 'call-for-action' }, { rule: 'non-resident' }],
    });
  });

  it.each([
    ['who is one', 'foreign-politically-exposed', { politicallyExposed: { category: 'foreign' } }],
    [
      'owned by one',
      'owner-politically-exposed',
      {
        kind: 'organisation',
        beneficialOwners: [
          { name: '赵六', basis: 'ownership', since: '2020-01-01' },
          {
            ...{ name: '孙七', basis: 'ownership', since: '2020-01-01' },
            politicallyExposed: { category: 'foreign' },
          },
        ],
      },
    ],
  ])('is the highest for a foreign politically exposed person: a customer %s', async (_who, rule, more) => {
    const customer = await enter(more);
    expect(customer).toMatchObject({ riskLevel: 'high', nextReviewOn: '2026-09-02' });
    const rating = await newest(customer.id);
    expect(rating).toMatchObject({ trigger: 'onboarding', machineLevel: 'high' });
    expect(rating.rules.map((one: { rule: string }) => one.rule)).toContain(rule);
    const low = await post(`/customers/${customer.id}/risk-ratings`, { level: 'low', reason: 'x' });
    expect(low.body.code).toBe('risk-level-set-by-law');
  });

  it('is not the highest for exposure at home or in an international organisation alone', async () => {
    for (const category of ['domestic', 'international-organisation'])
      expect(await enter({ politicallyExposed: { category } })).toMatchObject({ riskLevel: 'low' });
  });

  it('is not for walk-ins nor for those the law forbids', async () => {
    const [row] = await service.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM risk_standing_view s JOIN customer_view c ON c.id = s.customer_id WHERE c.occasional',
    );
    expect(row!.n).toBe(0);
  });
});

describe('who may see it', () => {
  it('is nobody at a counter, and no machine', async () => {
    const { id } = await enter();
    for (const who of ['teller', 'core', 'admin'] as const)
      expect((await get(`/customers/${id}/risk-ratings`, who)).status).toBe(403);
    expect(
      (await post(`/customers/${id}/risk-ratings`, { level: 'high', reason: 'x' }, 'teller')).status,
    ).toBe(403);
    const seen = await get(`/customers/${id}`, 'teller');
    expect(seen.body).not.toHaveProperty('riskLevel');
    expect(seen.body.nextReviewOn).toBeNull();
  });

  it('leaves a trace of who looked', async () => {
    const { id } = await enter();
    await get(`/customers/${id}/risk-ratings`, 'auditor');
    const events = await get(`/audit-events?action=customer.risk-read&subject=${id}`, 'auditor');
    expect(events.body.items).toHaveLength(1);
  });

  it('is 404 for a customer that is not there', async () => {
    expect((await get('/customers/0195a000-0000-7000-8000-000000000000/risk-ratings')).status).toBe(404);
    expect((await get('/customers/nobody/risk-ratings')).status).toBe(404);
  });
});

describe('an override', () => {
  it('holds only after another person approved it, and is kept beside what the machine says', async () => {
    const customer = await enter();
    const asked = await post(
      `/customers/${customer.id}/risk-ratings`,
      { level: 'medium', reason: 'Known from the news of the trade.' },
      'manager',
    );
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ status: 'awaiting-approval', level: 'medium', machineLevel: 'low' });
    expect((await get(`/customers/${customer.id}`)).body.riskLevel).toBe('low');
    expect((await get('/risk-overrides?status=awaiting-approval')).body.items).toContainEqual(asked.body);

    const own = await post(`/risk-ratings/${asked.body.id}/approval`, { decision: 'approve' }, 'manager');
    expect(own).toMatchObject({ status: 403, body: { code: 'risk-override-own' } });
    expect(
      (await post(`/risk-ratings/${asked.body.id}/approval`, { decision: 'approve' }, 'officer')).status,
    ).toBe(403);

    const approved = await post(
      `/risk-ratings/${asked.body.id}/approval`,
      { decision: 'approve', comment: 'Agreed.' },
      'manager2',
    );
    expect(approved.body).toMatchObject({ status: 'in-force', expiresOn: '2028-03-02', comment: 'Agreed.' });
    expect((await get(`/customers/${customer.id}`)).body).toMatchObject({
      riskLevel: 'medium',
      nextReviewOn: '2028-03-02',
    });
    expect(await newest(customer.id)).toMatchObject({
      trigger: 'override',
      machineLevel: 'low',
      level: 'medium',
      overrideId: asked.body.id,
    });

    const again = await post(`/risk-ratings/${asked.body.id}/approval`, { decision: 'refuse' }, 'manager2');
    expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('refused changes nothing but is remembered', async () => {
    const customer = await enter();
    const asked = await post(`/customers/${customer.id}/risk-ratings`, {
      level: 'high',
      reason: 'A feeling.',
    });
    const refused = await post(
      `/risk-ratings/${asked.body.id}/approval`,
      { decision: 'refuse', comment: 'No ground.' },
      'manager',
    );
    expect(refused.body.status).toBe('refused');
    const { body } = await get(`/customers/${customer.id}/risk-ratings`);
    expect(body.items).toHaveLength(1);
    expect(body.overrides).toHaveLength(1);
  });

  it('cannot go below what the law sets, and the refusal says why', async () => {
    const customer = await enter({ agent: { name: '李四', authorisation: '授权书' } });
    const low = await post(`/customers/${customer.id}/risk-ratings`, { level: 'low', reason: 'x' }).set(
      'Accept-Language',
      'en',
    );
    expect(low).toMatchObject({ status: 422, body: { code: 'risk-level-set-by-law' } });
    expect(low.body.detail).toContain('Opened through an agent');
  });

  it('ends when the machine comes to see more risk than people judged', async () => {
    const customer = await enter();
    const asked = await post(`/customers/${customer.id}/risk-ratings`, { level: 'medium', reason: 'x' });
    await post(`/risk-ratings/${asked.body.id}/approval`, { decision: 'approve' }, 'manager');
    await service.as.core
      .patch(`/api/v1/customers/${customer.id}`)
      .set('If-Match', '1')
      .send({ nationality: 'IRN' });
    const { body } = await get(`/customers/${customer.id}/risk-ratings`);
    expect(body.items[0]).toMatchObject({ machineLevel: 'high', level: 'high', overrideId: null });
    expect(body.overrides[0]).toMatchObject({ status: 'ended', endReason: 'machine-rose' });
  });

  it('names a level that exists and is another one', async () => {
    const { id } = await enter();
    expect((await post(`/customers/${id}/risk-ratings`, { level: 'none', reason: 'x' })).body.code).toBe(
      'unknown-risk-level',
    );
    expect((await post(`/customers/${id}/risk-ratings`, { level: 'low', reason: 'x' })).body.code).toBe(
      'risk-level-unchanged',
    );
  });

  it('is asked for once at a time, however many ask at once', async () => {
    const { id } = await enter();
    const answers = await Promise.all(
      ['medium', 'high', 'medium-low', 'medium-high'].map((level) =>
        post(`/customers/${id}/risk-ratings`, { level, reason: 'x' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is decided once, however many decide at once', async () => {
    const { id } = await enter();
    const asked = await post(`/customers/${id}/risk-ratings`, { level: 'medium', reason: 'x' });
    const answers = await Promise.all(
      (['manager', 'manager2', 'manager', 'manager2'] as const).map((who) =>
        post(`/risk-ratings/${asked.body.id}/approval`, { decision: 'approve' }, who),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await get(`/customers/${id}/risk-ratings`)).body.items).toHaveLength(2);
  });
});

describe('the periodic review', () => {
  /** A customer whose review is due in three days, with the key inside the database. */
  const due = async (more: object = {}) => {
    const { id } = await enter(more);
    const [row] = await service.db.query<{ id: string }>(
      'SELECT id FROM customer_view WHERE public_id = $1',
      [id],
    );
    const key = row!.id;
    await service.db.inTransaction((tx) =>
      service.container.customers.setNextReview(tx, [{ key, nextReviewOn: '2026-03-05' }]),
    );
    return { id, key };
  };
  const next = async (id: string) => (await get(`/customers/${id}`)).body.nextReviewOn;

  it('is not put off by the machine rating again, and follows a person doing it', async () => {
    const { id, key } = await due({ nationality: 'PRK' });
    const [task] = await service.db.inTransaction((tx) =>
      service.container.reviewTasks.raise(
        tx,
        ['2026-03-05', '2026-03-20'].map((dueOn) => ({
          ...{ customerKey: key, kind: 'periodic-review' as const, episode: dueOn, dueOn },
          ...{ ask: { en: 'Review.', zh: '请复核。' }, audience: 'front-line' as const },
        })),
      ),
    );
    for (const trigger of ['periodic', 'alert', 'merge'] as const) {
      await service.db.inTransaction((tx) => service.container.ratings.rateNow(tx, [key], trigger));
      expect(await newest(id)).toMatchObject({ trigger, nextReviewOn: '2026-09-02' });
      expect(await next(id)).toBe('2026-03-05');
    }
    const verified = await post(
      `/customers/${id}/verifications`,
      { reason: 'document-expiry', method: 'counter' },
      'core',
    );
    const done = await post(`/review-tasks/${task!.id}/completion`, {
      ...{ outcome: 'done', note: 'Reviewed.' },
      verificationId: verified.body.id as string,
    });
    expect(done.status).toBe(200);
    expect(await next(id)).toBe('2026-09-02');
    const open = await service.db.query(
      "SELECT 1 FROM review_task_view WHERE customer_id = $1 AND kind = 'periodic-review' AND status = 'open'",
      [key],
    );
    expect(open).toHaveLength(0);
  });

  it('is done by a confirmed verification made for it, and by no other', async () => {
    const { id } = await due();
    const verify = async (more: object) => {
      const body = { reason: 'periodic-review', method: 'counter', ...more };
      expect((await post(`/customers/${id}/verifications`, body, 'core')).status).toBe(201);
      return next(id);
    };
    expect(await verify({ outcome: 'failed' })).toBe('2026-03-05');
    expect(await verify({ reason: 'document-expiry' })).toBe('2026-03-05');
    expect(await verify({})).toBe('2029-03-02');
  });
});

describe('a request', () => {
  it('is worked off by the job, once per customer, and leaves nothing behind', async () => {
    const { id } = await enter();
    const [row] = await service.db.query<{ id: string }>(
      'SELECT id FROM customer_view WHERE public_id = $1',
      [id],
    );
    await service.db.inTransaction((tx) =>
      service.container.ratings.request(tx, [row!.id, row!.id], 'owner-change'),
    );
    await service.scheduler.drain('risk-rating-queue');
    await service.scheduler.drain('risk-rating-queue');
    const { body } = await get(`/customers/${id}/risk-ratings`);
    expect(body.items.map(({ trigger }: { trigger: string }) => trigger)).toEqual([
      'owner-change',
      'onboarding',
    ]);
    expect(body.items[0].factsDigest).toBe(body.items[1].factsDigest);
  });

  it('for one customer by several at once gives several ratings, one after the other, and one standing', async () => {
    const { id } = await enter();
    const [row] = await service.db.query<{ id: string }>(
      'SELECT id FROM customer_view WHERE public_id = $1',
      [id],
    );
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        service.db.inTransaction((tx) => service.container.ratings.rateNow(tx, [row!.id], 'request')),
      ),
    );
    const { body } = await get(`/customers/${id}/risk-ratings`);
    expect(body.items).toHaveLength(5);
    const [standing] = await service.db.query<{ rating_id: string }>(
      'SELECT rating_id FROM risk_standing_view WHERE customer_id = $1',
      [row!.id],
    );
    expect(standing!.rating_id).toBe(body.items[0].id);
  });
});
