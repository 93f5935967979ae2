import { Campaigns } from '../../src/due-diligence/campaigns/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const BASE = '/api/v1';
const criteria = { kinds: ['individual'], branches: ['0001'], statuses: ['pending'] };
const body = { name: 'secret name', criteria, deadline: '2026-05-01', ask: ['occupation'] };
const post = (who: keyof TestService['as'], path: string, sent: object) =>
  service.as[who].post(BASE + path).send(sent);
const get = (who: keyof TestService['as'], path: string) => service.as[who].get(BASE + path);

beforeAll(async () => {
  service = await startTestService();
  const [{ branch }] = (await service.db.query<{ branch: string }>(
    "SELECT branch FROM user_view WHERE username = 'teller'",
  )) as [{ branch: string }];
  criteria.branches = [branch];
  for (let i = 0; i < 9; i += 1)
    await post('core', '/customers', {
      kind: i % 3 === 2 ? 'organisation' : 'individual',
      branch,
      name: '李强',
      customerNumber: `K-${i}`,
    });
});
afterAll(() => service?.close());

describe('a campaign', () => {
  let id: string;

  it('counts first, and is for officers', async () => {
    const seen = await post('officer', '/remediation-campaign-previews', { criteria });
    expect(seen.body).toEqual({ targets: 6, branches: [{ branch: criteria.branches[0], targets: 6 }] });
    expect((await post('teller', '/remediation-campaigns', body)).status).toBe(403);
    expect(
      (await post('officer', '/remediation-campaigns', { ...body, deadline: '2026-03-02' })).body.code,
    ).toBe('campaign-deadline-past');
  });

  it('goes on where it was killed, at every batch, with two at work, and makes nothing twice', async () => {
    id = (await post('officer', '/remediation-campaigns', body)).body.id as string;
    const { db, clock, container, audit } = service;
    let fail = false;
    let kills = 0;
    const campaigns = new Campaigns({
      ...{ clock, audit, days: container.days, tasks: container.reviewTasks, batchSize: 2 },
      onBatch: async () => {
        fail = !fail;
        if (fail) throw new Error('killed');
      },
    });
    const worker = async () => {
      for (;;) {
        const more = await campaigns.advance(db).catch((error: Error) => {
          if (error.message !== 'killed') throw error;
          kills += 1;
          return true;
        });
        if (!more) return;
      }
    };
    await Promise.all([worker(), worker()]);
    expect(kills).toBeGreaterThan(2);
    expect((await get('officer', `/remediation-campaigns/${id}`)).body).toMatchObject({
      status: 'running',
      targets: 6,
      open: 6,
      done: 0,
    });
  });

  it('shows a branch what to collect and neither its name nor that it came from one', async () => {
    const tasks = await get('teller', '/review-tasks?kind=campaign');
    expect(tasks.body.items).toHaveLength(6);
    expect(tasks.body.items[0]).toMatchObject({ collect: ['occupation'], dueOn: '2026-05-01' });
    expect(tasks.text).not.toMatch(/secret|criteria|cause/);
    const [first] = tasks.body.items as { id: string }[];
    await post('teller', `/review-tasks/${first!.id}/completion`, { outcome: 'done', note: 'asked' }).expect(
      200,
    );
  });

  it('ends with a report that stays as it was', async () => {
    const closed = await post('manager', `/remediation-campaigns/${id}/closure`, {});
    expect(closed.body).toMatchObject({ status: 'closed', targets: 6, done: 1, open: 5 });
    expect((await get('officer', '/review-tasks?kind=campaign')).body.items).toEqual([]);
    expect((await get('auditor', `/remediation-campaigns/${id}`)).body).toEqual(closed.body);
    expect((await post('manager', `/remediation-campaigns/${id}/closure`, {})).status).toBe(409);
  });
});
