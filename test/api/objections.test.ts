import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
const BASE = '/api/v1';
let customer: string;
let elsewhere: string;

type Who = keyof TestService['as'];
const get = (who: Who, path: string) => service.as[who].get(BASE + path);
const post = (who: Who, path: string, body: object) => service.as[who].post(BASE + path).send(body);
const later = (days: number) => service.letDaysPass(days);

/** A restriction that an officer ordered for reasons nobody else may read. */
async function restricted(id: string): Promise<string> {
  const { body } = await post('officer', `/customers/${id}/restrictions`, {
    measures: [{ code: 'outgoing-stop' }],
    reason: 'risk',
    note: 'internal-restriction-note',
    collect: ['source-of-funds'],
  }).expect(201);
  await post('manager', `/restrictions/${body.id as string}/approval`, { note: 'ok' }).expect(200);
  return body.id as string;
}

const objection = (more: object = {}) => ({
  receivedOn: '2026-03-02',
  channel: 'in-person',
  text: 'I need my transfers for my rent.',
  ...more,
});
const received = async (more: object = {}, who: Who = 'teller'): Promise<string> =>
  (await post(who, `/customers/${customer}/objections`, objection(more)).expect(201)).body.id as string;
const decision = (more: object = {}) => ({
  decision: 'rejected',
  reason: 'internal-reason',
  answerText: 'We looked at your objection again. The measure remains for now.',
  ...more,
});
const noticesOf = (id: string) =>
  service.db.query<{ template: string; text: string }>(
    `SELECT template, texts -> 'letter' ->> 'body' AS text FROM notice
     WHERE cause_kind = 'objection' AND cause_id = $1`,
    [id],
  );

beforeAll(async () => {
  service = await startTestService();
  const branches = await service.db.query<{ branch: string }>(
    "SELECT branch FROM user_view WHERE username = 'teller'",
  );
  const own = branches[0]!.branch;
  await post('admin', '/branches', { code: 'ELSE', name: '别处支行', country: 'CHN' }).expect(201);
  const make = async (customerNumber: string, branch: string) =>
    (await post('core', '/customers', { kind: 'individual', branch, name: '李强', customerNumber })).body
      .id as string;
  customer = await make('O-1', own);
  elsewhere = await make('O-2', 'ELSE');
});
afterAll(() => service?.close());

describe('an objection', () => {
  it('is written down by the branch, with the day its answer is due', async () => {
    const { body } = await post('teller', `/customers/${customer}/objections`, objection()).expect(201);
    expect(body).toMatchObject({
      customerNumber: 'O-1',
      status: 'open',
      dueOn: '2026-03-17',
      daysLeft: 15,
      overdue: false,
      answer: null,
    });
    const urgent = await post(
      'teller',
      `/customers/${customer}/objections`,
      objection({ basicServices: ['medical'] }),
    );
    expect(urgent.body).toMatchObject({ dueOn: '2026-03-02', daysLeft: 0, overdue: false });
  });

  it.each([
    ['a day to come', { receivedOn: '2026-03-03' }, 'invalid-body'],
    ['a service that is not basic', { basicServices: ['gambling'] }, 'invalid-body'],
    ['a blank text', { text: ' ' }, 'invalid-body'],
    ['a restriction there is not', { restrictionId: 'nothing' }, 'objection-restriction'],
  ])('is refused with %s', async (_what, more, code) => {
    const answer = await post('teller', `/customers/${customer}/objections`, objection(more));
    expect(answer.body.code).toBe(code);
  });

  it('is one of the own branch for a teller, and of nobody for the core system', async () => {
    expect((await post('teller', `/customers/${elsewhere}/objections`, objection())).status).toBe(404);
    expect((await get('teller', `/customers/${elsewhere}/objections`)).status).toBe(404);
    expect((await post('core', `/customers/${customer}/objections`, objection())).status).toBe(403);
    const { body } = await post('officer', `/customers/${elsewhere}/objections`, objection()).expect(201);
    expect((await get('teller', `/objections/${body.id as string}`)).status).toBe(404);
    expect((await get('teller', '/objections')).text).not.toContain('O-2');
    expect((await get('officer', '/objections')).text).toContain('O-2');
  });

  it('cannot name a restriction that is only proposed, or another customer’s', async () => {
    const { body } = await post('officer', `/customers/${customer}/restrictions`, {
      measures: [{ code: 'outgoing-stop' }],
      reason: 'risk',
      note: 'x',
      collect: ['source-of-funds'],
    });
    const theirs = await restricted(elsewhere);
    for (const restrictionId of [body.id as string, theirs]) {
      const answer = await post('teller', `/customers/${customer}/objections`, objection({ restrictionId }));
      expect([answer.status, answer.body.code]).toEqual([422, 'objection-restriction']);
    }
  });
});

describe('a decision', () => {
  it('is made by one person and approved by another, and its answer goes out once', async () => {
    const id = await received();
    expect((await post('teller', `/objections/${id}/decisions`, decision())).status).toBe(403);
    expect((await post('manager', `/objections/${id}/approval`, { note: 'ok' })).body.code).toBe(
      'objection-state',
    );
    await post('manager', `/objections/${id}/decisions`, decision()).expect(201);
    expect((await post('officer', `/objections/${id}/decisions`, decision())).body.code).toBe(
      'objection-state',
    );
    for (const path of ['approval', 'refusal'])
      expect((await post('manager', `/objections/${id}/${path}`, { note: 'ok' })).body.code).toBe(
        'objection-second-person',
      );
    expect((await post('officer', `/objections/${id}/approval`, { note: 'ok' })).status).toBe(403);
    expect(await noticesOf(id)).toEqual([]);
    const done = await post('manager2', `/objections/${id}/approval`, { note: 'ok' }).expect(200);
    expect(done.body).toMatchObject({
      status: 'answered',
      daysLeft: null,
      answer: { decision: 'rejected', text: decision().answerText, answeredOn: '2026-03-02' },
      events: [{ kind: 'proposed', reason: 'internal-reason' }, { kind: 'approved' }],
    });
    const [notice, ...more] = await noticesOf(id);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ template: 'objection-answered' });
    expect(notice!.text).toMatch(/维持原措施|the measure remains/);
    expect(notice!.text).not.toContain('internal');
  });

  it('is approved by one of two who try at once', async () => {
    const id = await received();
    await post('officer', `/objections/${id}/decisions`, decision()).expect(201);
    const answers = await Promise.all([
      post('manager', `/objections/${id}/approval`, { note: 'a' }),
      post('manager2', `/objections/${id}/approval`, { note: 'b' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await noticesOf(id)).toHaveLength(1);
  });

  it('can be given back and made again; the answer is that of the last one', async () => {
    const id = await received();
    await post('officer', `/objections/${id}/decisions`, decision()).expect(201);
    await post('manager', `/objections/${id}/refusal`, { note: 'too short' }).expect(200);
    expect((await get('officer', `/objections/${id}`)).body).toMatchObject({ status: 'open', answer: null });
    await post('officer', `/objections/${id}/decisions`, decision({ decision: 'partly' })).expect(201);
    const { body } = await post('manager', `/objections/${id}/approval`, { note: 'ok' });
    expect(body.answer.decision).toBe('partly');
    expect((await noticesOf(id))[0]!.text).toMatch(/异议部分成立|accepted in part/);
  });

  it.each([
    ['an alert', 'There was an alert on your account.'],
    ['a report, spread out', '我们已 上-报 相关部门。'],
    ['a list, in full-width letters', 'You are on a ｗａｔｃｈｌｉｓｔ.'],
  ])('cannot have an answer that hints at %s', async (_what, answerText) => {
    const id = await received();
    const answer = await post('officer', `/objections/${id}/decisions`, decision({ answerText }));
    expect([answer.status, answer.body.code]).toEqual([422, 'objection-answer-refused']);
    expect(answer.body.errors).toMatchObject([{ pointer: '/answerText', code: 'banned-word' }]);
    expect((await get('officer', `/objections/${id}`)).body.status).toBe('open');
  });

  it('that upholds ends the restriction; the others leave it', async () => {
    const restrictionId = await restricted(customer);
    const kept = await received({ restrictionId });
    await post('officer', `/objections/${kept}/decisions`, decision()).expect(201);
    await post('manager', `/objections/${kept}/approval`, { note: 'ok' }).expect(200);
    expect((await get('teller', `/customers/${customer}`)).body.status).toBe('restricted');
    const upheld = await received({ restrictionId });
    await post('officer', `/objections/${upheld}/decisions`, decision({ decision: 'upheld' })).expect(201);
    expect((await get('teller', `/customers/${customer}`)).body.status).toBe('restricted');
    await post('manager', `/objections/${upheld}/approval`, { note: 'ok' }).expect(200);
    expect((await get('teller', `/customers/${customer}`)).body.status).not.toBe('restricted');
    const [restriction] = (await get('officer', `/customers/${customer}/restrictions`)).body.items.filter(
      (one: { id: string }) => one.id === restrictionId,
    ) as { status: string }[];
    expect(restriction!.status).toBe('lifted');
  });

  it('that upholds is answered too when the restriction ended meanwhile', async () => {
    const restrictionId = await restricted(customer);
    const id = await received({ restrictionId });
    for (const who of ['officer', 'manager'] as const)
      await post(who, `/restrictions/${restrictionId}/lifting`, { note: 'done' }).expect(200);
    await post('officer', `/objections/${id}/decisions`, decision({ decision: 'upheld' })).expect(201);
    const { body } = await post('manager', `/objections/${id}/approval`, { note: 'ok' }).expect(200);
    expect(body.status).toBe('answered');
  });
});

describe('a teller', () => {
  it('sees day and answer, and cannot tell an objection that is worked on from one that is not', async () => {
    const [worked, untouched] = [await received(), await received()];
    await post('officer', `/objections/${worked}/decisions`, decision()).expect(201);
    const seen = async (id: string) => (await get('teller', `/objections/${id}`)).text.replaceAll(id, 'ID');
    expect(await seen(worked)).toBe(await seen(untouched));
    const ids = async (status: string) =>
      ((await get('teller', `/objections?status=${status}&limit=500`)).body.items as { id: string }[]).map(
        ({ id }) => id,
      );
    expect(await ids('open')).toEqual(expect.arrayContaining([worked, untouched]));
    expect(await ids('proposed')).toEqual([]);
    await post('manager', `/objections/${worked}/approval`, { note: 'internal-note' }).expect(200);
    const after = await get('teller', `/objections/${worked}`);
    expect(after.body).toMatchObject({
      status: 'answered',
      answer: { decision: 'rejected', text: decision().answerText },
    });
    for (const text of [after.text, (await get('teller', `/customers/${customer}/objections`)).text])
      expect(text).not.toMatch(/internal|events|recordedBy|proposed/);
  });

  it('does not read what compliance wrote down', async () => {
    const id = await received({ text: 'letter to compliance' }, 'officer');
    expect((await get('teller', `/objections/${id}`)).body.text).toBeNull();
    expect((await get('auditor', `/objections/${id}`)).body.text).toBe('letter to compliance');
  });
});

describe('the list', () => {
  it('runs by due day through its pages, and flags what is overdue', async () => {
    const old = await received({ receivedOn: '2026-02-20' });
    await later(6);
    const first = await get('officer', '/objections?limit=2');
    const days: string[] = [];
    let cursor: string | null = '';
    for (let page = first; ;) {
      for (const { dueOn } of page.body.items as { dueOn: string }[]) days.push(dueOn);
      cursor = page.body.nextCursor as string | null;
      if (cursor === null) break;
      page = await get('officer', `/objections?limit=2&cursor=${encodeURIComponent(cursor)}`);
    }
    expect(days).toEqual([...days].sort());
    expect(days.length).toBeGreaterThan(8);
    const due = await get('officer', '/objections?status=open&dueBefore=2026-03-08');
    expect(due.body.items).toMatchObject([{ dueOn: '2026-03-02' }, { id: old, daysLeft: -1, overdue: true }]);
  });

  it('leaves a trace of who read it', async () => {
    const events = await service.db.query<{ action: string }>(
      "SELECT DISTINCT action FROM audit_event WHERE action LIKE 'objection%' ORDER BY 1",
    );
    expect(events.map(({ action }) => action)).toEqual([
      'objection.approved',
      'objection.proposed',
      'objection.received',
      'objection.returned',
      'objections.read',
    ]);
  });
});
