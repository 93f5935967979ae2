import { startTestService, type Person, type TestService } from '../support/service.js';
import type { RiskModel } from '../../src/risk-rating/domain/model.js';

let service: TestService;
const ids: string[] = [];
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-02T02:00:00.000Z') });
  for (let n = 0; n < 6; n += 1) {
    const { body } = await post(
      '/customers',
      {
        kind: 'individual',
        branch: '0001',
        name: `王${n}`,
        nationality: 'CHN',
        occupation: n < 2 ? '珠宝商' : '20100',
      },
      'core',
    );
    ids.push(body.id);
  }
  await post('/customers', { kind: 'organisation', branch: '0001', name: '某公司' }, 'core');
});
afterAll(() => service.close());

type Who = Person | 'core';
const get = (path: string, as: Who = 'officer') => service.as[as].get(`/api/v1${path}`);
const post = (path: string, body: object = {}, as: Who = 'officer') =>
  service.as[as].post(`/api/v1${path}`).send(body);
const definition = async (): Promise<RiskModel> =>
  (await get('/risk-models/cn-individual/versions/1')).body.definition;
const levels = () =>
  Promise.all(ids.map(async (id) => (await get(`/customers/${id}`)).body.riskLevel as string));
/** Occupation weighs as much as everything else. */
const heavier = async (): Promise<RiskModel> => {
  const model = await definition();
  for (const { items } of model.factors)
    for (const item of items) item.weight = item.item === 'occupation' ? 54 : item.weight / 2;
  return model;
};

describe('the models', () => {
  it('are there from the first start, in force, one per kind of customer', async () => {
    const { body } = await get('/risk-models');
    expect(
      body.items.map(({ modelId, version, status }: Record<string, unknown>) => [modelId, version, status]),
    ).toEqual([
      ['cn-individual', 1, 'active'],
      ['cn-organisation', 1, 'active'],
    ]);
    expect(body.facts.length).toBeGreaterThan(30);
  });

  it('are nothing for a teller', async () => {
    for (const path of [
      '/risk-models',
      '/risk-overview',
      '/risk-overrides',
      '/risk-first-ratings',
      '/risk-models/cn-individual/versions/1',
    ])
      expect((await get(path, 'teller')).status).toBe(403);
  });

  it('refuse a version that the law or arithmetic forbids, naming each place', async () => {
    const model = await definition();
    model.factors[0]!.items[0]!.weight += 1;
    model.levels[0]!.reviewMonths = 24;
    const { status, body } = await post('/risk-models/cn-individual/versions', { definition: model }).set(
      'Accept-Language',
      'en',
    );
    expect(status).toBe(422);
    expect(body.code).toBe('risk-model-invalid');
    expect(body.errors).toEqual([
      { pointer: '/factors', code: 'weights-sum', message: 'the weights must sum to 100; they sum to 101' },
      {
        pointer: '/levels/0/reviewMonths',
        code: 'review-too-rare',
        message: expect.stringContaining('at least every 12 months'),
      },
    ]);
    expect(
      (await post('/risk-models/cn-individual/versions', { definition: { grades: 5 } })).body.errors[0].code,
    ).toBe('shape');
    expect(
      (
        await post('/risk-models/cn-individual/versions', {
          definition: { ...(await definition()), appliesTo: ['organisation'] },
        })
      ).body.errors[0].code,
    ).toBe('applies-to');
    expect(
      (await post('/risk-models/cn-individual/versions', { definition: await definition() })).body.code,
    ).toBe('risk-model-unchanged');
    expect((await post('/risk-models/none/versions', { definition: await definition() })).status).toBe(404);
  });
});

describe('a new version', () => {
  it('is previewed over the whole base before it can be submitted, and changes nothing meanwhile', async () => {
    const draft = await post(
      '/risk-models/cn-individual/versions',
      { definition: await heavier(), note: 'Occupations matter more.' },
      'manager',
    );
    expect(draft).toMatchObject({ status: 201, body: { version: 2, status: 'draft' } });
    const early = await post('/risk-models/cn-individual/versions/2/submission', {}, 'manager');
    expect(early).toMatchObject({ status: 409, body: { code: 'risk-preview-first' } });

    const before = await levels();
    const started = await post('/risk-models/cn-individual/versions/2/previews', {}, 'manager');
    expect(started.status).toBe(202);
    expect((await get(`/risk-model-previews/${started.body.id}`)).body).toMatchObject({
      state: 'queued',
      progress: 0,
    });
    await service.scheduler.drain('risk-model-preview');
    const { body } = await get(`/risk-model-previews/${started.body.id}`);
    expect(body).toMatchObject({ state: 'completed', progress: 1, customers: 6 });
    expect(body.table.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0)).toBe(
      6,
    );
    expect(body.branches).toEqual([{ branch: '0001', customers: 6, moved: 6 }]);
    const moved = await get(`/risk-model-previews/${started.body.id}/customers`);
    expect(moved.body.items.map(({ customerId }: { customerId: string }) => customerId)).toEqual(ids);
    const [jeweller, , clerk] = moved.body.items;
    expect(jeweller.afterTotal).toBeGreaterThan(jeweller.beforeTotal);
    expect(clerk.afterTotal).toBeLessThan(clerk.beforeTotal);
    expect(await levels()).toEqual(before);

    const [first] = moved.body.items;
    const page = await get(
      `/risk-model-previews/${started.body.id}/customers?limit=1&after=${first.after}&branch=0001`,
    );
    expect(page.body).toMatchObject({ items: [first], nextCursor: expect.any(String) });
  });

  it('comes into force by another person, and the base follows, each customer whole', async () => {
    expect(
      (await post('/risk-models/cn-individual/versions/2/approval', { decision: 'approve' }, 'manager2'))
        .status,
    ).toBe(409);
    expect((await post('/risk-models/cn-individual/versions/2/submission', {}, 'manager')).body.status).toBe(
      'submitted',
    );
    const own = await post(
      '/risk-models/cn-individual/versions/2/approval',
      { decision: 'approve' },
      'manager',
    );
    expect(own).toMatchObject({ status: 403, body: { code: 'risk-model-own' } });
    const approved = await post(
      '/risk-models/cn-individual/versions/2/approval',
      { decision: 'approve', comment: 'Agreed.' },
      'manager2',
    );
    expect(approved.body).toMatchObject({ status: 'active', leftToRate: 6 });
    expect((await get('/risk-models/cn-individual/versions/1')).body.status).toBe('retired');

    await service.scheduler.drain('risk-rerating');
    expect((await get('/risk-models/cn-individual/versions/2')).body.leftToRate).toBe(0);
    const { body } = await get(`/customers/${ids[0]}/risk-ratings`);
    expect(
      body.items.map(({ trigger, model }: { trigger: string; model: { version: number } }) => [
        trigger,
        model.version,
      ]),
    ).toEqual([
      ['model-change', 2],
      ['onboarding', 1],
    ]);
    // What was rated by the old version is still explained by it.
    expect(body.items[1].items.find(({ item }: { item: string }) => item === 'occupation').weight).toBe(8);
    expect(body.items[0].items.find(({ item }: { item: string }) => item === 'occupation').weight).toBe(54);
    expect(new Set((await levels()).slice(0, 2))).toEqual(new Set([body.items[0].level]));
  });

  it('is decided once', async () => {
    const again = await post(
      '/risk-models/cn-individual/versions/2/approval',
      { decision: 'refuse' },
      'manager2',
    );
    expect(again).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });
});

describe('a version made before the one in force', () => {
  const made = async (highFrom: number): Promise<number> => {
    const model = await definition();
    model.levels[0]!.from = highFrom;
    const { body } = await post('/risk-models/cn-individual/versions', { definition: model }, 'manager');
    await preview(body.version);
    await post(`/risk-models/cn-individual/versions/${body.version}/submission`, {}, 'manager').expect(200);
    return body.version as number;
  };
  const preview = async (version: number) => {
    await post(`/risk-models/cn-individual/versions/${version}/previews`, {}, 'manager').expect(202);
    await service.scheduler.drain('risk-model-preview');
  };
  const approve = (version: number) =>
    post(`/risk-models/cn-individual/versions/${version}/approval`, { decision: 'approve' }, 'manager2');

  it('needs a preview against that one, and then the base follows it', async () => {
    const [older, newer] = [await made(76), await made(77)];
    service.clock.advance(1_000);
    await approve(newer).expect(200);
    await service.scheduler.drain('risk-rerating');
    expect(await approve(older)).toMatchObject({ status: 409, body: { code: 'risk-preview-first' } });
    await preview(older);
    expect((await approve(older)).body).toMatchObject({ status: 'active', leftToRate: 6 });
    await service.scheduler.drain('risk-rerating');
    expect((await get(`/risk-models/cn-individual/versions/${older}`)).body.leftToRate).toBe(0);
    const { body } = await get(`/customers/${ids[0]}/risk-ratings`);
    expect(body.items[0].model.version).toBe(older);
  });
});

describe('the watch', () => {
  const drain = async () => {
    await service.scheduler.drain('risk-rating-watch');
    await service.scheduler.drain('risk-rating-queue');
  };
  const newest = async (id: string) => (await get(`/customers/${id}/risk-ratings`)).body.items[0];

  it('rates those whose alerts of suspicion are new or were decided, each once', async () => {
    const [row] = await service.db.query<{ id: string }>(
      'SELECT id FROM customer_view WHERE public_id = $1',
      [ids[3]],
    );
    await service.db.inTransaction((tx) =>
      service.container.alerts.raise(tx, [
        {
          kind: 'suspicious',
          ruleId: 'cn-suspicious-1101',
          ruleVersion: 1,
          customerId: row!.id,
          asOf: '2026-03-01',
          direction: null,
          episode: 'x',
          severity: 'high',
          measures: {},
          explanation: { en: 'x', zh: '某' },
          dueOn: null,
          dueOnEstimated: false,
        },
      ]),
    );
    await drain();
    const rating = await newest(ids[3]!);
    expect(rating).toMatchObject({ trigger: 'alert' });
    expect(rating.items.find(({ item }: { item: string }) => item === 'monitoring').score).toBe(4);
    await drain();
    expect((await newest(ids[3]!)).id).toBe(rating.id);
  });

  it('rates again when the period is over, whenever it looks', async () => {
    // Sessions end long before; the database is asked.
    const last = async () => {
      const [row] = await service.db.query<{ id: string; trigger: string }>(
        `SELECT r.id, r.trigger FROM risk_rating_view r JOIN customer_view c ON c.id = r.customer_id
         WHERE c.public_id = $1 ORDER BY r.id DESC LIMIT 1`,
        [ids[4]],
      );
      return row!;
    };
    const before = await last();
    service.clock.set(new Date('2026-04-03T02:00:00.000Z'));
    await drain();
    expect(await last()).toEqual(before);
    service.clock.set(new Date('2031-01-01T02:00:00.000Z'));
    await drain();
    expect(await last()).toMatchObject({ trigger: 'periodic' });
    service.clock.set(new Date('2026-03-02T02:00:00.000Z'));
  });

  it('finds those who were never rated and remembers by when they had to be', async () => {
    // As if entered before there were ratings.
    const owner = await import('pg').then(
      ({ default: pg }) => new pg.Client({ connectionString: service.database.superUrl }),
    );
    await owner.connect();
    await owner.query('SET session_replication_role = replica');
    await owner.query(
      'DELETE FROM risk_standing s USING customer c WHERE c.id = s.customer_id AND c.public_id = $1',
      [ids[5]],
    );
    await owner.query(
      "UPDATE customer SET risk_level = NULL, created_at = '2026-01-05' WHERE public_id = $1",
      [ids[5]],
    );
    await owner.end();
    await service.scheduler.drain('risk-rating-watch');
    expect((await get('/risk-overview')).body).toMatchObject({ unrated: 1, overdue: 1, requested: 1 });
    expect((await get('/risk-first-ratings')).body.items).toEqual([
      expect.objectContaining({ customerId: ids[5], firstDueOn: '2026-01-19', overdue: true }),
    ]);
    await service.scheduler.drain('risk-rating-queue');
    expect(await newest(ids[5]!)).toMatchObject({ trigger: 'first-rating' });
    expect((await get('/risk-overview')).body).toMatchObject({ unrated: 0, overdue: 0, requested: 0 });
  });
});
