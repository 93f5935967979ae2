import { systemActor } from '../../src/platform/index.js';
import type { TaskToRaise } from '../../src/due-diligence/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const ids: Record<string, string> = {};
const keys: Record<string, string> = {};
const BASE = '/api/v1';

beforeAll(async () => {
  service = await startTestService();
  const branch = await service.db.query<{ branch: string }>(
    "SELECT branch FROM user_view WHERE username = 'teller'",
  );
  await service.as.admin.post(`${BASE}/branches`).send({ code: 'OTHER', name: '别处', country: 'CHN' });
  for (const [name, at] of [
    ['own', branch[0]!.branch],
    ['twin', branch[0]!.branch],
    ['other', 'OTHER'],
  ] as const) {
    const { body } = await service.as.core
      .post(`${BASE}/customers`)
      .send({ kind: 'individual', branch: at, name: '李强', customerNumber: `R-${name}` });
    ids[name] = body.id as string;
    const [row] = await service.db.query<{ id: string }>(
      'SELECT id FROM customer_view WHERE public_id = $1',
      [body.id],
    );
    keys[name] = row!.id;
  }
});
afterAll(() => service?.close());

const raise = (of: string, more: Partial<TaskToRaise> = {}) =>
  service.db.inTransaction((tx) =>
    service.container.reviewTasks.raise(tx, [
      {
        customerKey: keys[of]!,
        kind: 'doubt',
        episode: 'api',
        dueOn: '2026-03-06',
        ask: { en: 'Look again.', zh: '请复核。' },
        audience: 'front-line',
        ...more,
      },
    ]),
  );
const get = (who: keyof TestService['as'], path: string) => service.as[who].get(BASE + path);
const post = (who: keyof TestService['as'], path: string, body: object) =>
  service.as[who].post(BASE + path).send(body);

describe('the queue', () => {
  it('shows a branch its own, by due day, and an officer all', async () => {
    await raise('own', { episode: 'q1', dueOn: '2026-02-27' });
    await raise('own', { episode: 'q2', dueOn: '2026-03-20' });
    await raise('other', { episode: 'q3' });
    const own = await get('teller', '/review-tasks');
    expect(
      own.body.items.map((one: { dueOn: string; overdue: boolean }) => [one.dueOn, one.overdue]),
    ).toEqual([
      ['2026-02-27', true],
      ['2026-03-20', false],
    ]);
    expect(own.body.items[0]).not.toHaveProperty('audience');
    const all = await get('officer', '/review-tasks?limit=2');
    expect(all.body.items).toHaveLength(2);
    const rest = await get('officer', `/review-tasks?limit=2&cursor=${all.body.nextCursor}`);
    expect(rest.body.items.map((one: { dueOn: string }) => one.dueOn)).toEqual(['2026-03-20']);
    expect((await get('officer', '/review-tasks?dueBefore=2026-03-01')).body.items).toHaveLength(1);
    expect((await get('officer', '/review-tasks?customerNumber=R-other')).body.items).toHaveLength(1);
    expect((await get('teller', '/review-tasks?branch=OTHER')).body.items).toEqual([]);
    expect((await get('officer', '/review-tasks/summary')).body).toMatchObject({
      open: 3,
      overdue: 1,
      dueThisWeek: 1,
      mine: 0,
    });
    expect((await get('teller', '/review-tasks/summary')).body).toMatchObject({
      open: 2,
      overdue: 1,
      dueThisWeek: 0,
    });
  });

  it('lets a teller take and finish a task, saying what was done, once', async () => {
    const [task] = await raise('own', { episode: 'work' });
    const path = `/review-tasks/${task!.id}`;
    expect((await post('teller', `${path}/assignment`, { assignee: 'officer' })).status).toBe(403);
    expect((await post('teller', `${path}/assignment`, { assignee: 'teller' })).body.assignee).toBe('teller');
    expect((await get('teller', '/review-tasks?assignee=me')).body.items).toHaveLength(1);
    expect((await post('teller', `${path}/completion`, { outcome: 'done', note: ' ' })).status).toBe(422);
    expect((await post('teller', `${path}/completion`, { outcome: 'not-needed', note: 'x' })).status).toBe(
      403,
    );
    const done = await post('teller', `${path}/completion`, { outcome: 'done', note: 'Saw the original.' });
    expect(done.body).toMatchObject({
      status: 'done',
      events: [{ kind: 'assigned' }, { kind: 'completed', details: { note: 'Saw the original.' } }],
    });
    expect((await post('teller', `${path}/completion`, { outcome: 'done', note: 'again' })).body.code).toBe(
      'task-closed',
    );
  });

  it('takes a verification for what it is: of this customer, confirmed, since the task was raised', async () => {
    const verify = async (of: string, outcome = 'confirmed') => {
      const { body, status } = await post('core', `/customers/${ids[of]}/verifications`, {
        ...{ reason: 'document-expiry', method: 'counter', outcome },
      });
      expect(status).toBe(201);
      return (body as { id: string }).id;
    };
    const before = await verify('own');
    service.clock.advance(1_000);
    for (const kind of ['doubt', 'periodic-review'] as const) {
      const [task] = await raise('own', { kind, episode: 'verified' });
      const complete = async (verificationId?: string) => {
        const { status, body } = await post('teller', `/review-tasks/${task!.id}/completion`, {
          ...{ outcome: 'done', note: '.' },
          ...(verificationId === undefined ? {} : { verificationId }),
        });
        return [status, (body as { code?: string }).code];
      };
      const unknown = [404, 'unknown-verification'];
      expect(await complete('1')).toEqual(unknown);
      expect(await complete('0195d0a0-0000-7000-8000-000000000000')).toEqual(unknown);
      expect(await complete(before)).toEqual(unknown);
      expect(await complete(await verify('twin'))).toEqual(unknown);
      expect(await complete(await verify('own', 'failed'))).toEqual(unknown);
      if (kind === 'periodic-review') expect(await complete()).toEqual([409, 'verification-needed']);
      expect(await complete(await verify('own'))).toEqual([200, undefined]);
    }
  });

  it('pages without telling how many tasks there are besides', async () => {
    const first = await raise('own', { episode: 'p1', dueOn: '2026-03-01' });
    await raise('own', { kind: 'list-hit', episode: 'p', audience: 'compliance', dueOn: '2026-03-01' });
    const second = await raise('own', { episode: 'p2', dueOn: '2026-03-01' });
    const page = async (cursor?: string) => {
      const { body } = await service.as.teller
        .get(`${BASE}/review-tasks`)
        .query({ dueBefore: '2026-03-02', kind: 'doubt', limit: 1, ...(cursor ? { cursor } : {}) });
      return body as { items: { id: string; dueOn: string }[]; nextCursor: string | null };
    };
    const seen: string[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const { items, nextCursor } = await page(next);
      seen.push(...items.map(({ id }) => id));
      if (nextCursor !== null)
        expect(JSON.parse(Buffer.from(nextCursor, 'base64url').toString())).toEqual([
          items[0]!.dueOn,
          items[0]!.id,
        ]);
      next = nextCursor;
    }
    expect(seen).toEqual(expect.arrayContaining([first[0]!.id, second[0]!.id]));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('does not believe that data were completed which are not there', async () => {
    const [task] = await raise('own', { kind: 'missing-data', episode: 'm' });
    const answer = await post('teller', `/review-tasks/${task!.id}/completion`, {
      outcome: 'done',
      note: 'ok',
    });
    expect(answer.body.code).toBe('not-yet-fulfilled');
    expect(
      (await post('officer', `/review-tasks/${task!.id}/completion`, { outcome: 'not-needed', note: 'ok' }))
        .status,
    ).toBe(200);
  });

  it('does not take a restriction for completed data', async () => {
    const [task] = await raise('twin', { kind: 'missing-data', episode: 'r' });
    const restrict = (restricted: boolean) =>
      service.db.inTransaction((tx) =>
        service.container.customers.setRestricted(tx, systemActor, [keys['twin']!], restricted),
      );
    const path = `/review-tasks/${task!.id}`;
    await restrict(true);
    const answer = await post('teller', `${path}/completion`, { outcome: 'done', note: 'ok' });
    expect(answer.body.code).toBe('not-yet-fulfilled');
    const complete = {
      gender: 'male',
      nationality: 'CHN',
      occupation: '20100',
      addresses: [{ type: 'residence', text: '某路 1 号', country: 'CHN' }],
      contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
      documents: [{ type: 'passport', number: 'E76543210', validUntil: '2036-01-01' }],
    };
    await service.as.core
      .patch(`${BASE}/customers/${ids['twin']}`)
      .set('If-Match', '1')
      .send(complete)
      .expect(200);
    expect((await get('teller', `/customers/${ids['twin']}`)).body.status).toBe('restricted');
    expect((await get('teller', path)).body.status).toBe('settled');
    await restrict(false);
  });

  it('hides what compliance works on from a branch: in list, count, error and text', async () => {
    const before = await Promise.all([
      get('teller', '/review-tasks'),
      get('teller', '/review-tasks/summary'),
    ]);
    const [task] = await raise('own', {
      kind: 'alert',
      audience: 'compliance',
      cause: { kind: 'alert', id: 'x' },
    });
    const [foreign] = await raise('other', { episode: 'foreign' });
    const after = await Promise.all([get('teller', '/review-tasks'), get('teller', '/review-tasks/summary')]);
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    const nothing = '00000000-0000-7000-8000-000000000000';
    const answers = async (id: string) =>
      (
        await Promise.all([
          get('teller', `/review-tasks/${id}`),
          post('teller', `/review-tasks/${id}/assignment`, { assignee: 'teller' }),
          post('teller', `/review-tasks/${id}/completion`, { outcome: 'done', note: 'x' }),
        ])
      ).map(({ status, body }) => [status, body.code, body.detail]);
    expect(await answers(task!.id)).toEqual(await answers(nothing));
    expect(await answers(foreign!.id)).toEqual(await answers(nothing));
    expect((await get('teller', '/review-tasks?kind=alert')).body.items).toEqual([]);
    expect((await get('officer', '/review-tasks?kind=alert')).body.items).toHaveLength(1);
    expect(
      (await post('officer', `/review-tasks/${task!.id}/assignment`, { assignee: 'teller' })).status,
    ).toBe(422);
  });

  it('carries an order for information to the branch without its reason', async () => {
    expect(
      (
        await post('teller', `/customers/${ids['twin']}/information-requests`, {
          collect: ['income'],
          reason: 'x',
        })
      ).status,
    ).toBe(403);
    const order = await post('officer', `/customers/${ids['twin']}/information-requests`, {
      collect: ['source-of-funds', 'income'],
      reason: 'secret suspicion',
    });
    expect([order.status, order.body.reason]).toEqual([201, 'secret suspicion']);
    const seen = await get('teller', `/review-tasks/${order.body.id}`);
    expect(seen.body).toMatchObject({
      kind: 'information-request',
      collect: ['source-of-funds', 'income'],
      dueOn: '2026-03-17',
    });
    expect(seen.text).not.toMatch(/secret|suspicion|cause|reason|audience/);
    await post('officer', `/review-tasks/${order.body.id}/completion`, {
      outcome: 'not-needed',
      note: 'secret note',
    });
    expect((await get('teller', `/review-tasks/${order.body.id}`)).text).not.toMatch(/secret|not-needed/);
  });
});

describe('a contact about a task', () => {
  it('cannot name a task of compliance, for a branch or a machine: it does not exist', async () => {
    const raised = await raise('own', { kind: 'alert', episode: 'c', audience: 'compliance' });
    const [open] = await raise('own', { episode: 'c' });
    const about = async (who: 'teller' | 'core' | 'officer', reviewTask: string) => {
      const { status, body } = await post(who, `/customers/${ids['own']!}/contacts-log`, {
        ...{ at: service.clock.now().toISOString(), channel: 'phone', subject: 'x', outcome: 'provided' },
        ...{ text: '', reviewTask },
      });
      return [status, (body as { code?: string }).code, (body as { detail?: string }).detail];
    };
    for (const who of ['teller', 'core'] as const) {
      const unknown = await about(who, '00000000-0000-7000-8000-000000000000');
      expect(unknown[0]).toBe(404);
      expect(await about(who, raised[0]!.id)).toEqual(unknown);
      expect((await about(who, open!.id))[0]).toBe(201);
    }
    expect((await about('officer', raised[0]!.id))[0]).toBe(201);
    // Nor does what was provided close anything.
    const state = await get('officer', `/review-tasks/${raised[0]!.id}`);
    expect(state.body).toMatchObject({ status: 'open' });
  });
});

describe('documents of representatives, agents and owners', () => {
  const card = (validUntil: string) => ({ type: 'passport' as const, number: 'E55512345', validUntil });
  const lasting = { type: 'passport' as const, number: 'E66612345', validUntil: '2035-01-01' };
  const related = async (id: string) =>
    (await get('teller', `/review-tasks?customerNumber=${id}&kind=related-document-expiry`)).body.items as {
      id: string;
      collect: string[];
      dueOn: string;
    }[];
  const make = async (customerNumber: string, more: object) => {
    const [{ branch }] = (await service.db.query<{ branch: string }>(
      "SELECT branch FROM user_view WHERE username = 'teller'",
    )) as [{ branch: string }];
    const { body, status } = await service.as.core
      .post(`${BASE}/customers`)
      .send({ kind: 'organisation', branch, name: '某有限公司', customerNumber, ...more });
    expect(status).toBe(201);
    return body.id as string;
  };

  it('are asked for before they expire, once for a person, until one that is valid is registered', async () => {
    const head = { name: '王芳', documents: [card('2026-04-01')] };
    const id = await make('R-body', {
      legalRepresentative: head,
      agent: { name: '李强', authorisation: '授权书', documents: [{ ...card('2030-01-01'), number: 'E1' }] },
      beneficialOwners: [
        { ...head, basis: 'shares', share: '60', since: '2020-01-01' },
        { name: '赵敏', documents: [lasting, card('2020-01-01')], basis: 'shares', since: '2020-01-01' },
      ],
    });
    await service.scheduler.drain('daily-review');
    const asked = await related('R-body');
    expect(asked).toMatchObject([
      { collect: ['beneficial-owners', 'legal-representative'], dueOn: '2026-04-01' },
    ]);
    const completion = (note: string) =>
      post('teller', `/review-tasks/${asked[0]!.id}/completion`, { outcome: 'done', note });
    expect((await completion('ok')).body.code).toBe('not-yet-fulfilled');
    const change = async (legalRepresentative: object) => {
      const { version } = (await get('teller', `/customers/${id}`)).body as { version: number };
      await service.as.teller
        .patch(`${BASE}/customers/${id}`)
        .set('If-Match', String(version))
        .send({ legalRepresentative })
        .expect(200);
    };
    await change({ ...head, documents: [card('2036-05-01')] });
    expect(await related('R-body')).toEqual([]);
    // A day that was typed wrong: it is asked again the next day.
    await change({ ...head, documents: [card('2026-05-01')] });
    service.clock.advance(86_400_000);
    await service.scheduler.drain('daily-review');
    const again = await service.db.query(
      `SELECT t.due_on::text, t.status FROM review_task_view t JOIN customer_view c ON c.id = t.customer_id
       WHERE c.public_id = $1 AND t.kind = 'related-document-expiry' ORDER BY t.id`,
      [id],
    );
    expect(again).toEqual([
      { due_on: '2026-04-01', status: 'settled' },
      { due_on: '2026-05-01', status: 'open' },
    ]);
  });
});

describe('a notice because of a task', () => {
  it('is not sent any more once the task is closed, and says so', async () => {
    await service.signInAgain();
    const raised = await raise('own', { episode: 'noticed' });
    const request = (step: string) => ({
      customerKey: keys.own!,
      template: 'information-request',
      variables: { bring: ['identity-document' as const], by: '2026-03-06' },
      cause: { kind: 'review-task' as const, id: raised[0]!.id },
      step,
    });
    await service.db.inTransaction((tx) =>
      service.container.customers.change(tx, systemActor, {
        id: ids.own!,
        patch: { contacts: [{ type: 'mobile', value: '13800138000', consent: true }] },
        version: 1,
      }),
    );
    const queued = await service.db.inTransaction((tx) =>
      service.container.notices.queue(tx, systemActor, [request('before'), request('after')]),
    );
    expect(queued.map(({ status }) => status)).toEqual(['waiting', 'waiting']);

    await post('officer', `/review-tasks/${raised[0]!.id}/completion`, { outcome: 'done', note: 'ok' });
    for (const { id } of queued) {
      const notice = (await get('officer', `/notices/${id}`)).body;
      expect(notice).toMatchObject({ status: 'cancelled', reason: 'task-closed' });
      expect(notice.attempts.at(-1)).toMatchObject({ kind: 'cancelled', code: 'task-closed' });
      expect((await post('officer', `/notices/${id}/retry`, {})).status).toBe(409);
    }
  });
});
