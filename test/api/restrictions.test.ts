import { noticeProof } from '../../src/due-diligence/restrictions/proof.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const BASE = '/api/v1';
let customer: string;
let twin: string;
let taskId: string;

type Who = keyof TestService['as'];
const get = (who: Who, path: string) => service.as[who].get(BASE + path);
const post = (who: Who, path: string, body: object) => service.as[who].post(BASE + path).send(body);
const later = (days: number) => service.letDaysPass(days);

beforeAll(async () => {
  service = await startTestService();
  const [{ branch }] = (await service.db.query<{ branch: string }>(
    "SELECT branch FROM user_view WHERE username = 'teller'",
  )) as [{ branch: string }];
  const make = async (customerNumber: string) =>
    (
      await post('core', '/customers', {
        kind: 'individual',
        branch,
        name: '李强',
        customerNumber,
        documents: [
          { type: 'passport', number: `E1234567${customerNumber.slice(-1)}`, validUntil: '2026-01-05' },
        ],
      })
    ).body.id as string;
  customer = await make('X-1');
  twin = await make('X-2');
  await service.scheduler.drain('daily-review');
  const tasks = await get('officer', '/review-tasks?customerNumber=X-1&kind=document-expiry');
  taskId = tasks.body.items[0].id as string;
});
afterAll(() => service?.close());

const proposal = () => ({
  measures: [{ code: 'non-counter-limit', parameters: { dailyAmount: '800.00' } }],
  reason: 'document-expired',
  note: 'secret remark',
  collect: ['identity-document'],
  taskId,
});

describe('a restriction', () => {
  let id: string;

  it('is refused before the customer was told and had time, and for a measure that is none', async () => {
    const path = `/customers/${customer}/restrictions`;
    expect((await post('officer', path, proposal())).body.code).toBe('notice-not-proven');
    await post('teller', `/customers/${customer}/contacts-log`, {
      at: '2026-03-02T03:00:00+08:00',
      channel: 'phone',
      subject: 'x',
      outcome: 'reached',
      text: 'told',
      reviewTask: taskId,
    });
    expect((await post('officer', path, proposal())).body.code).toBe('notice-not-proven');
    const wrong = { ...proposal(), measures: [{ code: 'freeze' }] };
    expect((await post('officer', path, wrong)).body.code).toBe('no-such-measure');
    expect((await post('officer', `/customers/${twin}/restrictions`, proposal())).body.code).toBe(
      'restriction-task-needed',
    );
    expect((await post('officer', path, { ...proposal(), taskId: undefined })).body.code).toBe(
      'restriction-task-needed',
    );
    expect((await post('teller', path, proposal())).status).toBe(403);
  });

  it('is announced by the notice of its step, not by a reminder of before the document expired', async () => {
    const rolledBack = new Error('rolled back');
    const told = async (sent: string, step: number): Promise<boolean> => {
      let answer: boolean | undefined;
      await service.db
        .inTransaction(async (tx) => {
          await tx.query(
            `INSERT INTO notice (public_id, customer_id, template, template_version, language, cause_kind, cause_id, step,
               texts, channel_order, ordered_by_kind, ordered_by_id, queued_at, status, sent_at, changed_at)
             SELECT gen_random_uuid(), s.customer_id, 'document-expiring', 1, 'zh', 'review-task', t.public_id, $2, '{}', '{}',
               'system', 'system', $3, 'sent', $3, $3
             FROM review_task t JOIN review_task_state s ON s.task_id = t.id WHERE t.public_id = $1`,
            [taskId, sent, '2025-11-01T00:00:00Z'],
          );
          answer = (await noticeProof.toldOf(tx, [{ taskId, step }], new Date('2026-01-01T00:00:00Z'))).has(
            taskId,
          );
          throw rolledBack;
        })
        .catch((error: unknown) => {
          if (error !== rolledBack) throw error;
        });
      return answer!;
    };
    expect([await told('-90', 0), await told('0', 0), await told('30', 0)]).toEqual([false, true, true]);
    expect([await told('0', 60), await told('60', 60)]).toEqual([false, true]);
    expect(await told('service-restriction', 0)).toBe(false);
  });

  it('is made of what the rules offer, mildest first, which only compliance reads', async () => {
    const { body } = await get('officer', '/restriction-catalogue');
    expect(body.measures.map(({ grade }: { grade: number }) => grade)).toEqual([1, 2, 2, 2, 2, 3, 4, 5]);
    expect(body.measures[1]).toMatchObject({
      code: 'non-counter-limit',
      parameters: [{ name: 'dailyAmount', type: 'amount', default: '1000.00' }],
    });
    expect(body.reasons).toContainEqual(
      expect.objectContaining({
        code: 'document-expired',
        noticeNeeded: true,
        taskKinds: ['document-expiry', 'related-document-expiry'],
      }),
    );
    expect(body.noticeDays).toBe(30);
    expect((await get('teller', '/restriction-catalogue')).status).toBe(403);
  });

  it('is proposed by the daily job after the last step when the notice is proven, once', async () => {
    const seen = await get('officer', `/review-tasks/${taskId}`);
    expect(seen.body.notices).toMatchObject([{ template: 'document-expired' }]);
    await later(1);
    const contact = (id: string, more: object) =>
      post('teller', `/customers/${id}/contacts-log`, {
        at: service.clock.now().toISOString(),
        channel: 'phone',
        subject: 'x',
        outcome: 'reached',
        text: 'told',
        ...more,
      });
    expect((await contact(customer, { reviewTask: taskId })).status).toBe(201);
    // About something else, it proves nothing; and a task is of its customer only.
    expect((await contact(twin, {})).status).toBe(201);
    expect((await contact(twin, { reviewTask: taskId })).status).toBe(404);
    for (const days of [30, 30, 31, 8]) {
      await later(days);
      await service.scheduler.drain('daily-review');
    }
    const proposed = await get('manager', '/restrictions?status=proposed');
    expect(proposed.body.items).toMatchObject([
      {
        customerNumber: 'X-1',
        measures: [{ code: 'non-counter-limit' }],
        reason: 'document-expired',
        proposedBy: 'system',
      },
    ]);
    // The twin was never told of the task: nothing can be proposed.
    expect(proposed.body.items).toHaveLength(1);
    await post('manager', `/restrictions/${proposed.body.items[0].id}/refusal`, { note: 'not yet' });
  });

  it('needs a second person, then stands, and shows a branch what to bring but not why', async () => {
    const before = await get('teller', `/customers/${customer}/restrictions`);
    const made = await post('manager', `/customers/${customer}/restrictions`, proposal());
    expect([made.status, made.body.status]).toEqual([201, 'proposed']);
    id = made.body.id as string;
    expect((await get('teller', `/customers/${customer}/restrictions`)).text).toBe(before.text);
    expect((await post('manager', `/restrictions/${id}/approval`, { note: 'ok' })).body.code).toBe(
      'restriction-second-person',
    );
    expect((await post('officer', `/restrictions/${id}/approval`, { note: 'ok' })).status).toBe(403);
    const approved = await post('manager2', `/restrictions/${id}/approval`, { note: 'ok' });
    expect(approved.body).toMatchObject({ status: 'in-force', events: [{ kind: 'approved' }] });
    expect((await post('manager2', `/restrictions/${id}/approval`, { note: 'ok' })).body.code).toBe(
      'restriction-state',
    );
    const seen = await get('teller', `/customers/${customer}/restrictions`);
    expect(seen.body.items).toMatchObject([
      {
        measures: [{ code: 'non-counter-limit', grade: 2, parameters: { dailyAmount: '800.00' } }],
        basicServices: ['medical', 'social-security', 'utilities', 'taxes'],
        collect: ['identity-document'],
      },
    ]);
    expect(seen.text).not.toMatch(/secret|reason|document-expired|proposed|notice/);
    const proof = await get('manager2', `/customers/${customer}/restrictions`);
    const one = proof.body.items.find((item: { id: string }) => item.id === id);
    expect(one.notices.map(({ template }: { template: string }) => template)).toEqual(
      expect.arrayContaining(['document-expired', 'service-restriction']),
    );
    expect((await get('teller', `/customers/${customer}`)).body.status).toBe('restricted');
    const core = await get('core', '/restrictions?changedSince=2026-03-01T00:00:00Z');
    expect(core.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect(core.text).not.toMatch(/secret|reason/);
  });

  it('is lifted by itself when what it asked for is there', async () => {
    const { version } = (await get('teller', `/customers/${customer}`)).body as { version: number };
    await service.as.teller
      .patch(`${BASE}/customers/${customer}`)
      .set('If-Match', String(version))
      .send({ documents: [{ type: 'passport', number: 'E12345679', validUntil: '2036-01-05' }] })
      .expect(200);
    expect((await get('teller', `/customers/${customer}/restrictions`)).body.items).toEqual([]);
    expect((await get('teller', `/customers/${customer}`)).body.status).not.toBe('restricted');
    const core = await get('core', '/restrictions?changedSince=2026-03-01T00:00:00Z');
    expect(core.body.items).toMatchObject([{ id, status: 'lifted' }]);
    expect((await get('officer', `/review-tasks/${taskId}`)).body.status).toBe('settled');
  });

  it('for risk needs no notice, and leaves the customer restricted while another stands', async () => {
    const risk = {
      measures: [{ code: 'outgoing-stop' }],
      reason: 'risk',
      note: 'x',
      collect: ['source-of-funds'],
    };
    const ids = await Promise.all(
      [1, 2].map(
        async () => (await post('officer', `/customers/${twin}/restrictions`, risk)).body.id as string,
      ),
    );
    for (const one of ids) await post('manager', `/restrictions/${one}/approval`, { note: 'ok' }).expect(200);
    const lift = async (id: string) => {
      // What two people put in force, two people lift: the first only proposes it.
      const asked = await post('officer', `/restrictions/${id}/lifting`, { note: 'done' });
      expect(asked.body).toMatchObject({
        ...{ status: 'in-force', endProposedAt: expect.any(String) },
        events: [{ kind: 'approved' }, { kind: 'end-proposed', by: 'officer', note: 'done' }],
      });
      const again = await post('officer', `/restrictions/${id}/lifting`, { note: 'done' });
      expect([again.status, again.body.code]).toEqual([403, 'restriction-end-second-person']);
      const lifted = await post('officer2', `/restrictions/${id}/lifting`, { note: 'ok' });
      expect([lifted.status, lifted.body.status]).toEqual([200, 'lifted']);
    };
    await lift(ids[0]!);
    expect((await get('officer', `/customers/${twin}`)).body.status).toBe('restricted');
    await lift(ids[1]!);
    expect((await get('officer', `/customers/${twin}`)).body.status).not.toBe('restricted');
  });

  it('for risk follows from no task that a branch can close', async () => {
    const open = await get('officer', '/review-tasks?customerNumber=X-2&kind=document-expiry');
    const answer = await post('officer', `/customers/${twin}/restrictions`, {
      ...proposal(),
      reason: 'risk',
      taskId: (open.body as { items: { id: string }[] }).items[0]!.id,
    });
    expect(answer.body.code).toBe('restriction-task-needed');
  });

  it.each(['teller', 'officer'] as const)(
    'outlives the word of one person, a %s, that what was asked for is there; another ends it',
    async (closer) => {
      const asked = await post('officer', `/customers/${twin}/information-requests`, {
        collect: ['income'],
        reason: 'x',
      });
      const task = asked.body.id as string;
      const at = service.clock.now().toISOString();
      await later(5);
      const told = await post('teller', `/customers/${twin}/contacts-log`, {
        ...{ at, channel: 'phone', subject: 'x', outcome: 'reached', text: 'told', reviewTask: task },
      });
      expect(told.status).toBe(201);
      const propose = () =>
        post('officer', `/customers/${twin}/restrictions`, {
          ...{ ...proposal(), reason: 'request-unanswered', taskId: task },
        });
      // The customer's time counts from when the contact was written down, not from when it is said to have been.
      await later(29);
      expect((await propose()).body.code).toBe('notice-not-proven');
      await later(2);
      const made = await propose();
      expect(made.status).toBe(201);
      const path = `/restrictions/${made.body.id as string}`;
      const { body: approved } = await post('manager', `${path}/approval`, { note: 'ok' });
      await later(1);
      await post(closer, `/review-tasks/${task}/completion`, { outcome: 'done', note: 'there' }).expect(200);
      const inForce = await get('teller', `/customers/${twin}/restrictions`);
      expect(inForce.body.items).toMatchObject([
        { status: 'in-force', inForceFrom: approved.inForceFrom as string },
      ]);
      expect(inForce.text).not.toMatch(/endProposed|end-proposed/);
      const waiting = await get('manager', '/restrictions?endProposed=true');
      expect(waiting.body.items).toMatchObject([
        { id: made.body.id as string, events: [{ kind: 'approved' }, { kind: 'end-proposed', by: closer }] },
      ]);
      const own = await post('officer', `${path}/lifting`, { note: 'ok' });
      if (closer === 'officer') expect(own.body.code).toBe('restriction-end-second-person');
      else expect(own.status).toBe(200);
      if (closer === 'officer') await post('manager', `${path}/lifting`, { note: 'ok' }).expect(200);
      expect((await get('officer', '/restrictions?endProposed=true')).body.items).toEqual([]);
    },
  );
});
