import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
interface Party {
  id: string;
  name: string;
  customerNumber: string | null;
  documents: unknown[];
}
interface Item {
  id: string;
  type: string;
  holder: Party;
  subject: Party;
  share: string | null;
  since: string;
  until: string | null;
  source: string;
  fact: string | null;
  reference: string | null;
  endReason: string | null;
}

let counter = 0;
/** A resident identity number that no other test names; its check character does not matter here. */
const idNumber = () => `11010119900307${String((counter += 1)).padStart(4, '0')}`;
const company = async (more: object = {}, as: Who = 'core') => {
  const answer = await service.as[as]
    .post('/api/v1/customers')
    .send({ kind: 'organisation', branch: '0001', name: `某某${(counter += 1)}有限公司`, ...more });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; customerNumber: string; version: number };
};
const add = (id: string, body: object, as: Who = 'teller') =>
  service.as[as].post(`/api/v1/customers/${id}/relationships`).send({ source: 'document', ...body });
const end = (id: string, relationship: string, body: object, as: Who = 'teller') =>
  service.as[as].post(`/api/v1/customers/${id}/relationships/${relationship}/end`).send(body);
const list = async (id: string, query = '', as: Who = 'teller') => {
  const answer = await service.as[as].get(`/api/v1/customers/${id}/relationships${query}`);
  expect(answer.status).toBe(200);
  return answer.body as { asOf: string | null; items: Item[] };
};
const person = (name = '李明', number = idNumber()) => ({
  kind: 'person',
  name,
  dateOfBirth: '1990-03-07',
  documents: [{ type: 'resident-id', number }],
});

describe('relationships', () => {
  it('are recorded with parties that are no customers, layer upon layer', async () => {
    const { id } = await company();
    const first = await add(id, {
      type: 'owns',
      share: '60',
      since: '2020-01-01',
      holder: { kind: 'body', name: '上层公司' },
    });
    expect(first.status).toBe(201);
    const [link] = (await list(id)).items;
    expect(link).toMatchObject({
      type: 'owns',
      share: '60',
      since: '2020-01-01',
      until: null,
      source: 'document',
    });
    const above = link!.holder.id;
    const second = await add(id, {
      type: 'owns',
      share: '33.333333333333',
      since: '2020-01-01',
      holder: person(),
      subject: { partyId: above },
    });
    expect(second.status).toBe(201);
    const all = (await list(id)).items;
    expect(all.map(({ share }) => share)).toEqual(['60', '33.333333333333']);
    expect(all[1]!.subject.id).toBe(above);
  });

  it('show the structure of any past day: ended, never edited', async () => {
    const { id } = await company();
    const holder = person('周强');
    const { body } = await add(id, { type: 'owns', share: '100', since: '2021-05-01', holder });
    expect((await end(id, body.id, { until: '2024-02-01', reason: 'sold' })).status).toBe(204);
    await add(id, { type: 'owns', share: '100', since: '2024-02-01', holder: person('吴敏') });
    const at = async (day: string) => (await list(id, `?asOf=${day}`)).items.map((one) => one.holder.name);
    expect(await at('2021-04-30')).toEqual([]);
    expect(await at('2021-05-01')).toEqual(['周强']);
    expect(await at('2024-01-31')).toEqual(['周强']);
    expect(await at('2024-02-01')).toEqual(['吴敏']);
    const history = (await list(id, '?history=true')).items;
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ until: '2024-02-01', endReason: 'sold' });
    expect((await end(id, body.id, { reason: 'again' })).body.code).toBe('relationship-ended');
  });

  it('recognise a person by document, else by name and birth, and never in doubt', async () => {
    const [one, two] = [await company(), await company()];
    const holder = person('陈静');
    await add(one.id, { type: 'owns', share: '30', holder });
    await add(two.id, { type: 'director', holder: { ...holder, name: '陈靜' } });
    await add(two.id, {
      type: 'manages',
      holder: { kind: 'person', name: '陈静', dateOfBirth: '1990-03-07' },
    });
    await add(two.id, {
      type: 'executive',
      holder: { kind: 'person', name: '陈静', dateOfBirth: '1991-03-07' },
    });
    await add(two.id, { type: 'supervisor', holder: { kind: 'person', name: '陈静' } });
    const [known] = (await list(one.id)).items;
    const [director, manages, executive, supervisor] = (await list(two.id)).items;
    expect([director, manages].map((link) => link!.holder.id)).toEqual([known!.holder.id, known!.holder.id]);
    expect(new Set([known, executive, supervisor].map((link) => link!.holder.id)).size).toBe(3);
  });

  it('join with the customer a person is, or becomes', async () => {
    const number = idNumber();
    const owner = await company();
    await add(owner.id, { type: 'owns', share: '30', holder: person('郑洁', number) });
    expect((await list(owner.id)).items[0]!.holder.customerNumber).toBeNull();
    const customer = await service.as.core.post('/api/v1/customers').send({
      kind: 'individual',
      branch: '0001',
      name: '郑洁',
      dateOfBirth: '1990-03-07',
      documents: [{ type: 'resident-id', number }],
    });
    const { customerNumber } = customer.body as { customerNumber: string };
    expect((await list(owner.id)).items[0]!.holder.customerNumber).toBe(customerNumber);
    const other = await company();
    await add(other.id, { type: 'director', holder: person('郑洁', number) });
    expect((await list(other.id)).items[0]!.holder.customerNumber).toBe(customerNumber);
  });

  it('follow what the customer declares, and end with it', async () => {
    const boss = { name: '孙伟', documents: [{ type: 'resident-id', number: idNumber() }] };
    const owner = { ...boss, basis: 'ownership', share: '40', since: '2022-01-01' };
    const customer = await company({
      openedOn: '2022-03-01',
      legalRepresentative: boss,
      beneficialOwners: [owner],
    });
    const declared = (await list(customer.id)).items;
    expect(
      declared
        .map(({ type, since, source, fact }) => ({ type, since, source, fact }))
        .sort((a, b) => (a.type < b.type ? -1 : 1)),
    ).toEqual([
      { type: 'beneficial-owner', since: '2022-01-01', source: 'declared', fact: 'beneficialOwners' },
      { type: 'legal-representative', since: '2022-03-01', source: 'declared', fact: 'legalRepresentative' },
    ]);
    expect(new Set(declared.map(({ holder }) => holder.id)).size).toBe(1);
    expect((await end(customer.id, declared[0]!.id, { reason: 'no' })).body.code).toBe(
      'relationship-follows-customer',
    );
    const changed = await service.as.core
      .patch(`/api/v1/customers/${customer.id}`)
      .set('If-Match', String(customer.version))
      .send({ legalRepresentative: { name: '钱进', documents: null }, purpose: 'trade' });
    expect(changed.status).toBe(200);
    const now = (await list(customer.id)).items;
    expect(now.map(({ type, holder }) => [type, holder.name]).sort()).toEqual([
      ['beneficial-owner', '孙伟'],
      ['legal-representative', '钱进'],
    ]);
    expect((await list(customer.id, '?asOf=2026-03-01')).items).toHaveLength(2);
  });

  it.each([
    [{ type: 'owns', holder: { kind: 'person', name: '甲' } }, '/share', 'required'],
    [{ type: 'owns', share: '100.1', holder: { kind: 'person', name: '甲' } }, '/share', 'wrong-format'],
    [
      { type: 'director', share: '10', holder: { kind: 'person', name: '甲' } },
      '/share',
      'not-for-this-type',
    ],
    [{ type: 'controls', means: 'magic', holder: { kind: 'person', name: '甲' } }, '/means', 'not-a-choice'],
    [
      { type: 'director', since: '2027-01-01', holder: { kind: 'person', name: '甲' } },
      '/since',
      'in-future',
    ],
    [
      { type: 'director', since: '2021-01-01', until: '2020-01-01', holder: { kind: 'person', name: '甲' } },
      '/until',
      'before-beginning',
    ],
    [{ type: 'director', holder: { name: '甲' } }, '/holder', 'required'],
    [{ type: 'director', holder: { partyId: 'nobody' } }, '/holder/partyId', 'unknown-party'],
    [{ type: 'director' }, '/holder', 'same-party'],
    [{ type: 'beneficial-owner', holder: { kind: 'person', name: '甲' } }, '/type', 'not-a-choice'],
  ])('refuse %j', async (body, pointer, code) => {
    const { id } = await company();
    const answer = await add(id, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('are kept by a teller for the own branch, and tell nothing of customers elsewhere', async () => {
    const elsewhere = await company({ branch: '0002' });
    expect((await add(elsewhere.id, { type: 'director', holder: person() })).status).toBe(404);
    expect((await service.as.teller.get(`/api/v1/customers/${elsewhere.id}/relationships`)).status).toBe(404);
    const own = await company();
    const refused = await add(own.id, {
      type: 'owns',
      share: '10',
      holder: { customerNumber: elsewhere.customerNumber },
    });
    expect(refused.body.errors[0].code).toBe('unknown-party');
    const number = idNumber();
    const customer = await service.as.core.post('/api/v1/customers').send({
      kind: 'individual',
      branch: '0002',
      name: '外地客户',
      documents: [{ type: 'resident-id', number }],
    });
    expect((await add(own.id, { type: 'director', holder: person('自称', number) })).status).toBe(201);
    const asTeller = (await list(own.id)).items[0]!.holder;
    expect(asTeller).toMatchObject({ name: '自称', customerNumber: null, documents: [] });
    const asOfficer = (await list(own.id, '', 'officer')).items[0]!.holder;
    expect(asOfficer.customerNumber).toBe(customer.body.customerNumber);
  });

  it('never open or change the structure of a customer elsewhere, whom it is recognised as', async () => {
    const code = `91${String((counter += 1)).padStart(16, '0')}`;
    const documents = [{ type: 'unified-social-credit', number: code }];
    const elsewhere = await company({ branch: '0002', name: '外地某某集团有限公司', documents });
    const hidden = await add(
      elsewhere.id,
      { type: 'owns', share: '70', holder: person('幕后人') },
      'officer',
    );
    const own = await company();
    const named = { kind: 'body', name: '自报名称', documents };
    expect((await add(own.id, { type: 'owns', share: '60', holder: named })).status).toBe(201);
    await add(
      own.id,
      { type: 'votes', share: '9', holder: { customerNumber: elsewhere.customerNumber } },
      'officer',
    );
    const downwards = { customerNumber: elsewhere.customerNumber };
    await add(own.id, { type: 'owns', share: '15', reference: '内部', subject: downwards }, 'officer');
    const { items } = await list(own.id);
    expect(items.map(({ type, holder, subject, share }) => [type, holder.name, subject.name, share])).toEqual(
      [
        ['owns', '自报名称', items[0]!.subject.name, '60'],
        ['votes', '外地某某****', items[0]!.subject.name, '9'],
        ['owns', items[0]!.subject.name, '外地某某****', null],
      ],
    );
    expect(items[2]).toMatchObject({ recordedBy: null, reference: null });
    expect(JSON.stringify(items)).not.toMatch(/外地某某集团|幕后人/);
    const seen = { partyId: items[0]!.holder.id };
    const reached = [
      await add(own.id, { type: 'director', holder: person(), subject: named }),
      await add(own.id, { type: 'director', holder: person(), subject: seen }),
      await add(own.id, { type: 'director', subject: named }),
      await add(own.id, { type: 'nominee-for', holder: seen, subject: person() }),
      await end(own.id, hidden.body.id, { reason: 'x' }),
      await end(own.id, items[2]!.id, { reason: 'x' }),
      await service.as.teller
        .post(`/api/v1/customers/${own.id}/body-types`)
        .send({ ...seen, bodyType: 'public-institution' }),
    ];
    expect(reached.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect((await list(own.id, '', 'officer')).items.map(({ holder }) => holder.name)).toContain('幕后人');
  });

  it('add no documents to a party that others know, whose statement they stay', async () => {
    const named = (name: string, number?: string) => ({
      ...{ kind: 'person', name, dateOfBirth: '1971-02-03' },
      ...(number ? { documents: [{ type: 'passport', number }] } : {}),
    });
    const numbers = ({ holder }: Item) => (holder.documents as { number: string }[]).map((one) => one.number);
    const elsewhere = await company({ branch: '0002' });
    await add(elsewhere.id, { type: 'owns', share: '30', holder: named('两地人') }, 'officer');
    const own = await company();
    await add(own.id, { type: 'owns', share: '20', holder: named('两地人', 'P7000001') });
    const [here] = (await list(own.id)).items;
    const [there] = (await list(elsewhere.id, '', 'officer')).items;
    expect(there!.holder.id).toBe(here!.holder.id);
    expect([numbers(here!), numbers(there!)]).toEqual([['P7000001'], []]);
    const owners = await service.as.teller.get(
      `/api/v1/customers/${own.id}/beneficial-owners?asOf=2026-03-02`,
    );
    expect(owners.status).toBe(200);
    // Neither is whoever has the number recognised as that person, nor a customer with it.
    await add(own.id, {
      type: 'director',
      holder: { ...named('别人', 'P7000001'), dateOfBirth: '1990-01-01' },
    });
    expect((await list(own.id)).items[1]!.holder.id).not.toBe(here!.holder.id);
    // Who is nobody else's is told apart by what the branch says; those who work for the whole bank say it for all.
    const again = await company();
    for (const id of [again.id, own.id])
      await add(id, {
        type: 'owns',
        share: '5',
        holder: named('本地人', id === own.id ? 'P7000002' : undefined),
      });
    const local = (await list(again.id)).items[0]!;
    expect(numbers(local)).toEqual(['P7000002']);
    await add(own.id, { type: 'votes', share: '5', holder: named('两地人', 'P7000003') }, 'officer');
    expect(numbers((await list(elsewhere.id, '', 'officer')).items[0]!)).toEqual(['P7000003']);
  });

  it('leave the documents of a customer to its record, whoever names others', async () => {
    const customer = await service.as.core.post('/api/v1/customers').send({
      ...{ kind: 'individual', branch: '0001', name: '记录人', dateOfBirth: '1972-02-03' },
      documents: [{ type: 'passport', number: 'P7100001' }],
    });
    const own = await company();
    const documents = [
      { type: 'passport', number: 'P7100001' },
      { type: 'military-id', number: 'P7100002' },
    ];
    const holder = { kind: 'person', name: '记录人', dateOfBirth: '1972-02-03', documents };
    for (const as of ['teller', 'officer'] as const)
      expect((await add(own.id, { type: 'owns', share: '20', holder }, as)).body.errors).toBeUndefined();
    const seen = async () => (await list(own.id, '', 'officer')).items[0]!.holder;
    expect(await seen()).toMatchObject({
      customerNumber: customer.body.customerNumber,
      documents: [documents[0]],
    });
    const renewed = { type: 'passport', number: 'P7100009' };
    await service.as.core
      .patch(`/api/v1/customers/${customer.body.id}`)
      .set('If-Match', String(customer.body.version))
      .send({ documents: [renewed] })
      .expect(200);
    expect(await seen()).toMatchObject({ documents: [renewed] });
  });

  it('let no branch undo or reclassify what structures elsewhere rest on, save its own words', async () => {
    const code = `91${String((counter += 1)).padStart(16, '0')}`;
    const holding = {
      ...{ kind: 'body', name: '共有控股' },
      documents: [{ type: 'unified-social-credit', number: code }],
    };
    const [elsewhere, own] = [await company({ branch: '0002' }), await company()];
    await add(elsewhere.id, { type: 'owns', share: '90', holder: holding }, 'officer');
    const above = await add(
      elsewhere.id,
      { type: 'owns', share: '70', holder: person(), subject: holding },
      'officer',
    );
    await add(own.id, { type: 'owns', share: '80', holder: holding });
    const party = (await list(own.id)).items[0]!.subject;
    const mine = await add(own.id, { type: 'director', holder: person(), subject: holding });
    expect(mine.status).toBe(201);
    const refused = [
      await end(own.id, above.body.id, { reason: 'x' }),
      await service.as.teller.post(`/api/v1/customers/${own.id}/body-types`).send({
        partyId: (await list(own.id)).items.find(({ holder }) => holder.name === '共有控股')!.holder.id,
        bodyType: 'state-organ',
      }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'party-shared'],
      [409, 'party-shared'],
    ]);
    expect((await end(own.id, mine.body.id, { reason: 'x' })).status).toBe(204);
    // A customer is its own branch's, whatever it owns elsewhere.
    await add(elsewhere.id, { type: 'owns', share: '5', holder: { partyId: party.id } }, 'officer');
    const body = { bodyType: 'company' };
    expect((await service.as.teller.post(`/api/v1/customers/${own.id}/body-types`).send(body)).status).toBe(
      204,
    );
  });

  it('show a branch no words that were not written at one', async () => {
    const { id } = await company();
    const by = async (as: Who) => {
      const { body } = await add(id, { type: 'director', reference: `by ${as}`, holder: person() }, as);
      expect((await end(id, body.id, { reason: `end by ${as}` }, as)).status).toBe(204);
    };
    for (const as of ['teller', 'officer', 'core'] as const) await by(as);
    const seen = async (as: Who) =>
      (await list(id, '?history=true', as)).items.map(({ reference, endReason }) => [reference, endReason]);
    const [teller, officer, core] = await seen('officer');
    expect(officer).toEqual(['by officer', 'end by officer']);
    expect(await seen('teller')).toEqual([teller, [null, null], core]);
  });

  it('leave nothing behind when the customer is refused', async () => {
    const number = idNumber();
    const answer = await service.as.core.post('/api/v1/customers').send({
      kind: 'organisation',
      branch: 'none',
      name: '无',
      legalRepresentative: { name: '谁', documents: [{ type: 'resident-id', number }] },
    });
    expect(answer.status).toBe(422);
    const [row] = await service.db.query<{ count: string }>(
      'SELECT count(*) FROM party_document_view WHERE number = $1',
      [number],
    );
    expect(row!.count).toBe('0');
  });

  it('never make two parties of one number, whoever names it at the same time', async () => {
    const number = idNumber();
    const companies = await Promise.all(Array.from({ length: 6 }, () => company()));
    const answers = await Promise.all(
      companies.map(({ id }) => add(id, { type: 'director', holder: person('同名', number) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(companies.map(() => 201));
    const holders = await Promise.all(companies.map(async ({ id }) => (await list(id)).items[0]!.holder.id));
    expect(new Set(holders).size).toBe(1);
  });

  it('of thousands of customers at once are made in few statements', async () => {
    const shared = { name: '共同代表', documents: [{ type: 'resident-id' as const, number: idNumber() }] };
    const bodies = Array.from({ length: 2_000 }, (_, index) => ({
      kind: 'organisation' as const,
      branch: '0001',
      name: `批量${index}公司`,
      legalRepresentative: shared,
      beneficialOwners: [
        {
          name: `所有人${index}`,
          basis: 'ownership',
          share: '100',
          since: '2020-01-01',
          documents: [{ type: 'passport' as const, number: `E${index}X` }],
        },
      ],
    }));
    const { container, db } = service;
    const actor = { kind: 'system', id: 'test', name: 'test', roles: [] } as const;
    const outcomes = await db.inTransaction((tx) => container.customers.createMany(tx, actor, bodies));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['created']));
    const [row] = await db.query<{ all: string; holders: string }>(
      `SELECT count(*) AS all, count(DISTINCT r.holder_id) AS holders FROM relationship_view r
       JOIN party_view s ON s.id = r.subject_id WHERE s.name LIKE '批量%'`,
    );
    expect(row).toEqual({ all: '4000', holders: '2001' });
  });
});
