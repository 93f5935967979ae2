import pg from 'pg';
import { systemActor } from '../../src/platform/index.js';
import { customerRows } from '../support/customer-rows.js';
import { picture } from '../support/scans.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let owner: pg.Client;
beforeAll(async () => {
  service = await startTestService();
  owner = new pg.Client({ connectionString: service.database.ownerUrl });
  await owner.connect();
  await post('officer', '/watchlists/internal/imports?publishedOn=2026-03-01')
    .set('content-type', 'text/csv')
    .send(
      'entityId,kind,name,aliases,dateOfBirth,documentNumbers\nE1,individual,某甲,,,LISTED1\nE2,individual,某乙,,,LISTED2',
    )
    .expect(202);
});
afterAll(async () => {
  await owner?.end();
  await service?.close();
});

type Who = keyof TestService['as'];
interface Made {
  id: string;
  customerNumber: string;
  status: string;
}
const post = (who: Who, path: string) => service.as[who].post(`/api/v1${path}`);
const read = async (path: string, who: Who = 'officer') => (await service.as[who].get(`/api/v1${path}`)).body;
let counter = 0;
const fresh = (prefix: string) => `${prefix}${(counter += 1)}`;

async function made(more: object = {}): Promise<Made> {
  const answer = await post('core', '/customers').send({
    kind: 'individual',
    branch: '0001',
    name: fresh('随从'),
    nationality: 'CHN',
    gender: 'male',
    occupation: '教师',
    // Else it is asked when the level rises with a merge, and that it was asked is kept.
    sourceOfFunds: '工资',
    addresses: [{ type: 'residence', text: '北京市', country: 'CHN' }],
    contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
    documents: [{ type: 'military-id', number: fresh('D900000'), longTerm: true }],
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body as Made;
}
const company = (more: object = {}) =>
  made({
    kind: 'organisation',
    name: fresh('随从公司'),
    documents: [],
    contacts: [],
    addresses: [],
    ...more,
  });
const merged = async (keep: Made, gone: Made): Promise<string> => {
  const answer = await post('officer', '/customer-merges').send({
    keep: keep.customerNumber,
    merge: gone.customerNumber,
    reason: '同一人',
  });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id as string;
};
const undone = (id: string) =>
  post('officer', `/customer-merges/${id}/reversal`).send({ reason: '误并' }).expect(200);
const statusOf = async ({ id }: Made) => (await read(`/customers/${id}`)).status as string;
const rows = (...all: Made[]) => customerRows(owner, all);
/** Jobs that follow a merge have run. */
const settled = async () => {
  await service.scheduler.drain('beneficial-owners');
  await service.scheduler.drain('risk-rating-queue');
};

async function restricted({ id }: Made): Promise<string> {
  const proposed = await post('officer', `/customers/${id}/restrictions`).send({
    measures: [{ code: 'non-counter-limit' }],
    reason: 'risk',
    note: 'x',
    collect: ['identity-document'],
  });
  expect([proposed.status, proposed.body.errors]).toEqual([201, undefined]);
  await post('manager', `/restrictions/${proposed.body.id}/approval`).send({ note: 'ok' }).expect(200);
  return proposed.body.id as string;
}

/** Something of everything that hangs on a customer. */
async function furnished(more: object = {}): Promise<Made> {
  const image = await post('core', '/document-images')
    .set('content-type', 'image/jpeg')
    .send(await picture('jpeg'));
  const customer = await made({
    documents: [{ type: 'military-id', number: fresh('D800000'), longTerm: true, images: [image.body.id] }],
    ...more,
  });
  const to = `/customers/${customer.id}`;
  await post('teller', `${to}/contacts-log`)
    .send({
      at: service.clock.now().toISOString(),
      channel: 'phone',
      subject: 'x',
      outcome: 'reached',
      text: 'x',
    })
    .expect(201);
  await post('teller', `${to}/contact-preferences`)
    .send({ channel: 'sms', allowed: false, how: 'phone' })
    .expect(201);
  await post('teller', `${to}/verifications`)
    .send({ reason: 'document-expiry', method: 'in-person-original', evidence: ['scan-1'] })
    .expect(201);
  await post('teller', `${to}/objections`)
    .send({ receivedOn: '2026-03-02', channel: 'in-person', text: 'x' })
    .expect(201);
  await post('teller', '/referrals').send({ customerNumber: customer.customerNumber, text: 'x' }).expect(204);
  const [row] = (await service.db.query<{ key: string }>(
    'SELECT id AS key FROM customer WHERE public_id = $1',
    [customer.id],
  )) as [{ key: string }];
  await service.db.inTransaction((tx) =>
    service.container.notices.queue(tx, systemActor, [
      {
        customerKey: row.key,
        template: 'document-expiring',
        variables: { documentType: 'resident-id', documentLastFour: '1234', validUntil: '2026-04-01' },
        cause: { kind: 'document', id: `${customer.id} x` },
      },
    ]),
  );
  return customer;
}

describe('what follows a merged customer', () => {
  it('is all that is kept about a person, and comes back as it was', async () => {
    const keep = await furnished();
    const gone = await furnished({ documents: [{ type: 'military-id', number: 'LISTED1', longTerm: true }] });
    const listed = await made({ documents: [{ type: 'military-id', number: 'LISTED2', longTerm: true }] });
    await restricted(gone);
    await settled();
    const before = await rows(keep, gone, listed);
    expect(await statusOf(keep)).toBe('active');

    const ids = [await merged(keep, gone), await merged(listed, keep)];
    await settled();
    expect(await statusOf(listed)).toBe('restricted');
    const left = await rows(keep, gone);
    for (const table of ['notice', 'contact_log', 'contact_preference', 'verification', 'referral'])
      expect([table, left[table]]).toEqual([table, []]);
    for (const table of [
      'restriction_state',
      'screening_match',
      'document_image',
      'alert',
      'objection_state',
    ])
      expect([table, left[table]]).toEqual([table, []]);
    expect((await read(`/customers/${listed.id}/contacts-log`)).items.length).toBeGreaterThanOrEqual(4);
    expect((await read(`/customers/${listed.id}/verifications`)).items).toHaveLength(2);
    const objections = (await read(`/customers/${listed.id}/objections`)).items as { id: string }[];
    expect(objections).toHaveLength(2);
    expect((await read('/objections')).items).toHaveLength(2);

    for (const id of ids) await undone(id);
    await settled();
    expect(await rows(keep, gone, listed)).toEqual(before);
  });

  it('is a level that people decided, where the kept customer has none', async () => {
    const [keep, gone] = [await made(), await made()];
    const levels = async () =>
      Promise.all([keep, gone].map(async ({ id }) => (await read(`/customers/${id}`)).riskLevel as string));
    expect(await levels()).toEqual(['medium-low', 'medium-low']);
    const asked = await post('officer', `/customers/${gone.id}/risk-ratings`).send({
      level: 'medium',
      reason: 'x',
    });
    await post('manager', `/risk-ratings/${asked.body.id}/approval`)
      .send({ decision: 'approve' })
      .expect(200);
    const before = await rows(keep, gone);
    const id = await merged(keep, gone);
    await settled();
    expect((await levels())[0]).toBe('medium');
    await undone(id);
    await settled();
    expect(await levels()).toEqual(['medium-low', 'medium']);
    expect(await rows(keep, gone)).toEqual(before);
  });

  describe('of people about levels', () => {
    const decided = async ({ id }: Made, level: string) => {
      const asked = await post('officer', `/customers/${id}/risk-ratings`).send({ level, reason: 'x' });
      expect([asked.status, asked.body.code]).toEqual([201, undefined]);
      await post('manager', `/risk-ratings/${asked.body.id}/approval`)
        .send({ decision: 'approve' })
        .expect(200);
    };
    const levels = (...all: Made[]) =>
      Promise.all(all.map(async ({ id }) => (await read(`/customers/${id}`)).riskLevel as string));

    it('a lower one does not pass to the kept customer, of whom nobody judged it', async () => {
      const [keep, gone] = [await made(), await made()];
      await decided(gone, 'low');
      expect(await levels(keep, gone)).toEqual(['medium-low', 'low']);
      const before = await rows(keep, gone);
      const id = await merged(keep, gone);
      await settled();
      expect(await levels(keep)).toEqual(['medium-low']);
      await undone(id);
      await settled();
      expect(await levels(keep, gone)).toEqual(['medium-low', 'low']);
      expect(await rows(keep, gone)).toEqual(before);
    });

    it.each([
      ['low', 'high', 'high'],
      ['high', 'medium', 'high'],
    ])('of %s for the kept one and %s for the other the higher stands', async (kept, other, result) => {
      const [keep, gone] = [await made(), await made()];
      await decided(keep, kept);
      await decided(gone, other);
      const before = await rows(keep, gone);
      const id = await merged(keep, gone);
      await settled();
      expect(await levels(keep)).toEqual([result]);
      await undone(id);
      await settled();
      expect(await levels(keep, gone)).toEqual([kept, other]);
      expect(await rows(keep, gone)).toEqual(before);
    });
  });

  it('restricts both numbers, until it is lifted for both', async () => {
    const [keep, gone] = [await made(), await made()];
    const restriction = await restricted(gone);
    const id = await merged(keep, gone);
    expect([await statusOf(keep), await statusOf(gone)]).toEqual(['restricted', 'restricted']);
    const shown = await read(`/customers/${keep.id}/restrictions`, 'core');
    expect(shown.items ?? shown).toMatchObject([{ id: restriction, customerNumber: keep.customerNumber }]);
    for (const who of ['officer', 'manager'] as const)
      await post(who, `/restrictions/${restriction}/lifting`).send({ note: 'done' }).expect(200);
    expect([await statusOf(keep), await statusOf(gone)]).toEqual(['active', 'active']);
    await undone(id);
    expect([await statusOf(keep), await statusOf(gone)]).toEqual(['active', 'active']);
  });

  it('asks of the kept customer what comes up about the merged one', async () => {
    const [keep, gone] = [
      await made(),
      await made({ documents: [{ type: 'military-id', number: 'LATE1', longTerm: true }] }),
    ];
    const id = await merged(keep, gone);
    await post('officer', '/watchlists/internal/imports?publishedOn=2026-03-02')
      .set('content-type', 'text/csv')
      .send(
        'entityId,kind,name,aliases,dateOfBirth,documentNumbers\nE1,individual,某甲,,,LISTED1\nE2,individual,某乙,,,LISTED2\nE3,individual,某丙,,,LATE1',
      )
      .expect(202);
    expect((await read(`/customers/${keep.id}`)).screening.state).toBe('hit');
    expect(await statusOf(keep)).toBe('active');
    await undone(id);
    expect((await read(`/customers/${keep.id}`)).screening.state).toBe('clear');
    expect((await read(`/customers/${gone.id}`)).screening.state).toBe('hit');
    expect([await statusOf(keep), await statusOf(gone)]).toEqual(['active', 'active']);
  });
});

describe('owners of bodies', () => {
  const add = async (id: string, body: object) =>
    post('teller', `/customers/${id}/relationships`)
      .send({ source: 'document', ...body })
      .expect(201);
  interface Found {
    determination: { owners: { party: string; share: string }[] };
    parties: { id: string; name: string }[];
  }
  const ownersOf = async (of: Made) => {
    const { determination, parties } = (await read(`/customers/${of.id}/beneficial-owners`)) as Found;
    return determination.owners
      .map(({ party, share }) => [parties.find(({ id }) => id === party)!.name, share])
      .sort();
  };

  it('are determined anew through the kept person', async () => {
    const [keep, gone, body] = [await made(), await made(), await company()];
    await add(body.id, { type: 'owns', share: '20', holder: { customerNumber: keep.customerNumber } });
    await add(body.id, { type: 'owns', share: '20', holder: { customerNumber: gone.customerNumber } });
    await add(body.id, { type: 'owns', share: '60', holder: { kind: 'person', name: '大股东' } });
    await settled();
    const name = (await read(`/customers/${keep.id}`)).name as string;
    const before = await rows(keep, gone, body);
    expect(await ownersOf(body)).toEqual([['大股东', '60']]);
    const id = await merged(keep, gone);
    await settled();
    expect(await ownersOf(body)).toEqual([
      ['大股东', '60'],
      [name, '40'],
    ]);
    await undone(id);
    await settled();
    expect(await ownersOf(body)).toEqual([['大股东', '60']]);
    const after = await rows(keep, gone, body);
    expect({ ...after, review_task: 0, review_task_state: 0 }).toEqual({
      ...before,
      review_task: 0,
      review_task_state: 0,
    });
  });

  it('differ from a register for the kept body, whose clock runs on, until both part again', async () => {
    const [keep, gone, other] = [await company(), await company(), await company()];
    const differ = async ({ id }: Made) => {
      const answer = await post('officer', `/customers/${id}/register-comparisons`).send({
        ...{ register: 'BO query system', queriedOn: '2026-03-01' },
        owners: [{ name: '登记人', basis: 'ownership', share: '100' }],
      });
      return (answer.body.discrepancyId ?? answer.body.code) as string;
    };
    const [found, clash] = [await differ(gone), await differ(other)];
    await settled();
    const before = await rows(keep, gone, other);
    const open = async ({ id }: Made) =>
      ((await read(`/register-discrepancies?status=open&customerId=${id}`)).items as { id: string }[]).map(
        (one) => one.id,
      );
    const due = (await read(`/register-discrepancies/${found}`)).dueOn as string;
    const ids = [await merged(keep, gone)];
    expect([await open(keep), await open(gone)]).toEqual([[found], []]);
    expect(await read(`/register-discrepancies/${found}`)).toMatchObject({
      customerNumber: keep.customerNumber,
      dueOn: due,
    });
    expect(await differ(gone)).toBe('merged-customer');
    expect(await differ(keep)).toBe(found);
    // Two clocks of one register stay two; neither is lost.
    ids.push(await merged(keep, other));
    expect([await open(keep), await open(other)]).toEqual([[found], [clash]]);
    const tasks = async (cause: string) =>
      service.db.query(
        `SELECT s.status FROM review_task t JOIN review_task_state s ON s.task_id = t.id
         WHERE t.cause_kind = 'register-discrepancy' AND t.cause_id = $1`,
        [cause],
      );
    for (const id of ids.reverse()) await undone(id);
    await settled();
    const beside = { register_comparison: 0, review_task: 0, review_task_state: 0, party: 0 };
    expect({ ...(await rows(keep, gone, other)), ...beside }).toEqual({ ...before, ...beside });
    // What is done about it closes the task, whoever is asked by then.
    await merged(keep, gone);
    await merged(keep, other);
    for (const id of [found, clash]) {
      const explained = { kind: 'explained', text: 'a slip of the pen' };
      await post('officer', `/register-discrepancies/${id}/events`).send(explained).expect(201);
      expect(await tasks(id)).toEqual([{ status: 'settled' }]);
    }
  });

  it('are those of the merged record where what the kept one states has ended', async () => {
    const [keep, gone] = [await company(), await company()];
    const holder = (name: string) => ({ kind: 'person', name });
    const { body } = await add(keep.id, { type: 'owns', share: '100', holder: holder('前东家') });
    await post('teller', `/customers/${keep.id}/relationships/${body.id}/end`)
      .send({ reason: 'sold' })
      .expect(204);
    await add(gone.id, { type: 'owns', share: '100', holder: holder('现东家') });
    const id = await merged(keep, gone);
    await settled();
    expect(await ownersOf(keep)).toEqual([['现东家', '100']]);
    // Nobody is asked twice: the merged record is no body of its own now.
    const [key] = await service.db.query<{ id: string }>('SELECT id FROM customer WHERE public_id = $1', [
      gone.id,
    ]);
    expect(await service.db.query('SELECT 1 FROM review_task WHERE customer_id = $1', [key!.id])).toEqual([]);
    expect(
      await post('officer', `/customers/${gone.id}/beneficial-owners/measures`).send({
        measure: 'stronger',
        reason: 'x',
      }),
    ).toMatchObject({ status: 409, body: { code: 'merged-customer' } });
    await undone(id);
    await settled();
    expect([await ownersOf(keep), await ownersOf(gone)]).toEqual([[], [['现东家', '100']]]);
  });

  it('of two records of one body are counted once; what only the merged one states is taken over', async () => {
    const [keep, gone, bare] = [await company(), await company(), await company()];
    const holder = {
      kind: 'person',
      name: '唯一股东',
      documents: [{ type: 'passport', number: 'E7654321' }],
    };
    await add(keep.id, { type: 'owns', share: '100', holder });
    await add(gone.id, { type: 'owns', share: '100', holder });
    await post('officer', `/customers/${gone.id}/beneficial-owners/measures`)
      .send({ measure: 'stronger', reason: 'x' })
      .expect(204);
    await settled();
    const before = await rows(keep, gone, bare);
    const ids = [await merged(keep, gone)];
    await settled();
    expect(await ownersOf(keep)).toEqual([['唯一股东', '100']]);
    ids.push(await merged(bare, keep));
    await settled();
    expect(await ownersOf(bare)).toEqual([['唯一股东', '100']]);
    expect(
      await post('teller', `/customers/${gone.id}/relationships`).send({
        source: 'document',
        type: 'owns',
        share: '1',
        holder,
      }),
    ).toMatchObject({
      status: 409,
      body: { code: 'merged-customer' },
    });
    for (const id of ids.reverse()) await undone(id);
    await settled();
    const after = await rows(keep, gone, bare);
    const made = { party: 0, review_task: 0, review_task_state: 0 };
    expect({ ...after, ...made }).toEqual({ ...before, ...made });
  });
});
