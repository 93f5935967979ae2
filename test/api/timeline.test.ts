import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
type Who = keyof TestService['as'];
interface Made {
  id: string;
  customerNumber: string;
  version: number;
}
interface Entry {
  at: string;
  kind: string;
  code: string;
  params: Record<string, unknown>;
  summary: { en: string; zh: string };
  actor: string | null;
  link: { kind: string; id: string } | null;
}

let counter = 0;
const next = () => String((counter += 1)).padStart(5, '0');
const make = async (): Promise<Made> => {
  const answer = await service.as.core.post('/api/v1/customers').send({
    kind: 'individual',
    branch: '0001',
    name: `李${next()}`,
    documents: [{ type: 'passport', number: `E${next()}000` }],
    accounts: [{ accountNumber: `6222${next()}`, type: 'current', currency: 'CNY', openedOn: '2025-05-01' }],
  });
  expect(answer.status).toBe(201);
  return answer.body as Made;
};
const timeline = async (of: Made, query = '', as: Who = 'officer') => {
  const answer = await service.as[as].get(`/api/v1/customers/${of.id}/timeline${query}`);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as { items: Entry[]; nextCursor: string | null };
};
const all = async (of: Made, limit: number, as: Who = 'officer') => {
  const found: Entry[] = [];
  let cursor: string | null = null;
  do {
    const page = await timeline(of, `?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`, as);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};
/** What happens to every customer here, seen by a branch. */
const ordinary = async (of: Made) => {
  const changed = await service.as.core
    .patch(`/api/v1/customers/${of.id}`)
    .set('If-Match', String(of.version))
    .send({ occupation: 'teacher', purpose: 'savings' });
  expect(changed.status).toBe(200);
  const related = await service.as.teller
    .post(`/api/v1/customers/${of.id}/relationships`)
    .send({ type: 'relative', source: 'declared', holder: { kind: 'person', name: `周${next()}` } });
  expect(related.status).toBe(201);
  const contact = await service.as.teller.post(`/api/v1/customers/${of.id}/contacts-log`).send({
    at: '2026-03-02T03:00:00+08:00',
    channel: 'phone',
    subject: 'documents',
    outcome: 'reached',
    text: 'asked for a copy',
  });
  expect(contact.status).toBe(201);
};
const pay = async (of: Made, more: object = {}) => {
  const answer = await service.as.core.post('/api/v1/transactions').send({
    source: 'test',
    reference: next(),
    customerNumber: of.customerNumber,
    bookedAt: '2026-03-01T10:00:00+08:00',
    direction: 'in',
    amount: '80000.00',
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    ...more,
  });
  expect(answer.body).toMatchObject({ accepted: 1 });
};

let plain: Made;
let watched: Made;
beforeAll(async () => {
  service = await startTestService();
  [plain, watched] = [await make(), await make()];
  await ordinary(plain);
  await ordinary(watched);
  // Only one of the two is of interest to compliance.
  await pay(watched);
  await service.as.officer.post(`/api/v1/customers/${watched.id}/contacts-log`).send({
    at: '2026-03-02T04:00:00+08:00',
    channel: 'phone',
    subject: 'source of funds',
    outcome: 'reached',
    text: 'asked where it came from',
  });
  const [{ key }] = (await service.db.query<{ key: string }>(
    'SELECT id AS key FROM customer_view WHERE public_id = $1',
    [watched.id],
  )) as [{ key: string }];
  await service.db.inTransaction(async (tx) => {
    const task = { customerKey: key, episode: 'x', dueOn: '2026-04-01', ask: { en: 'look', zh: '核查' } };
    await service.container.reviewTasks.raise(tx, [{ ...task, kind: 'doubt', audience: 'compliance' }]);
    await service.container.ratings.rateNow(tx, [key], 'request');
  });
});
afterAll(() => service?.close());

describe('the timeline of a customer', () => {
  it('tells officers everything, newest first', async () => {
    const { items } = await timeline(watched);
    const codes = items.map(({ code }) => code);
    for (const code of [
      'registered',
      'identity-changed',
      'account-opened',
      'relationship-recorded',
      'contact',
      'alert-raised',
      'risk-rated',
      'task-raised',
    ])
      expect(codes).toContain(code);
    expect(codes.filter((code) => code === 'contact')).toHaveLength(2);
    expect([...items].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))).toEqual(items);
    const changed = items.find(({ code }) => code === 'identity-changed')!;
    expect([...(changed.params['fields'] as string[])].sort()).toEqual(['occupation', 'purpose']);
    expect(changed.summary).toEqual({ en: 'Details changed: 2 fields', zh: '客户资料变更：2 项' });
    expect(JSON.stringify(items)).not.toContain('teacher');
    const alert = items.find(({ code }) => code === 'alert-raised')!;
    const opened = await service.as.officer.get(`/api/v1/alerts/${alert.link!.id}`);
    expect(opened.body.customerNumber).toBe(watched.customerNumber);
  });

  it.each([1, 2, 3, 5, 100])('is the same in pages of %d', async (limit) => {
    expect(await all(watched, limit)).toEqual((await timeline(watched, '?limit=500')).items);
    expect(await all(watched, limit, 'teller')).toEqual(
      (await timeline(watched, '?limit=500', 'teller')).items,
    );
  });

  it('is told to a branch as if there were no alerts, ratings, reports and tasks of compliance', async () => {
    const told = async (of: Made) =>
      (await timeline(of, '', 'teller')).items.map(({ at: _at, params, link: _link, ...entry }) => ({
        ...entry,
        summary: entry.code === 'account-opened' ? null : entry.summary,
        params: entry.code === 'account-opened' ? null : params,
      }));
    const seen = await told(watched);
    expect(seen.length).toBeGreaterThan(4);
    expect(seen).toEqual(await told(plain));
    expect(JSON.stringify(await timeline(watched, '', 'teller'))).not.toMatch(
      /alert|risk|report|doubt|merge/i,
    );
  });

  it('says the same of a kind a branch may not know as of one that does not exist', async () => {
    const [hidden, none] = [
      await timeline(watched, '?kinds=alerts,risk', 'teller'),
      await timeline(watched, '?kinds=nonsense', 'teller'),
    ];
    expect(hidden).toEqual(none);
    expect((await timeline(watched, '?kinds=alerts')).items).toHaveLength(1);
  });

  it('is for those who see the customer, and reading it is audited', async () => {
    await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
    const elsewhere = await service.as.core
      .post('/api/v1/customers')
      .send({ kind: 'individual', branch: '0002', name: '周强' });
    const path = `/api/v1/customers/${(elsewhere.body as Made).id}/timeline`;
    expect((await service.as.teller.get(path)).status).toBe(404);
    expect((await service.as.core.get(path)).status).toBe(403);
    expect((await service.as.officer.get(`${path}?cursor=nonsense`)).body.code).toBe('bad-cursor');
    await service.as.auditor.get(path);
    const events = await service.as.auditor.get('/api/v1/audit-events?action=customer.timeline-read&limit=1');
    expect(events.body.items).toHaveLength(1);
  });
});

describe('the flows of a customer', () => {
  it('are summed by month in CNY, without what failed or was taken back', async () => {
    const one = await make();
    await pay(one, { amount: '100.00' });
    await pay(one, { amount: '20.50', direction: 'out', bookedAt: '2026-02-28T23:59:00+08:00' });
    await pay(one, { amount: '9.00', direction: 'out', bookedAt: '2026-02-01T00:00:00+08:00' });
    await pay(one, { amount: '7.00', outcome: 'declined' });
    await pay(one, { amount: '5.00', bookedAt: '2025-03-31T23:00:00+08:00' });
    await pay(one, { amount: '1', currency: 'JPY', method: 'transfer' });
    const path = `/api/v1/customers/${one.id}/flows`;
    const { body } = await service.as.officer.get(path);
    expect(body.months).toHaveLength(12);
    expect(body.months[0]).toEqual({
      month: '2025-04',
      in: { amount: '0.00', count: 0 },
      out: { amount: '0.00', count: 0 },
    });
    expect(body.months[10]).toMatchObject({ month: '2026-02', out: { amount: '29.50', count: 2 } });
    expect(body.months[11]).toMatchObject({ month: '2026-03', in: { amount: '100.00', count: 2 } });
    expect(body.unconverted).toBe(1);
    const longer = await service.as.officer.get(`${path}?months=13`);
    expect(longer.body.months[0]).toMatchObject({ month: '2025-03', in: { amount: '5.00', count: 1 } });
    expect((await service.as.teller.get(path)).status).toBe(403);
  });
});
