import { jest } from '@jest/globals';
import pg from 'pg';
import { systemActor, Tx } from '../../src/platform/index.js';
import type { CustomerBody } from '../../src/customers/index.js';
import { licence } from '../support/licence.js';
import { picture } from '../support/scans.js';
import { startTestService, TEST_PASSWORD, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service?.close());

type Who = keyof TestService['as'];
const post = (path: string, body: object, as: Who = 'teller') =>
  service.as[as].post(`/api/v1${path}`).set('Accept-Language', 'en').send(body);
const get = (path: string, as: Who = 'teller') =>
  service.as[as].get(`/api/v1${path}`).set('Accept-Language', 'en');
const patch = (id: string, version: number, body: object, as: Who = 'teller') =>
  service.as[as].patch(`/api/v1/customers/${id}`).set('If-Match', String(version)).send(body);

const reached = { contacts: [{ type: 'mobile', value: '13800000000', consent: true }] };
const addresses = [{ type: 'residence', text: '朝阳区某路 1 号', country: 'CHN' }];
const natural = {
  gender: 'female',
  nationality: 'CHN',
  documents: [{ type: 'passport', number: 'E12345678', validUntil: '2035-01-01', images: ['archive/1'] }],
};
let drawn = 0;
/** Nobody shares a document: that would be another finding. */
const passport = () => ({
  type: 'passport',
  number: `E${20_000_000 + (drawn += 1)}`,
  validUntil: '2035-01-01',
  images: ['archive/1'],
});
const person = (more: object = {}) => ({
  ...{ kind: 'individual', branch: '0001', name: '王芳', occupation: '20100', addresses },
  ...natural,
  ...reached,
  documents: [passport()],
  ...more,
});
const head = { name: '王芳', ...natural, ...reached };
const owner = {
  name: '王芳',
  ...natural,
  dateOfBirth: '1990-03-07',
  basis: 'equity',
  share: '100',
  since: '2020-01-02',
};
const firm = (more: object = {}) => ({
  ...{ kind: 'organisation', branch: '0001', name: '某某有限公司', addresses, businessScope: '软件开发' },
  documents: [licence((drawn += 1))],
  legalRepresentative: head,
  beneficialOwners: [owner],
  ...more,
});
const agent = { name: '李四', ...natural, ...reached, authorisation: '授权书' };
const bank = { supervision: '某监管机构', reputation: '良好', controls: '已评估', shellBank: false };
const codes = (customer: { findings: { code: string }[] }) => customer.findings.map(({ code }) => code);
const entered = async (body: object) => {
  const answer = await post('/customers', body);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
};
const seen = async (id: string, as: Who = 'teller') => (await get(`/customers/${id}`, as)).body;
const count = async (sql: string, values: unknown[] = []) =>
  Number((await service.db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values))[0]!.n);

describe('entering each kind of customer', () => {
  it.each<[string, object, string, string[]]>([
    ['a person', person(), 'active', []],
    ['a person with an agent', person({ agent }), 'active', []],
    ['a firm', firm(), 'active', []],
    ['a sole trader', firm({ kind: 'sole-trader', beneficialOwners: [] }), 'active', []],
    [
      'a public body by the word of a branch',
      firm({ publicBody: true, beneficialOwners: [] }),
      'pending',
      ['missing-beneficial-owner'],
    ],
    [
      'a firm whose owner is not known',
      firm({ beneficialOwners: [] }),
      'pending',
      ['missing-beneficial-owner'],
    ],
    [
      'someone with an expired document',
      person({ documents: [{ ...passport(), validUntil: '2026-03-01' }] }),
      'pending',
      ['document-expired'],
    ],
    [
      'a person under simplified due diligence',
      {
        kind: 'individual',
        branch: '0001',
        name: '王芳',
        documents: [passport()],
        ...reached,
        dueDiligence: 'simplified',
      },
      'active',
      [],
    ],
    [
      'someone whose number was mistyped',
      person({ documents: [{ ...passport(), type: 'resident-id', number: '110101199003072528' }] }),
      'pending',
      ['document-check-character'],
    ],
    [
      'someone whose sex is not that of the document',
      person({
        gender: 'female',
        documents: [{ ...passport(), type: 'resident-id', number: '110101199003079999' }],
      }),
      'pending',
      ['document-gender-mismatch'],
    ],
    ['an anonymous one', person({ name: '匿名' }), 'refused', ['anonymous-name']],
    [
      'a shell bank',
      firm({ correspondent: { ...bank, shellBank: true } }),
      'refused',
      ['shell-bank', 'approval-awaited'],
    ],
    ['a correspondent bank', firm({ correspondent: bank }), 'pending', ['approval-awaited']],
    [
      'a foreign politician',
      person({ politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' }),
      'pending',
      ['approval-awaited'],
    ],
    [
      'a firm a foreign politician owns',
      firm({ beneficialOwners: [{ ...owner, politicallyExposed: { category: 'foreign' } }] }),
      'pending',
      ['approval-awaited'],
    ],
    [
      'one of an international organisation',
      person({ politicallyExposed: { category: 'international-organisation' } }),
      'active',
      [],
    ],
    [
      'one a third party verified',
      person({
        reliedOnThirdParty: {
          ...{ institution: '某公司', assessedOn: '2026-01-05' },
          ...{ supervised: true, dataAvailable: true },
        },
      }),
      'active',
      [],
    ],
    [
      'one of whose verification by a third party nothing is stated',
      person({ reliedOnThirdParty: { institution: '某公司', assessedOn: '2026-01-05' } }),
      'pending',
      ['unconfirmed-third-party-data', 'unconfirmed-third-party-supervision'],
    ],
    [
      'a person with a licence',
      person({ documents: [licence(990_001)] }),
      'pending',
      ['document-proves-no-identity'],
    ],
    ['a firm with a passport', firm({ documents: [passport()] }), 'pending', ['document-proves-no-identity']],
    [
      'a person with an expired passport and papers that prove nothing',
      person({
        documents: [
          { ...passport(), validUntil: '2020-01-01' },
          { type: 'household-register', number: '户12345678', images: ['archive/1'] },
          { type: 'other', number: 'X1234567', longTerm: true, images: ['archive/1'] },
        ],
      }),
      'pending',
      ['document-expired'],
    ],
    [
      'a foreigner with a military card',
      person({ nationality: 'USA', documents: [{ ...passport(), type: 'military-id' }] }),
      'pending',
      ['document-nationality-mismatch'],
    ],
    [
      'one whose data a third party keeps',
      person({
        reliedOnThirdParty: {
          ...{ institution: '某公司', assessedOn: '2026-01-05' },
          ...{ supervised: true, dataAvailable: false },
        },
      }),
      'pending',
      ['third-party-data-unavailable'],
    ],
  ])('answers %s', async (_who, body, status, expected) => {
    const customer = await entered(body);
    expect([customer.status, codes(customer)]).toEqual([status, expected]);
    for (const finding of customer.findings)
      expect(finding).toMatchObject({
        message: expect.stringMatching(/\.$/),
        article: expect.stringMatching(/\d/),
      });
  });

  it('refuses an assessment of a third party on a day that cannot be', async () => {
    for (const [assessedOn, code] of [
      ['2026-03-03', 'in-future'],
      ['1900-01-01', 'implausible-date'],
    ]) {
      const relied = { institution: '某公司', assessedOn, supervised: true, dataAvailable: true };
      const answer = await post('/customers', person({ reliedOnThirdParty: relied }));
      expect([answer.status, answer.body.errors[0]]).toEqual([
        422,
        expect.objectContaining({ pointer: '/reliedOnThirdParty/assessedOn', code }),
      ]);
    }
  });

  it('lists what must be asked, with the article, for the form', async () => {
    const { body } = await get('/customer-requirements');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        code: 'missing-occupation',
        kinds: ['individual'],
        need: ['occupation'],
        article: 'CDD Measures 2025, art. 49',
      }),
    );
  });

  it('follows the facts when they are changed', async () => {
    const customer = await entered(person({ name: 'XXX', occupation: undefined }));
    expect(customer.status).toBe('refused');
    const named = await patch(customer.id, 1, { name: '王芳' });
    expect(named.body.status).toBe('pending');
    expect((await patch(customer.id, 2, { occupation: '20100' })).body.status).toBe('active');
  });

  // With an API key, for the session would end in between.
  it('takes active from nobody because a document expires, but takes no expired one for new', async () => {
    const documents = [{ ...passport(), validUntil: '2026-03-03' }];
    const customer = await entered(person({ documents }));
    const start = service.clock.now();
    service.clock.set(new Date('2026-03-05T02:00:00Z'));
    try {
      expect(await seen(customer.id, 'core')).toMatchObject({
        status: 'active',
        findings: [{ code: 'document-expired', severity: 'warning' }],
      });
      const moved = await patch(customer.id, 1, { occupation: '20200' }, 'core');
      expect(moved.body.status).toBe('active');
      const other = await patch(
        customer.id,
        2,
        { documents: [{ ...documents[0], number: 'E99999999' }] },
        'core',
      );
      expect(other.body).toMatchObject({ status: 'pending', findings: [{ severity: 'error' }] });
    } finally {
      service.clock.set(start);
    }
  });
});

describe('a representative or an agent', () => {
  it('with an expired card does not do, neither at the start nor as a new one', async () => {
    const customer = await entered(firm());
    expect(customer.status).toBe('active');
    const expired = { documents: [{ ...passport(), validUntil: '2026-02-01' }] };
    const changed = await patch(customer.id, 1, { legalRepresentative: { name: '李四', ...expired } });
    expect(changed.body).toMatchObject({ status: 'pending' });
    const other = await entered(person());
    const withAgent = await patch(other.id, 1, { agent: { ...agent, ...expired } });
    expect([withAgent.status, withAgent.body.status]).toEqual([200, 'pending']);
  });
});

describe('senior approval', () => {
  it('is asked of documents that say nothing by their kind, with what to bring', async () => {
    const customer = await entered(
      firm({ documents: [{ type: 'other', number: 'REG-1234', longTerm: true, images: ['archive/1'] }] }),
    );
    expect(customer).toMatchObject({
      status: 'pending',
      findings: [
        { code: 'document-of-other-kind', message: expect.stringContaining('certificate of registration') },
        { code: 'approval-awaited' },
      ],
    });
    const decision = { decision: 'approve', reason: '境外注册证明属实' };
    expect((await post(`/customers/${customer.id}/approvals`, decision, 'manager')).status).toBe(201);
    expect(await seen(customer.id)).toMatchObject({
      status: 'active',
      findings: [{ code: 'document-of-other-kind', severity: 'warning' }],
    });
  });

  it('is asked once, decided by someone else than the maker, and once', async () => {
    const customer = await entered(firm({ correspondent: bank }));
    const path = `/customers/${customer.id}/approvals`;
    const decision = { decision: 'approve', reason: '已评估' };
    expect((await post(path, decision, 'officer')).status).toBe(403);
    expect((await patch(customer.id, 1, { natureOfBusiness: '代理行' })).body.status).toBe('pending');
    const waiting = await get('/customer-approvals', 'officer');
    expect(
      waiting.body.items.filter((one: { customerId: string }) => one.customerId === customer.id),
    ).toHaveLength(1);
    const both = await Promise.all([post(path, decision, 'manager'), post(path, decision, 'manager2')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await seen(customer.id)).toMatchObject({ status: 'active', findings: [] });
    const history = await get(path, 'auditor');
    expect(history.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['approved', 'asked']);
    const again = await patch(customer.id, 2, { purpose: '结算' });
    expect(again.body.status).toBe('active');
    const more = await patch(customer.id, 3, {
      politicallyExposed: { category: 'foreign' },
      sourceOfFunds: '工资',
    });
    expect(more.body.status).toBe('pending');
  });

  it('covers what was approved, and nothing that is put in afterwards', async () => {
    const exposed = { category: 'foreign', position: '市长' };
    const decision = { decision: 'approve', reason: '已评估' };
    const born = { dateOfBirth: '1970-01-02', sourceOfFunds: '工资' };
    const one = await entered(person({ ...born, politicallyExposed: exposed }));
    let version = 1;
    const approve = async () =>
      expect((await post(`/customers/${one.id}/approvals`, decision, 'manager')).status).toBe(201);
    const change = async (body: object) => {
      const answer = await patch(one.id, version, body);
      expect(answer.status).toBe(200);
      const changed = answer.body as { status: string; version: number };
      version = changed.version;
      return changed.status;
    };
    await approve();
    expect((await seen(one.id)).status).toBe('active');
    expect(await change({ purpose: '储蓄' })).toBe('active');
    expect(await change({ politicallyExposed: { position: '市长', category: 'foreign' } })).toBe('active');
    for (const body of [
      { name: '王芳芳' },
      { nationality: 'FRA' },
      { dateOfBirth: '1971-01-02' },
      { documents: [passport()] },
      { politicallyExposed: { ...exposed, position: '总统' } },
      { sourceOfFunds: '赠与' },
    ]) {
      expect([body, await change(body)]).toEqual([body, 'pending']);
      await approve();
      expect((await seen(one.id)).status).toBe('active');
    }
    const house = await entered(firm({ correspondent: bank }));
    await post(`/customers/${house.id}/approvals`, decision, 'manager').expect(201);
    const other = await patch(house.id, 1, { correspondent: { ...bank, reputation: '一般' } });
    expect(other.body.status).toBe('pending');
  });

  it('of before digests were kept covers what was stored then', async () => {
    const house = await entered(firm({ correspondent: bank }));
    await post(`/customers/${house.id}/approvals`, { decision: 'approve', reason: 'x' }, 'manager').expect(
      201,
    );
    const holder = new pg.Client({ connectionString: service.database.superUrl });
    await holder.connect();
    await holder.query('UPDATE senior_approval SET facts_digest = NULL');
    await holder.end();
    expect((await patch(house.id, 1, { purpose: '结算' })).body.status).toBe('active');
    const changed = await patch(house.id, 2, { correspondent: { ...bank, reputation: '一般' } });
    expect(changed.body.status).toBe('pending');
  });

  it('is never given by anybody who asked for it, or changed what it is about', async () => {
    const both = { username: 'both', password: TEST_PASSWORD };
    const roles = ['teller', 'compliance-manager'];
    await post('/users', { ...both, displayName: '兼岗', roles, branch: '0001' }, 'admin');
    const { body: session } = await service.anonymous.post('/api/v1/sessions').send(both);
    const asBoth = { Authorization: `Bearer ${(session as { token: string }).token}` };
    const decide = async (id: string) =>
      service.anonymous
        .post(`/api/v1/customers/${id}/approvals`)
        .set(asBoth)
        .send({ decision: 'approve', reason: '已评估' });
    const made = await service.anonymous
      .post('/api/v1/customers')
      .set(asBoth)
      .send(firm({ correspondent: bank }));
    expect(made.status).toBe(201);
    // Somebody else gives one more reason to ask, and so asks last.
    const exposed = { politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' };
    expect((await patch(made.body.id, 1, exposed)).status).toBe(200);
    expect((await decide(made.body.id)).body.code).toBe('own-entry');

    const changed = await entered(firm({ correspondent: bank }));
    await service.anonymous
      .patch(`/api/v1/customers/${changed.id}`)
      .set({ ...asBoth, 'If-Match': '1' })
      .send({ correspondent: { ...bank, reputation: '一般' } })
      .expect(200);
    expect((await decide(changed.id)).body.code).toBe('own-entry');
    const decision = { decision: 'approve', reason: '已评估' };
    expect((await post(`/customers/${changed.id}/approvals`, decision, 'manager')).status).toBe(201);
  });

  it('may be denied, and then the relationship is refused, without a word why', async () => {
    const customer = await entered(
      person({ politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' }),
    );
    await post(`/customers/${customer.id}/approvals`, { decision: 'refuse', reason: '风险过高' }, 'manager');
    const read = await seen(customer.id);
    expect(read).toMatchObject({ status: 'refused', findings: [{ code: 'relationship-refused' }] });
    expect(JSON.stringify(read)).not.toContain('风险过高');
    expect((await get(`/customers/${customer.id}/approvals`)).status).toBe(403);
    // Taking the ground away takes back nothing: that is for somebody who may approve.
    const cleared = await patch(customer.id, 1, { politicallyExposed: null });
    expect(cleared.body).toMatchObject({ status: 'refused', findings: [{ code: 'relationship-refused' }] });
    const back = { decision: 'approve', reason: '重新评估' };
    expect((await post(`/customers/${customer.id}/approvals`, back, 'officer')).status).toBe(403);
    expect((await post(`/customers/${customer.id}/approvals`, back, 'manager')).status).toBe(201);
    expect(await seen(customer.id)).toMatchObject({ status: 'active', findings: [] });
    const again = await patch(customer.id, 2, { politicallyExposed: { category: 'foreign' } });
    expect(again.body.status).toBe('pending');
  });

  it('is asked for again when its ground is taken away, before or after it was given', async () => {
    const exposed = { politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' };
    const decide = async (id: string) =>
      (await post(`/customers/${id}/approvals`, { decision: 'approve', reason: '已评估' }, 'manager')).status;
    const customer = await entered(person(exposed));
    expect((await patch(customer.id, 1, { politicallyExposed: null })).body.status).toBe('pending');
    expect(await decide(customer.id)).toBe(201);
    expect((await seen(customer.id)).status).toBe('active');

    const bank2 = await entered(firm({ correspondent: bank }));
    expect(await decide(bank2.id)).toBe(201);
    expect((await patch(bank2.id, 1, { correspondent: null })).body.status).toBe('pending');
    expect(await decide(bank2.id)).toBe(201);
    expect((await seen(bank2.id)).status).toBe('active');
    const kinds = await get(
      `/review-tasks?customerNumber=${bank2.customerNumber}&kind=data-change`,
      'officer',
    );
    expect(kinds.body.items).toHaveLength(1);
  });
});

describe('verification', () => {
  const verify = (id: string, more: object = {}, as: Who = 'teller') =>
    post(
      `/customers/${id}/verifications`,
      { reason: 'document-expiry', method: 'in-person-original', evidence: ['scan-1'], ...more },
      as,
    );

  it('is kept, renews documents and keeps what they were', async () => {
    const old = { type: 'passport', number: 'E11111111', validUntil: '2026-01-01' };
    const customer = await entered(
      person({
        documents: [old, { type: 'military-id', number: '军字第1234567号', validUntil: '2026-02-01' }],
      }),
    );
    expect(customer.status).toBe('pending');
    const fresh = { type: 'passport', number: 'E22222222', validUntil: '2036-01-01' };
    const answer = await verify(customer.id, { documents: [fresh] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      outcome: 'confirmed',
      verifiedOn: '2026-03-02',
      verifiedBy: expect.any(String),
      documents: [fresh],
      evidence: ['scan-1'],
    });
    const read = await seen(customer.id);
    expect(read).toMatchObject({ status: 'active', version: 2 });
    expect(read.documents.map(({ number }: { number: string }) => number)).toEqual([
      'E22222222',
      '军字第1234567号',
    ]);
    expect(
      await count('customer_change h JOIN customer c ON c.id = h.customer_id WHERE c.public_id = $1', [
        customer.id,
      ]),
    ).toBe(1);
    const list = await get(`/customers/${customer.id}/verifications`, 'auditor');
    expect(list.body.items).toHaveLength(1);
  });

  it('settles that a document expired only with one that stands for it', async () => {
    const customer = await entered(person({ documents: [{ ...passport(), validUntil: '2026-03-03' }] }));
    await service.scheduler.drain('daily-review');
    const states = async () =>
      (
        await service.db.query<{ status: string }>(
          `SELECT s.status FROM review_task_state s JOIN customer_view c ON c.id = s.customer_id
           WHERE c.public_id = $1 AND s.kind = 'document-expiry'`,
          [customer.id],
        )
      ).map(({ status }) => status);
    expect((await verify(customer.id)).status).toBe(201);
    const other = { type: 'other', number: 'X7654321', validUntil: '2036-01-01' };
    expect((await verify(customer.id, { documents: [other] })).status).toBe(201);
    expect(await states()).toEqual(['open']);
    expect((await verify(customer.id, { documents: [passport()] })).status).toBe(201);
    expect(await states()).toEqual(['settled']);
  });

  it('that fails or is refused keeps the customer pending until one is confirmed', async () => {
    const customer = await entered(person());
    for (const [outcome, code] of [
      ['failed', 'verification-failed'],
      ['refused-by-customer', 'verification-refused'],
    ]) {
      await verify(customer.id, { outcome, documents: [passport()] });
      expect(await seen(customer.id)).toMatchObject({ status: 'pending', version: 1, findings: [{ code }] });
    }
    await verify(customer.id, { reason: '电话核实', method: '自有方式' });
    expect(await seen(customer.id)).toMatchObject({ status: 'active', findings: [] });
  });

  it('refuses documents that cannot be, and stores nothing then', async () => {
    const customer = await entered(person());
    const answer = await verify(customer.id, { documents: [{ ...passport(), issuedOn: '2026-04-01' }] });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/documents/0/issuedOn']);
    expect(
      await count('verification_view v JOIN customer c ON c.id = v.customer_id WHERE c.public_id = $1', [
        customer.id,
      ]),
    ).toBe(0);
    expect((await verify(customer.id, {}, 'officer')).status).toBe(403);
  });

  it('of another branch does not exist', async () => {
    const { body } = await post('/customers', person({ branch: '0002' }), 'core');
    expect((await verify(body.id)).status).toBe(404);
    expect((await get(`/customers/${body.id}/verifications`)).status).toBe(404);
  });

  it('has words that are data', async () => {
    const { body } = await get('/verification-terms');
    expect(body.methods.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['id-network-check', 'video', 'third-party']),
    );
    expect(body.reasons).toContainEqual({
      id: 'doubt',
      title: 'Doubt about the data on record',
      article: 'CDD Measures 2025, art. 26',
    });
  });

  it('can be added to, never changed', async () => {
    await expect(service.db.query('DELETE FROM verification')).rejects.toThrow();
    await expect(service.db.query("UPDATE verification SET outcome = 'confirmed'")).rejects.toThrow();
  });
});

describe('closure', () => {
  const account = (number: string, more: object = {}) => ({
    accountNumber: number,
    type: '110001',
    currency: 'CNY',
    openedOn: '2020-01-02',
    ...more,
  });

  it('ends the relationship and its accounts, once', async () => {
    const customer = await entered(
      person({ accounts: [account('622200000001'), account('622200000002', { closedOn: '2024-01-02' })] }),
    );
    const path = `/customers/${customer.id}/closure`;
    const wrong = await post(path, { closedOn: '2026-03-03', reason: '销户' });
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'in-future']);
    expect((await post(path, { closedOn: '2024-01-01', reason: '销户' })).body.errors[0].code).toBe(
      'before-last-event',
    );
    const answers = await Promise.all(
      [1, 2].map(() => post(path, { closedOn: '2026-03-01', reason: '客户申请' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const read = await seen(customer.id);
    expect(read).toMatchObject({
      status: 'closed',
      closure: { closedOn: '2026-03-01', reason: '客户申请' },
      version: 2,
    });
    expect(read.accounts.map(({ closedOn }: { closedOn: string }) => closedOn)).toEqual([
      '2026-03-01',
      '2024-01-02',
    ]);
    expect((await patch(customer.id, 2, { occupation: '20200' })).status).toBe(409);
    expect(
      (await post(`/customers/${customer.id}/verifications`, { reason: 'x', method: 'y', evidence: [] }))
        .status,
    ).toBe(409);
    expect((await post(path, { closedOn: '2026-03-01', reason: 'x' }, 'officer')).status).toBe(403);
  });
});

describe('simplified due diligence', () => {
  const little = (more: object = {}) => ({
    ...{ kind: 'individual', branch: '0001', name: '王芳', dueDiligence: 'simplified' },
    ...{ documents: [passport()], ...reached, ...more },
  });
  const rated = async (id: string, riskLevel: string) =>
    service.db.inTransaction(async (tx) => {
      const sql = 'SELECT id AS key FROM customer_view WHERE public_id = $1';
      const [row] = await tx.query<{ key: string }>(sql, [id]);
      await service.container.customers.setRisk(tx, [{ key: row!.key, riskLevel, nextReviewOn: null }]);
    });
  const asked = async (customerNumber: string) =>
    (await get(`/review-tasks?kind=doubt&customerNumber=${customerNumber}`, 'officer')).body.items as {
      ask: string | { en: string };
    }[];
  const order = (id: string, as: Who = 'officer') => post(`/customers/${id}/full-due-diligence`, {}, as);

  it('is not for who comes from a country under a call for action', async () => {
    const customer = await entered(little({ nationality: 'IRN' }));
    expect(customer.status).toBe('pending');
    expect(codes(customer)).toEqual(expect.arrayContaining(['simplified-not-allowed', 'missing-occupation']));
  });

  it('ends at a higher risk: compliance is asked, orders the full data, and a branch reads what is missing', async () => {
    const customer = await entered(little());
    await rated(customer.id, 'low');
    const shown = async () => {
      const answers = await Promise.all(
        ['', '/timeline', '/verifications'].map((end) => get(`/customers/${customer.id}${end}`)),
      );
      const tasks = await get(`/review-tasks?customerNumber=${customer.customerNumber}`);
      return [...answers, tasks].map(({ status, body }) => [status, { ...body, instance: undefined }]);
    };
    const before = await shown();
    await rated(customer.id, 'high');
    expect(await shown()).toEqual(before);
    const tasks = JSON.stringify(await asked(customer.customerNumber));
    expect(tasks).toMatch(/level of risk/);
    expect(tasks).toMatch(/where the customer's funds and wealth come from/);
    const full = await get(`/customers/${customer.id}/full-due-diligence`, 'officer');
    expect(full.body).toMatchObject({ level: 'simplified', barred: true });

    expect((await order(customer.id, 'teller')).status).toBe(403);
    const missing = ['missing-address', 'missing-gender', 'missing-nationality', 'missing-occupation'];
    expect((await order(customer.id)).body).toEqual({ missing });
    const read = await seen(customer.id);
    expect([read.status, codes(read)]).toEqual(['pending', missing]);
    expect(read.findings[3]).toMatchObject({ message: 'The occupation is missing.' });
    // Of one at no higher risk it reads the same.
    const other = await entered(little());
    await rated(other.id, 'low');
    await order(other.id);
    const of = ({ status, findings }: { status: string; findings: unknown }) => ({ status, findings });
    expect(of(await seen(other.id))).toEqual(of(read));

    const { gender, nationality } = natural;
    const some = await patch(customer.id, 1, { addresses, gender, nationality });
    expect([some.body.status, codes(some.body)]).toEqual(['pending', ['missing-occupation']]);
    const all = await patch(customer.id, 2, { occupation: '20100' });
    expect([all.body.status, codes(all.body)]).toEqual(['active', []]);
    await rated(customer.id, 'low');
    expect(await asked(customer.customerNumber)).toEqual([]);
    expect((await order((await entered(person())).id)).status).toBe(409);
  });

  it('registered later asks compliance at a higher risk, and takes no data away', async () => {
    const customer = await entered(person());
    await rated(customer.id, 'high');
    expect(JSON.stringify(await asked(customer.customerNumber))).not.toMatch(/level of risk/);
    const less = await patch(customer.id, 1, { dueDiligence: 'simplified', occupation: null });
    expect([less.status, less.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/occupation', code: 'kept' })],
    ]);
    expect((await patch(customer.id, 1, { dueDiligence: 'simplified' })).status).toBe(200);
    await rated(customer.id, 'high');
    expect(JSON.stringify(await asked(customer.customerNumber))).toMatch(/level of risk/);
  });
});

describe('the day on which a relationship ended', () => {
  const closeOn = async (id: string, closedOn: string) => {
    const { status, body } = await post(`/customers/${id}/closure`, { closedOn, reason: '客户申请' });
    return [status, body.errors?.[0].code];
  };

  it('is none before it began, whatever is registered of its beginning', async () => {
    const customer = await entered(person());
    expect(await closeOn(customer.id, '2026-03-01')).toEqual([422, 'before-beginning']);
    expect(await closeOn(customer.id, '1900-01-01')).toEqual([422, 'before-beginning']);
    expect(await closeOn(customer.id, '2026-03-02')).toEqual([200, undefined]);
    const older = await entered(person({ openedOn: '2025-01-02' }));
    expect(await closeOn(older.id, '2025-01-01')).toEqual([422, 'before-beginning']);
    expect(await closeOn(older.id, '2025-01-02')).toEqual([200, undefined]);
    const answer = await post('/customers', person({ openedOn: '2026-03-03' }));
    expect([answer.status, answer.body.errors[0]]).toEqual([
      422,
      expect.objectContaining({ pointer: '/openedOn', code: 'in-future' }),
    ]);
  });

  it('is none before the last transaction', async () => {
    const accountNumber = '622200000901';
    const account = { accountNumber, type: '110001', currency: 'CNY', openedOn: '2020-01-02' };
    const customer = await entered(person({ openedOn: '2020-01-02', accounts: [account] }));
    for (const [reference, bookedAt] of [
      ['closing-1', '2025-06-30T15:59:59Z'],
      ['closing-2', '2025-05-30T10:00:00Z'],
    ]) {
      const { customerNumber } = customer;
      const movement = {
        source: 'core',
        reference,
        bookedAt,
        customerNumber,
        accountNumber,
        direction: 'in',
      };
      const paid = { ...movement, method: 'transfer', channel: 'counter', amount: '100.00', currency: 'CNY' };
      expect((await post('/transactions', paid, 'core')).body).toMatchObject({ accepted: 1 });
    }
    expect(await closeOn(customer.id, '2025-06-29')).toEqual([422, 'before-last-event']);
    expect(await closeOn(customer.id, '2025-06-30')).toEqual([200, undefined]);
  });
});

describe('a referral', () => {
  it('reaches the officers as an alert each time and leaves no trace a branch could see', async () => {
    const customer = await entered(person());
    const { customerNumber } = customer;
    const paths = ['', '/verifications', '/timeline', '/risk-ratings'].map(
      (end) => `/customers/${customer.id}${end}`,
    );
    const everything = async () => {
      const answers = await Promise.all(
        [...paths, '/customers', `/customers?customerNumber=${customerNumber}`, '/review-tasks'].map((path) =>
          get(path),
        ),
      );
      return answers.map(({ status, body }) => [status, { ...body, instance: undefined }]);
    };
    const before = await everything();
    for (const text of ['客户反复询问报告限额', '同行人代为操作']) {
      const answer = await post('/referrals', { customerNumber, text });
      expect([answer.status, answer.text]).toEqual([204, '']);
    }
    expect(await everything()).toEqual(before);
    const alerts = await get(`/alerts?customerNumber=${customerNumber}`, 'officer');
    expect(alerts.body.items).toHaveLength(2);
    for (const alert of alerts.body.items) {
      expect(alert).toMatchObject({
        kind: 'due-diligence',
        ruleId: 'front-line-referral',
        severity: 'high',
        dueOn: '2026-03-05',
        status: 'open',
      });
      expect(JSON.stringify(alert)).not.toMatch(/限额|同行/);
    }
    const texts = await Promise.all(
      alerts.body.items.map(({ id }: { id: string }) => get(`/alerts/${id}/referral`, 'officer')),
    );
    expect(texts.map(({ body }) => body.text).sort()).toEqual(
      ['同行人代为操作', '客户反复询问报告限额'].sort(),
    );
    expect((await get(`/alerts/${alerts.body.items[0].id}/referral`)).status).toBe(404);
    const [event] = await service.db.query("SELECT details FROM audit_event WHERE action = 'referral.made'");
    expect(JSON.stringify(event)).not.toContain('限额');
    const readBy = await service.db.query<{ name: string }>(
      "SELECT DISTINCT actor_id AS name FROM audit_event WHERE action = 'referral.read' AND subject_id = $1",
      [alerts.body.items[0].id],
    );
    expect(readBy).toHaveLength(1);
  });

  it('is sealed in the database, also one of before texts were sealed, and only for one alert', async () => {
    const { customerNumber, id } = await entered(person());
    for (const text of ['封存的线索一', '封存的线索二'])
      await post('/referrals', { customerNumber, text }).expect(204);
    const owner = new pg.Client({ connectionString: service.database.ownerUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query<{ row: string; sealed: string }>(
        `SELECT to_jsonb(r)::text AS row, r.sealed_text AS sealed FROM referral r
         JOIN customer c ON c.id = r.customer_id WHERE c.public_id = $1 ORDER BY r.id`,
        [id],
      );
      expect(rows.map(({ sealed }) => sealed.startsWith('v1.'))).toEqual([true, true]);
      expect(rows.map(({ row }) => row).join()).not.toContain('线索');
      await owner.query(
        `INSERT INTO referral (public_id, customer_id, alert_id, text, branch, at, actor_kind, actor_id, actor_name)
         SELECT gen_random_uuid(), r.customer_id, gen_random_uuid(), '旧的明文', r.branch, r.at, r.actor_kind, r.actor_id,
           r.actor_name FROM referral r JOIN customer c ON c.id = r.customer_id WHERE c.public_id = $1 LIMIT 1`,
        [id],
      );
      await service.scheduler.drain('referral-sealing');
      const { rows: after } = await owner.query('SELECT 1 FROM referral WHERE text IS NOT NULL');
      expect(after).toEqual([]);
      await expect(owner.query("UPDATE referral SET text = 'x', sealed_text = NULL")).rejects.toThrow(
        'never changed',
      );
    } finally {
      await owner.end();
    }
  });

  it('is told apart only by whether the customer is one of the branch', async () => {
    const { body: other } = await post('/customers', person({ branch: '0002' }), 'core');
    const shown = async (customerNumber: string) => {
      const { status, body } = await post('/referrals', { customerNumber, text: 'x' });
      return [status, body.errors];
    };
    const unknown = await shown('nobody-1');
    expect(unknown).toEqual([
      422,
      [expect.objectContaining({ pointer: '/customerNumber', code: 'unknown-customer' })],
    ]);
    expect(await shown(other.customerNumber)).toEqual(unknown);
    expect((await get('/referrals')).status).toBe(404);
  });
});

describe('an attempt without an established identity', () => {
  const attempt = (body: object, as: Who = 'teller') => post('/refused-attempts', body, as);
  const alertsOf = async (customerNumber: string) =>
    (await get(`/alerts?customerNumber=${customerNumber}`, 'officer')).body.items as { id: string }[];
  const scan = async () =>
    (
      await service.as.teller
        .post('/api/v1/document-images')
        .set('Content-Type', 'image/png')
        .send(await picture('png'))
    ).body.id as string;

  it('by an applicant is refused with the article, kept sealed, and brought to the officers', async () => {
    const applicant = await entered(person({ documents: [] }));
    const image = await scan();
    const answer = await attempt({
      ground: 'forged-document',
      customerNumber: applicant.customerNumber,
      customerIs: 'applicant',
      service: '开立账户',
      claimed: { name: '赵六', documents: [{ type: 'passport', number: 'E99887766', images: [image] }] },
      text: '照片与本人不符',
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        id: expect.any(String),
        refusedAt: '2026-03-02T02:00:00.000Z',
        refusal: expect.stringContaining('cannot provide the service'),
        article: 'AML Law, art. 28; CDD Measures 2025, art. 8',
      },
    ]);
    const read = await seen(applicant.id);
    expect([
      read.status,
      read.findings.find(({ code }: { code: string }) => code === 'identity-refused'),
    ]).toEqual([
      'refused',
      expect.objectContaining({ message: answer.body.refusal, article: answer.body.article }),
    ]);
    const [alert] = await alertsOf(applicant.customerNumber);
    expect(alert).toMatchObject({ kind: 'due-diligence', ruleId: 'refused-attempt', severity: 'high' });
    expect(JSON.stringify(alert)).not.toMatch(/赵六|E99887766|不符/);
    expect((await get(`/alerts/${alert!.id}/refused-attempt`)).status).toBe(404);
    expect((await get(`/alerts/${alert!.id}/refused-attempt`, 'auditor')).body).toMatchObject({
      ...{ ground: 'forged-document', groundTitle: 'Shows a forged or altered document' },
      ...{ customerIs: 'applicant', branch: '0001', images: [image], reversal: null },
      account: { service: '开立账户', text: '照片与本人不符', claimed: { name: '赵六' } },
    });
    const owner = new pg.Client({ connectionString: service.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ row: string }>(
      'SELECT to_jsonb(a)::text AS row FROM refused_attempt a',
    );
    await owner.end();
    expect(rows.map(({ row }) => row).join()).not.toMatch(/赵六|E99887766|不符/);

    // The scan is evidence now: compliance sees it, the branch does not, and no customer can have it.
    expect((await get(`/document-images/${image}`, 'officer')).status).toBe(200);
    expect((await get(`/document-images/${image}`)).status).toBe(404);
    const taken = await post('/customers', person({ documents: [{ ...passport(), images: [image] }] }));
    expect([taken.status, taken.body.errors[0].code]).toEqual([422, 'unknown-image']);
    service.clock.advance(30 * 3_600_000);
    await service.scheduler.drain('document-image-expiry');
    service.clock.set(new Date('2026-03-02T02:00:00.000Z'));
    expect((await get(`/document-images/${image}`, 'officer')).status).toBe(200);
  });

  it('in the name of a customer leaves that customer as it was, and nothing a branch could see', async () => {
    const victim = await entered(person());
    const shown = async () => {
      const paths = ['', '/verifications', '/timeline', '/document-images'];
      const answers = await Promise.all(paths.map((path) => get(`/customers/${victim.id}${path}`)));
      return [...answers, await get('/review-tasks')].map(({ body }) => ({ ...body, instance: undefined }));
    };
    const before = await shown();
    const body = { ground: 'other-persons-document', customerNumber: victim.customerNumber };
    await attempt({ ...body, customerIs: 'impersonated', text: '持他人证件取款' }).expect(201);
    expect(await shown()).toEqual(before);
    expect(await alertsOf(victim.customerNumber)).toHaveLength(1);
    const asApplicant = await attempt({ ...body, customerIs: 'applicant' });
    expect([asApplicant.status, asApplicant.body.errors[0].code]).toEqual([422, 'established-customer']);
    const half = await attempt(body);
    expect([half.status, half.body.errors[0].code]).toEqual([422, 'needs-customer-number']);
  });

  it('by somebody unknown is an alert about no customer; one of another branch does not exist', async () => {
    await attempt({ ground: 'identification-refused', amount: '80000.00', currency: 'CNY' }).expect(201);
    const { body } = await get('/alerts?ruleId=refused-attempt', 'officer');
    const [alert] = body.items.filter((one: { customerNumber: unknown }) => one.customerNumber === null);
    expect((await get(`/alerts/${alert.id}/refused-attempt`, 'officer')).body).toMatchObject({
      ...{ ground: 'identification-refused', customerNumber: null },
      account: { amount: '80000.00', currency: 'CNY' },
    });
    const { body: other } = await post('/customers', person({ branch: '0002' }), 'core');
    const { customerNumber } = other;
    const answer = await attempt({ ground: 'forged-document', customerNumber, customerIs: 'impersonated' });
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'unknown-customer']);
  });

  it('under no name is recorded when it is entered, and again when the name becomes none', async () => {
    const anonymous = await entered(person({ name: '匿名' }));
    expect(await alertsOf(anonymous.customerNumber)).toHaveLength(1);
    await patch(anonymous.id, 1, { occupation: '20200' }).expect(200);
    expect(await alertsOf(anonymous.customerNumber)).toHaveLength(1);
    const named = await entered(person());
    expect(await alertsOf(named.customerNumber)).toEqual([]);
    await patch(named.id, 1, { name: '假名' }).expect(200);
    expect(await alertsOf(named.customerNumber)).toHaveLength(1);
  });

  it('is not lost when another of the applicant is taken back while it is recorded', async () => {
    const applicant = await entered(person({ documents: [] }));
    const { customerNumber } = applicant;
    const again = { ground: 'forged-document', customerNumber, customerIs: 'applicant' };
    await attempt(again, 'officer').expect(201);
    const [alert] = await alertsOf(customerNumber);
    const holder = new pg.Client({ connectionString: service.database.superUrl });
    const blocked = async (sessions: number): Promise<void> => {
      const { rows } = await holder.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      );
      if (rows.length < sessions) await blocked(sessions);
    };
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM customer WHERE public_id = $1 FOR NO KEY UPDATE', [applicant.id]);
      const recorded = attempt(again).then(({ status }) => status);
      await blocked(1);
      const reversal = { reason: '证件属实' };
      const reversed = post(`/alerts/${alert!.id}/refused-attempt/reversal`, reversal, 'officer2').then(
        ({ status }) => status,
      );
      await blocked(2);
      await holder.query('COMMIT');
      expect(await Promise.all([recorded, reversed])).toEqual([201, 204]);
    } finally {
      await holder.end();
    }
    expect((await seen(applicant.id)).status).toBe('refused');
  });

  it('is taken back by somebody else, once, and the applicant is pending as before', async () => {
    const applicant = await entered(person({ documents: [] }));
    const { customerNumber } = applicant;
    await attempt({ ground: 'forged-document', customerNumber, customerIs: 'applicant' }, 'officer').expect(
      201,
    );
    const [alert] = await alertsOf(customerNumber);
    const reverse = (as: Who) =>
      post(`/alerts/${alert!.id}/refused-attempt/reversal`, { reason: '证件属实' }, as);
    expect((await reverse('teller')).status).toBe(404);
    expect((await reverse('officer')).body.code).toBe('own-attempt');
    const answers = await Promise.all([reverse('officer2'), reverse('manager')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await seen(applicant.id)).status).toBe('pending');
    const { body } = await get(`/alerts/${alert!.id}/refused-attempt`, 'officer');
    expect(body.reversal).toMatchObject({ reason: '证件属实' });
    await expect(service.db.query('DELETE FROM refused_attempt')).rejects.toThrow();
    await expect(service.db.query("UPDATE refused_attempt SET ground = 'x'")).rejects.toThrow();
  });
});

describe('a bulk entry', () => {
  it('stores thousands, a batch of an import at a time, in as many statements as a few', async () => {
    /** Names that differ, for alike ones are looked at more closely. */
    const named = (at: number) =>
      [at, Math.floor(at / 700)].map((n) => String.fromCodePoint(0x4e00 + ((n * 7) % 5_000))).join('');
    let next = 0;
    const statements = async (many: number): Promise<number> => {
      const spies = [jest.spyOn(Tx.prototype, 'query'), jest.spyOn(Tx.prototype, 'prepared')];
      const outcomes = await service.db.inTransaction((tx) =>
        service.container.customers.createMany(
          tx,
          systemActor,
          Array.from({ length: many }, (_, at) => {
            const name = `李${named((next += 1))}`;
            return at % 7 === 0 ? firm({ name, correspondent: bank }) : person({ name });
          }) as CustomerBody[],
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(many);
      const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
      spies.forEach((spy) => spy.mockRestore());
      return calls;
    };
    const few = await statements(14);
    for (let batch = 0; batch < 5; batch += 1) expect(await statements(1_000)).toBeLessThanOrEqual(few);
  }, 120_000);
});
