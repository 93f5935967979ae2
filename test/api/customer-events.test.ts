import { startTestService, type Person, type TestService } from '../support/service.js';

let service: TestService;
let customer: { id: string; customerNumber: string };
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-02T02:00:00.000Z') });
  const answer = await service.as.core.post('/api/v1/customers').send({
    kind: 'individual',
    branch: '0001',
    name: '王芳',
    nationality: 'CHN',
    dateOfBirth: '1990-03-07',
  });
  customer = answer.body;
});
afterAll(() => service.close());

const post = (body: object, as: Person | 'core' = 'core') =>
  service.as[as].post('/api/v1/customer-events').send(body);
const list = (as: Person | 'core' = 'officer') =>
  service.as[as].get(`/api/v1/customers/${customer.id}/events`);
let counter = 0;
const event = (more: object = {}) => ({
  source: 'core',
  reference: `e${(counter += 1)}`,
  customerNumber: customer.customerNumber,
  type: 'fx-permit',
  occurredOn: '2026-03-01',
  ...more,
});

describe('a customer event', () => {
  it('is recorded once; sent again it is a duplicate, with other content a conflict', async () => {
    const body = event({ details: { permit: 'SAFE-1', amount: '1200.00' } });
    expect((await post(body)).body).toMatchObject({
      accepted: 1,
      results: [{ status: 'accepted', reference: body.reference }],
    });
    expect((await post(body)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    const other = await post({ ...body, occurredOn: '2026-02-01' });
    expect(other).toMatchObject({ status: 422, body: { errors: [{ code: 'reference-conflict' }] } });
    const mine = (await list()).body.items.filter(
      ({ reference }: { reference: string }) => reference === body.reference,
    );
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      title: { en: 'Foreign-exchange permit' },
      details: { permit: 'SAFE-1' },
    });
  });

  it('is judged by itself among many', async () => {
    const good = event();
    const answer = await post({
      events: [
        good,
        event({ customerNumber: 'nobody' }),
        event({ type: 'nothing' }),
        event({ occurredOn: '2026-03-03' }),
        good,
        null,
        { ...good, occurredOn: '2026-01-01' },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, duplicates: 1, rejected: 5 });
    expect(
      answer.body.results.map(
        ({ status, problem }: { status: string; problem?: { code: string } }) => problem?.code ?? status,
      ),
    ).toEqual([
      'accepted',
      'unknown-customer',
      'not-a-choice',
      'in-the-future',
      'duplicate',
      'wrong-type',
      'reference-conflict',
    ]);
  });

  it('sent by several at once is stored once', async () => {
    const bodies = [1, 2, 3].map(() => event());
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => post({ events: n % 2 ? bodies : [...bodies].reverse() })),
    );
    const sum = (name: string) => answers.reduce((total, { body }) => total + (body[name] as number), 0);
    expect([sum('accepted'), sum('duplicates'), sum('rejected')]).toEqual([3, 9, 0]);
  });

  it('is refused whole when it is no event at all', async () => {
    expect((await post([])).status).toBe(422);
    expect((await post({ events: 1 })).body.errors[0]).toMatchObject({
      pointer: '/events',
      code: 'wrong-type',
    });
    expect((await post({ events: [], more: 1 })).body.errors[0]).toMatchObject({ code: 'unknown-field' });
  });

  it('is nothing for a teller', async () => {
    expect((await post(event(), 'teller')).status).toBe(403);
    expect((await list('teller')).status).toBe(403);
  });
});

describe('an event that rules read', () => {
  const rating = async () => {
    await service.scheduler.drain('risk-rating-queue');
    return (await service.as.officer.get(`/api/v1/customers/${customer.id}/risk-ratings`)).body.items[0];
  };
  it('makes the customer be rated again, and a later one lifts it', async () => {
    await post(event({ type: 'due-diligence-refused' }));
    expect(await rating()).toMatchObject({
      trigger: 'customer-event',
      level: 'high',
      rules: [{ rule: 'refuses-due-diligence' }],
    });
    await post(event({ type: 'due-diligence-resumed' }));
    const after = await rating();
    expect(after.rules).toEqual([]);
    expect(after.level).not.toBe('high');
  });

  it('counts by the day it happened, not by when it was told', async () => {
    await post(event({ type: 'adverse-media-cleared', occurredOn: '2026-02-20' }));
    await post(event({ type: 'adverse-media', occurredOn: '2026-02-10' }));
    const { items } = await rating();
    expect(items.find(({ item }: { item: string }) => item === 'warnings').score).toBe(1);
  });

  it('that rules do not read asks for nothing', async () => {
    const before = await rating();
    await post(event({ type: 'loan-repaid-early' }));
    expect((await rating()).id).toBe(before.id);
  });
});
