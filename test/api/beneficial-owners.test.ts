import { licence } from '../support/licence.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
interface Answer {
  version: number | null;
  determination: {
    outcome: string;
    threshold?: string;
    owners: { party: string; basis: string; share: string | null }[];
    complexity?: object;
  };
  declared: { party: string }[];
  differences: { code: string; party: string }[];
  parties: { id: string; name: string }[];
  history: { version: number; asOf: string; owners: { party: string }[] }[];
  confirmations: { version: number; confirmedBy: string }[];
  measure?: { measure: string } | null;
}

let counter = 0;
const company = async (more: object = {}) => {
  const answer = await service.as.core
    .post('/api/v1/customers')
    .send({ kind: 'organisation', branch: '0001', name: `测试${(counter += 1)}有限公司`, ...more });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; customerNumber: string; version: number };
};
const add = async (id: string, body: object) => {
  const answer = await service.as.officer
    .post(`/api/v1/customers/${id}/relationships`)
    .send({ source: 'register', ...body });
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
};
const person = (name: string) => ({
  kind: 'person',
  name,
  dateOfBirth: '1980-01-01',
  documents: [{ type: 'passport', number: `E${String((counter += 1)).padStart(8, '0')}` }],
});
const owns = (share: string, holder: object, more: object = {}) => ({
  type: 'owns',
  share,
  since: '2020-01-01',
  holder,
  ...more,
});
const read = async (id: string, query = '', as: Who = 'officer') => {
  const answer = await service.as[as].get(`/api/v1/customers/${id}/beneficial-owners${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Answer;
};
const names = ({ determination, parties }: Answer) =>
  determination.owners.map(({ party, basis, share }) => [
    parties.find(({ id }) => id === party)!.name,
    basis,
    share,
  ]);
const post = (id: string, path: string, body: object, as: Who = 'officer') =>
  service.as[as].post(`/api/v1/customers/${id}/beneficial-owners/${path}`).send(body);
const confirm = (id: string, version: number, as: Who = 'officer') =>
  post(id, 'determinations', { version, method: 'register extract', evidence: ['extract 2026-03-02'] }, as);
const keyOf = async (id: string) =>
  (await service.db.query<{ id: string }>('SELECT id FROM customer_view WHERE public_id = $1', [id]))[0]!.id;

describe('beneficial owners', () => {
  it('are determined with the relationship that makes them, and stored when they become others', async () => {
    const { id } = await company();
    expect(await read(id)).toMatchObject({
      version: null,
      determination: { outcome: 'unresolved', owners: [] },
    });
    const first = await add(id, owns('60', person('甲')));
    await add(id, owns('40', person('乙')));
    const found = await read(id);
    expect(names(found)).toEqual([
      ['甲', 'ownership', '60'],
      ['乙', 'ownership', '40'],
    ]);
    expect(found.version).toBe(2);
    await service.as.officer
      .post(`/api/v1/customers/${id}/relationships/${first}/end`)
      .send({ reason: 'sold', until: '2026-03-01' });
    const after = await read(id);
    expect(names(after)).toEqual([['乙', 'ownership', '40']]);
    expect(after.history.map(({ owners }) => owners.length)).toEqual([1, 2, 1]);
    expect(names(await read(id, '?asOf=2026-02-28'))).toEqual([
      ['甲', 'ownership', '60'],
      ['乙', 'ownership', '40'],
    ]);
    expect((await read(id, '?asOf=2019-12-31')).determination.owners).toEqual([]);
  });

  it('change with whatever changes above, and ask for a review once a day', async () => {
    const [parent, child] = [await company(), await company()];
    await add(child.id, owns('100', { customerNumber: parent.customerNumber }));
    const link = await add(parent.id, owns('100', person('旧主')));
    expect(names(await read(child.id))).toEqual([['旧主', 'ownership', '100']]);
    await service.as.officer
      .post(`/api/v1/customers/${parent.id}/relationships/${link}/end`)
      .send({ reason: 'sold', until: '2026-03-02' });
    await add(parent.id, owns('100', person('新主'), { since: '2026-03-02' }));
    expect(names(await read(child.id))).toEqual([['新主', 'ownership', '100']]);
    await service.scheduler.drain('beneficial-owners');
    const tasks = await service.db.query<{ episode: string }>(
      `SELECT episode FROM review_task WHERE customer_id = $1 AND kind = 'owner-change' ORDER BY id`,
      [await keyOf(child.id)],
    );
    // One task for all the changes of a day.
    expect(tasks.map(({ episode }) => episode)).toEqual(['2026-03-02']);
  });

  it('are the declared ones until a holding is recorded, and then differ openly', async () => {
    const { id } = await company({
      beneficialOwners: [{ name: '申报人', basis: '持股', share: '55', since: '2021-01-01' }],
    });
    expect((await read(id)).determination.outcome).toBe('declared');
    await add(id, owns('100', person('实有人')));
    const found = await read(id);
    expect(names(found)).toEqual([['实有人', 'ownership', '100']]);
    expect(found.differences.map(({ code }) => code).sort()).toEqual(['not-declared', 'not-determined']);
  });

  it('are confirmed by a person for the determination that was seen', async () => {
    const { id } = await company();
    await add(id, owns('100', person('丙')));
    expect((await confirm(id, 7)).body.code).toBe('owners-changed');
    expect((await confirm(id, 1, 'auditor')).status).toBe(403);
    expect((await confirm(id, 1, 'teller')).status).toBe(201);
    expect((await read(id)).confirmations).toEqual([expect.objectContaining({ version: 1 })]);
  });

  it('are found from a tenth under stronger measures, which a branch neither decides nor sees', async () => {
    const { id } = await company();
    await add(id, owns('88', person('大股东')));
    await add(id, owns('12', person('小股东')));
    expect((await read(id)).determination.owners).toHaveLength(1);
    expect(
      (await post(id, 'measures', { measure: 'stronger', reason: 'complex structure' }, 'teller')).status,
    ).toBe(403);
    expect((await post(id, 'measures', { measure: 'stronger', reason: 'complex structure' })).status).toBe(
      204,
    );
    const strong = await read(id);
    expect(strong.determination).toMatchObject({ threshold: '10' });
    expect(strong.determination.owners).toHaveLength(2);
    expect(strong.measure).toMatchObject({ measure: 'stronger' });
    const seen = await read(id, '', 'teller');
    expect(seen.determination).not.toHaveProperty('threshold');
    expect(seen.determination).not.toHaveProperty('complexity');
    expect(seen).not.toHaveProperty('measure');
    // Found by the usual rules, and confirmed with the usual answer.
    expect(names(seen)).toEqual([['大股东', 'ownership', '88']]);
    expect(seen).toMatchObject({ computedAt: null, history: [] });
    expect(JSON.stringify(seen)).not.toContain('小股东');
    const open = async () =>
      service.db.query<{ audience: string; letter: boolean }>(
        `SELECT audience, next_step_on IS NOT NULL AS letter FROM review_task_state
         WHERE customer_id = $1 AND kind = 'owner-change' AND status = 'open' ORDER BY audience`,
        [await keyOf(id)],
      );
    // The second holding made other owners by the usual rules too, or did not: here it did not.
    expect(await open()).toEqual([{ audience: 'compliance', letter: false }]);
    expect([seen.version, strong.version]).toEqual([2, 3]);
    expect((await confirm(id, strong.version!, 'teller')).body.code).toBe('owners-changed');
    for (let twice = 0; twice < 2; twice += 1) {
      const answer = await confirm(id, seen.version!, 'teller');
      expect([answer.status, answer.body]).toEqual([201, { version: seen.version }]);
      expect(await open()).toEqual([{ audience: 'compliance', letter: false }]);
    }
    expect((await confirm(id, strong.version!)).status).toBe(201);
    expect(await open()).toEqual([]);
    expect((await confirm(id, seen.version!, 'teller')).status).toBe(201);
    expect(await open()).toEqual([]);
    expect((await read(id, '', 'teller')).confirmations).toHaveLength(3);
    expect((await read(id)).confirmations.map(({ version }) => version)).toEqual([3, 3, 3, 3]);
    expect((await post(id, 'measures', { measure: 'standard', reason: 'over' })).status).toBe(204);
    const over = await read(id);
    expect(over.determination.owners).toHaveLength(1);
    expect(over.history.map(({ owners }) => owners.length)).toEqual([1, 2, 1, 1]);
    expect((await read(id, '', 'teller')).version).toBe(2);
  });

  it('look the same to a branch whatever the level of risk', async () => {
    const { id } = await company();
    await service.as.officer
      .post(`/api/v1/customers/${id}/body-types`)
      .send({ bodyType: 'professional-firm' });
    await add(id, owns('100', person('丁')));
    await add(id, { type: 'manages', since: '2020-01-01', holder: person('戊') });
    const yesterday = '?asOf=2026-03-01';
    const shown = async () => [await read(id, '', 'teller'), await read(id, yesterday, 'teller')];
    const key = await keyOf(id);
    const rate = (riskLevel: 'low' | 'high') =>
      service.db.inTransaction((tx) =>
        service.container.customers.setRisk(tx, [{ key, riskLevel, nextReviewOn: '2027-01-01' }]),
      );
    await rate('low');
    const low = await shown();
    const outcome = async () => (await read(id, yesterday)).determination.outcome;
    expect(await outcome()).toBe('simplified');
    await rate('high');
    await service.scheduler.drain('beneficial-owners');
    expect(await outcome()).toBe('determined');
    expect((await read(id)).determination.outcome).toBe('determined');
    expect(await shown()).toEqual(low);
    const internal = () =>
      service.db.query(
        `SELECT audience FROM review_task_state WHERE customer_id = $1 AND kind = 'owner-change' AND status = 'open'
           AND audience = 'compliance'`,
        [key],
      );
    expect(await internal()).toHaveLength(1);
    await rate('low');
    await service.scheduler.drain('beneficial-owners');
    const again = await read(id);
    expect(again.determination.outcome).toBe('simplified');
    expect(again.history.map(({ owners }) => owners.length)).toEqual([1, 1, 1, 0, 0]);
    expect(await internal()).toEqual([]);
    expect(await shown()).toEqual(low);
  });

  it('are no others where a level of risk changes nothing about them', async () => {
    const { id } = await company();
    await add(id, owns('100', person('庚')));
    const key = await keyOf(id);
    await service.db.inTransaction((tx) =>
      service.container.customers.setRisk(tx, [{ key, riskLevel: 'high', nextReviewOn: null }]),
    );
    await service.scheduler.drain('beneficial-owners');
    expect((await read(id)).version).toBe(1);
  });

  it('are not found through customers elsewhere for a branch, whose names stay theirs', async () => {
    const elsewhere = await company({ branch: '0002', name: '远方实业集团有限公司' });
    const other = await company({ branch: '0002' });
    await add(
      other.id,
      owns('5', { customerNumber: elsewhere.customerNumber, name: '远方实业集团有限公司' }),
    );
    await add(elsewhere.id, owns('100', person('远方主人')));
    const { id } = await company();
    await add(id, owns('100', { customerNumber: elsewhere.customerNumber }));
    expect(names(await read(id))).toEqual([['远方主人', 'ownership', '100']]);
    const seen = await read(id, '', 'teller');
    expect(seen.determination.owners).toEqual([]);
    expect(seen.parties.map(({ name }) => name)).toContain('远方实业****');
    expect(JSON.stringify(seen)).not.toMatch(/远方实业集团|远方主人/);
  });

  it('show a branch no words that were not written at one', async () => {
    const { id } = await company();
    await add(id, owns('100', person('己')));
    const words = (who: string) => ({
      version: 1,
      method: `m ${who}`,
      evidence: [`e ${who}`],
      note: `n ${who}`,
    });
    for (const who of ['officer', 'teller'] as const)
      expect((await post(id, 'determinations', words(who), who)).status).toBe(201);
    expect((await read(id)).confirmations).toMatchObject([words('teller'), words('officer')]);
    expect((await read(id, '', 'teller')).confirmations).toMatchObject([
      words('teller'),
      { version: 1, method: null, evidence: [], note: null },
    ]);
  });

  it('can be asked the other way round: every body of one person', async () => {
    const boss = person('大老板');
    const bodies = [await company(), await company(), await company({ branch: '0002' })];
    for (const { id } of bodies) await add(id, owns('100', boss));
    const { parties, determination } = await read(bodies[0]!.id);
    const { party } = determination.owners[0]!;
    expect(parties.map(({ id }) => id)).toContain(party);
    const path = `/api/v1/parties/${party}/owned-entities`;
    const all = await service.as.officer.get(path);
    expect(all.body.items.map(({ customerId }: { customerId: string }) => customerId)).toEqual(
      bodies.map(({ id }) => id),
    );
    const page = await service.as.officer.get(`${path}?limit=2`);
    const next = await service.as.officer.get(`${path}?limit=2&cursor=${page.body.nextCursor}`);
    expect([page.body.items.length, next.body.items.length, next.body.nextCursor]).toEqual([2, 1, null]);
    expect((await service.as.teller.get(path)).status).toBe(403);
    expect((await service.as.officer.get('/api/v1/parties/nobody/owned-entities')).status).toBe(404);
    const customer = await service.as.core
      .post('/api/v1/customers')
      .send({ ...boss, kind: 'individual', branch: '0001' });
    const own = await service.as.teller.get(`/api/v1/customers/${customer.body.id}/owned-entities`);
    expect(own.body.items).toHaveLength(2);
  });

  it('are right after two changes at the same time in far parts of one structure', async () => {
    // Nobody is above the target until both links are there; each transaction sees only its own.
    const [low, middle, high] = [await company(), await company(), await company()];
    await add(low.id, owns('100', { customerNumber: middle.customerNumber }));
    await add(high.id, owns('100', person('源头')));
    await Promise.all([
      add(middle.id, owns('50', { customerNumber: high.customerNumber })),
      add(middle.id, owns('50', person('另一人'))),
    ]);
    await service.scheduler.drain('beneficial-owners');
    expect(names(await read(low.id)).sort()).toEqual([
      ['另一人', 'ownership', '50'],
      ['源头', 'ownership', '50'],
    ]);
    const { history } = await read(low.id);
    expect(new Set(history.map(({ version }) => version)).size).toBe(history.length);
  });

  it('of many customers loaded at once are found by the job', async () => {
    const actor = { kind: 'system', id: 'test', name: 'test', roles: [] } as const;
    const bodies = Array.from({ length: 300 }, (_, index) => ({
      kind: 'organisation' as const,
      branch: '0001',
      name: `大批${index}公司`,
      beneficialOwners: [{ name: `批主${index}`, basis: 'shares', share: '100', since: '2020-01-01' }],
    }));
    await service.db.inTransaction((tx) => service.container.customers.createMany(tx, actor, bodies));
    await service.scheduler.drain('beneficial-owners');
    const [row] = await service.db.query<{ count: string }>(
      `SELECT count(*) FROM beneficial_owner_view o JOIN customer_view c ON c.id = o.customer_id
       WHERE c.name LIKE '大批%' AND o.basis = 'declared'`,
    );
    expect(row!.count).toBe('300');
  });

  it('leave no trace of a relationship that was refused in the end', async () => {
    const { id } = await company();
    const failing = service.db.inTransaction(async (tx) => {
      await service.container.relationships.add(
        tx,
        { kind: 'api-key', id: 'k', name: 'k', roles: ['core-banking'] },
        {
          customerId: id,
          body: { type: 'owns', share: '100', source: 'document', holder: { kind: 'person', name: '无' } },
        },
      );
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await read(id)).toMatchObject({ version: null, history: [] });
  });
});

describe('the days of holdings', () => {
  const tasksOf = async (id: string) =>
    service.db.query<{ raised: string }>(
      `SELECT raised_on::text AS raised FROM review_task WHERE customer_id = $1 AND kind = 'owner-change' ORDER BY id`,
      [await keyOf(id)],
    );

  it('end and begin by themselves, on days on which nothing ran too, and ask for a review once they do', async () => {
    await service.scheduler.drain('beneficial-owners');
    const { id } = await company({
      beneficialOwners: [
        { name: '将来人', basis: '持股', share: '100', since: '2026-03-04' },
        { name: '现在人', basis: '持股', share: '100', since: '2020-01-01' },
      ],
    });
    const other = await company();
    await add(other.id, owns('60', person('到期人'), { until: '2026-03-05' }));
    await add(other.id, owns('40', person('长期人')));
    const ended = await add(other.id, owns('30', person('离任人'), { since: '2020-01-01' }));
    await service.as.officer
      .post(`/api/v1/customers/${other.id}/relationships/${ended}/end`)
      .send({ reason: 'sold', until: '2026-03-04' })
      .expect(204);
    const [nominee, principal] = [await company(), await company()];
    await add(principal.id, owns('100', person('真主人')));
    const body = await company();
    await add(body.id, owns('100', { customerNumber: nominee.customerNumber }));
    await add(body.id, {
      ...{ type: 'nominee-for', until: '2026-03-04', since: '2020-01-01' },
      ...{
        holder: { customerNumber: nominee.customerNumber },
        subject: { customerNumber: principal.customerNumber },
      },
    });
    await service.scheduler.drain('beneficial-owners');
    const before = (await read(other.id)).version!;
    expect(names(await read(id))).toEqual([['现在人', 'declared', '100']]);
    expect(names(await read(body.id))).toEqual([['真主人', 'ownership', '100']]);
    const asked = await tasksOf(other.id);

    await service.letDaysPass(4);
    await service.scheduler.drain('beneficial-owners');
    const found = await read(other.id);
    expect(names(found)).toEqual([['长期人', 'ownership', '40']]);
    expect(found.version).toBe(before + 1);
    expect(found.history.map(({ asOf }) => asOf)).toContain('2026-03-06');
    expect(await tasksOf(other.id)).toEqual([...asked, { raised: '2026-03-06' }]);
    expect((await read(id)).determination.owners).toHaveLength(2);
    expect((await read(body.id)).determination.owners).toEqual([]);
    // Once is enough.
    await service.scheduler.drain('beneficial-owners');
    expect((await read(other.id)).version).toBe(before + 1);
    expect(await service.db.query('SELECT 1 FROM ownership_change')).toEqual([]);
  });
});

describe('what is asked of owners', () => {
  const whole = (more: object = {}) => {
    const document = { type: 'passport', number: `E7${String((counter += 1)).padStart(7, '0')}` };
    return {
      addresses: [{ type: 'business', text: '某路 1 号', country: 'CHN' }],
      businessScope: '软件开发',
      documents: [licence(counter)],
      legalRepresentative: {
        ...{ name: '代表', gender: 'female', nationality: 'CHN' },
        documents: [{ ...document, validUntil: '2035-01-01' }],
        contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
      },
      ...more,
    };
  };
  const declaredOwner = () => ({
    ...{ name: '申报者', gender: 'male', nationality: 'CHN', dateOfBirth: '1970-01-01' },
    documents: [
      { type: 'passport', number: `E6${String((counter += 1)).padStart(7, '0')}`, validUntil: '2035-01-01' },
    ],
    ...{ basis: '持股', share: '100', since: '2020-01-01' },
  });
  const seen = async (id: string) => {
    const { body } = await service.as.officer.get(`/api/v1/customers/${id}`);
    const codes = (body.findings as { code: string }[]).map(({ code }) => code);
    return [body.status, codes.filter((code) => /owner/.test(code))];
  };
  const change = async (id: string, patch: object) => {
    const { body } = await service.as.officer.get(`/api/v1/customers/${id}`);
    const answer = await service.as.core
      .patch(`/api/v1/customers/${id}`)
      .set('If-Match', String(body.version))
      .send(patch);
    expect(answer.status).toBe(200);
    return answer.body.status as string;
  };
  const missing = ['pending', ['missing-beneficial-owner']];
  const nothing = ['active', []];

  it('is nothing more once holdings show them, and everything again when those end', async () => {
    const { id } = await company(whole());
    expect(await seen(id)).toEqual(missing);
    const link = await add(id, owns('100', person('持有人')));
    const [status, codes] = await seen(id);
    expect([status, codes]).toEqual(['active', ['undeclared-beneficial-owner']]);
    await service.as.officer
      .post(`/api/v1/customers/${id}/relationships/${link}/end`)
      .send({ reason: 'sold', until: '2026-03-01' });
    expect(await seen(id)).toEqual(missing);
  });

  it('is all of it while no declared share makes an owner, or they are more than the whole', async () => {
    const declared = (...shares: string[]) => ({
      beneficialOwners: shares.map((share) => ({ ...declaredOwner(), basis: 'equity', share })),
    });
    const few = await company(whole(declared('1')));
    expect(await seen(few.id)).toEqual([
      'pending',
      expect.arrayContaining(['missing-beneficial-owner']) as string[],
    ]);
    const codes = async (id: string) =>
      ((await service.as.officer.get(`/api/v1/customers/${id}`)).body.findings as { code: string }[]).map(
        ({ code }) => code,
      );
    expect(await codes(few.id)).toContain('declared-below-threshold');
    const many = await company(whole(declared('100', '100', '100')));
    expect((await seen(many.id))[0]).toBe('pending');
    expect(await codes(many.id)).toContain('declared-above-100');
    expect(await change(many.id, declared('25', '75'))).toBe('active');
  });

  it('is nothing of an exempt body, and of a public one', async () => {
    const { id } = await company(whole());
    expect(await seen(id)).toEqual(missing);
    await service.as.officer
      .post(`/api/v1/customers/${id}/body-types`)
      .send({ bodyType: 'public-institution' });
    expect(await seen(id)).toEqual(nothing);
    const other = await company(whole({ legalRepresentative: undefined }));
    expect((await seen(other.id))[1]).toContain('missing-beneficial-owner');
    await change(other.id, { publicBody: true });
    expect((await seen(other.id))[1]).not.toContain('missing-beneficial-owner');
    await change(other.id, { publicBody: false });
    expect((await seen(other.id))[1]).toContain('missing-beneficial-owner');
  });

  it('is not nothing by the word of a branch alone that a body is exempt, until compliance says the same', async () => {
    const classify = (id: string, bodyType: string, as: Who) =>
      service.as[as].post(`/api/v1/customers/${id}/body-types`).send({ bodyType }).expect(204);
    const open = async (id: string) =>
      service.db.query<{ audience: string }>(
        `SELECT s.audience FROM review_task_state s JOIN review_task t ON t.id = s.task_id
         WHERE s.customer_id = $1 AND s.kind = 'owner-change' AND s.status = 'open' AND t.episode LIKE 'attention %'`,
        [await keyOf(id)],
      );
    const unsettled = async (id: string) =>
      (await read(id, '', 'teller')) as unknown as { determination: { unresolved: { code: string }[] } };
    for (const bodyType of ['state-organ', 'foreign-government', 'sole-trader']) {
      const { id } = await company(whole());
      await classify(id, bodyType, 'teller');
      expect(await seen(id)).toEqual(missing);
      expect(await open(id)).toEqual([{ audience: 'compliance' }]);
      expect((await unsettled(id)).determination.unresolved.map(({ code }) => code)).toContain(
        'kind-unconfirmed',
      );
      await classify(id, bodyType, 'officer');
      expect(await seen(id)).toEqual(nothing);
      expect(await open(id)).toEqual([]);
      // What is confirmed stays so whoever says it again; another kind of public body needs no second word.
      await classify(id, bodyType, 'teller');
      if (bodyType === 'state-organ') await classify(id, 'public-institution', 'teller');
      expect(await seen(id)).toEqual(nothing);
    }
    const { id } = await company(whole());
    await classify(id, 'state-organ', 'teller');
    await classify(id, 'company', 'teller');
    expect([await seen(id), await open(id)]).toEqual([missing, []]);
  });

  it('is not nothing by a branch that enters a public body, nor by one said to own it', async () => {
    const entered = async (more: object) => {
      const answer = await service.as.teller.post('/api/v1/customers').send({
        kind: 'organisation',
        branch: '0001',
        name: `测试${(counter += 1)}有限公司`,
        ...whole(more),
      });
      expect(answer.status).toBe(201);
      return answer.body as { id: string; version: number };
    };
    const first = await entered({ publicBody: true });
    expect(await seen(first.id)).toEqual(missing);
    const later = await entered({});
    const marked = await service.as.teller
      .patch(`/api/v1/customers/${later.id}`)
      .set('If-Match', String(later.version))
      .send({ publicBody: true });
    expect([marked.status, await seen(later.id)]).toEqual([200, missing]);
    const owned = await entered({});
    await service.as.teller
      .post(`/api/v1/customers/${owned.id}/relationships`)
      .send({
        source: 'document',
        ...owns('100', { kind: 'body', name: '某机关', bodyType: 'state-organ' }),
      })
      .expect(201);
    expect(await read(owned.id)).toMatchObject({ determination: { stateHeld: '0', open: '100' } });
    // The core system's word is the record's own.
    await change(later.id, { publicBody: false });
    await change(later.id, { publicBody: true });
    expect(await seen(later.id)).toEqual(nothing);
  });

  it('is everything again once a mark is gone that exempted the body, and of those below it', async () => {
    const [state, below] = [await company(whole({ publicBody: true })), await company(whole())];
    await add(below.id, owns('100', { customerNumber: state.customerNumber }));
    const outcome = async (of: { id: string }) => {
      const { determination, parties } = await read(of.id);
      return [
        determination.outcome,
        determination.owners.map(({ party }) => parties.find(({ id }) => id === party)!.name),
      ];
    };
    expect(await outcome(state)).toEqual(['exempt', []]);
    expect(await read(below.id)).toMatchObject({ determination: { stateHeld: '100', open: '0' } });
    await change(state.id, { publicBody: false });
    expect(await read(below.id)).toMatchObject({ determination: { stateHeld: '0', open: '100' } });
    expect(await seen(state.id)).toEqual(missing);
    await add(state.id, owns('100', person('私人')));
    expect(await outcome(state)).toEqual(['determined', ['私人']]);
    await change(state.id, { publicBody: true });
    expect(await outcome(state)).toEqual(['exempt', []]);

    const trader = await company(whole({ kind: 'sole-trader' }));
    await add(trader.id, owns('100', person('业主')));
    expect(await outcome(trader)).toEqual(['outside', []]);
    await change(trader.id, { kind: 'organisation' });
    expect(await outcome(trader)).toEqual(['determined', ['业主']]);
  });

  it('follows the customer’s word as it is given and taken back, but never against recorded holdings', async () => {
    const { id } = await company(whole());
    expect(await change(id, { beneficialOwners: [declaredOwner()] })).toBe('active');
    expect(await seen(id)).toEqual(nothing);
    expect(await change(id, { beneficialOwners: null })).toBe('pending');
    expect(await seen(id)).toEqual(missing);
    await add(id, owns('100', person('实际持有人')));
    expect(await change(id, { beneficialOwners: [declaredOwner()] })).toBe('active');
    expect(await change(id, { beneficialOwners: null })).toBe('active');
    expect(await seen(id)).toEqual(['active', ['undeclared-beneficial-owner']]);
    expect(await change(id, { publicBody: true })).toBe('active');
    expect(await change(id, { publicBody: null })).toBe('active');
  });
});
