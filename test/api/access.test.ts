import supertest from 'supertest';
import { startTestService, TEST_PASSWORD, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

const signIn = (username: string, password = TEST_PASSWORD) =>
  supertest(service.baseUrl).post('/api/v1/sessions').send({ username, password });
const bearer = (token: string) => supertest.agent(service.baseUrl).set('Authorization', `Bearer ${token}`);

let counter = 0;
async function newUser(roles: string[] = ['teller']) {
  counter += 1;
  const username = `person-${counter}`;
  const answer = await service.as.admin
    .post('/api/v1/users')
    .send({ username, displayName: 'Person', password: TEST_PASSWORD, roles, branch: '0001' });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; username: string; version: number };
}
const patch = (id: string, version: number, body: object, as = service.as.admin) =>
  as.patch(`/api/v1/users/${id}`).set('If-Match', `"${version}"`).send(body);

describe('signing in', () => {
  it('answers token, expiry and user, and sets a cookie no script and no other site can use', async () => {
    const answer = await signIn(' Teller ');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: '2026-03-02T14:00:00.000Z',
      user: { username: 'teller', displayName: '柜员', roles: ['teller'], branch: '0001' },
    });
    const [cookie] = answer.get('Set-Cookie')!;
    expect(cookie).toContain(
      `mingjian_session=${(answer.body as { token: string }).token}; Path=/; HttpOnly`,
    );
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain('Secure');
  });

  it('answers wrong password, unknown user and disabled user alike', async () => {
    const user = await newUser();
    await patch(user.id, 1, { status: 'disabled' });
    const answers = [await signIn('teller', 'wrong'), await signIn('nobody'), await signIn(user.username)];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'wrong-credentials' });
    }
    const details = answers.map(({ body }) => (body as { detail: string }).detail);
    expect(new Set(details).size).toBe(1);
  });

  it('keeps only a digest of the token', async () => {
    const token = ((await signIn('teller')).body as { token: string }).token;
    const rows = await service.db.query('SELECT * FROM session');
    expect(JSON.stringify(rows)).not.toContain(token);
    const kept = await service.db.query('SELECT FROM session WHERE token_digest = sha256($1::text::bytea)', [
      token,
    ]);
    expect(kept).toHaveLength(1);
  });

  it('stores passwords as argon2id with the parameters of OWASP', async () => {
    const rows = await service.db.query<{ password_hash: string }>('SELECT password_hash FROM user_account');
    for (const { password_hash } of rows)
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('ends a session by signing out', async () => {
    const agent = bearer(((await signIn('teller')).body as { token: string }).token);
    expect((await agent.get('/api/v1/sessions/current')).body).toMatchObject({
      user: { username: 'teller' },
    });
    expect((await agent.delete('/api/v1/sessions/current')).status).toBe(204);
    expect((await agent.get('/api/v1/sessions/current')).status).toBe(401);
  });

  it('does not let a cookie make good a header that does not hold', async () => {
    const token = ((await signIn('teller')).body as { token: string }).token;
    const answer = await supertest(service.baseUrl)
      .get('/api/v1/sessions/current')
      .set('Authorization', 'Bearer nonsense')
      .set('Cookie', `mingjian_session=${token}`);
    expect(answer.status).toBe(401);
  });
});

describe('the session cookie', () => {
  const withCookie = async (headers: Record<string, string>) => {
    const token = ((await signIn('admin')).body as { token: string }).token;
    counter += 1;
    return supertest(service.baseUrl)
      .post('/api/v1/branches')
      .set('Cookie', `mingjian_session=${token}`)
      .set(headers)
      .send({ code: `C-${counter}`, name: 'Branch', country: 'CHN' });
  };

  it.each([
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['an opaque origin', { Origin: 'null' }, 403],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a sibling subdomain', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 201],
    ['no browser', {}, 201],
  ])('lets a write from %s answer as it should', async (_name, headers, status) => {
    expect((await withCookie(headers as Record<string, string>)).status).toBe(status);
  });

  it('lets our own origin write, whatever the port', async () => {
    expect((await withCookie({ Origin: service.baseUrl })).status).toBe(201);
  });
});

describe('the end of sessions', () => {
  it('comes after idle minutes, is put off by requests, and comes at last whatever happens', async () => {
    const other = await startTestService();
    try {
      const { clock, as } = other;
      const status = async () => (await as.officer.get('/api/v1/sessions/current')).status;
      clock.advance(29 * 60_000);
      expect(await status()).toBe(200);
      clock.advance(29 * 60_000);
      expect(await status()).toBe(200);
      clock.advance(31 * 60_000);
      expect(await status()).toBe(401);
      for (let minutes = 89; minutes < 720; minutes += 20) {
        await as.admin.get('/api/v1/sessions/current');
        clock.advance(20 * 60_000);
      }
      expect((await as.admin.get('/api/v1/sessions/current')).status).toBe(401);
      const [left] = await other.db.query<{ n: string }>('SELECT count(*) AS n FROM session');
      await other.scheduler.drain('session-expiry');
      const [after] = await other.db.query<{ n: string }>('SELECT count(*) AS n FROM session');
      expect(Number(after!.n)).toBeLessThan(Number(left!.n));
    } finally {
      await other.close();
    }
  });

  it.each([
    ['new roles', { roles: ['auditor'] }],
    ['a new password', { password: 'another good password' }],
    ['being disabled', { status: 'disabled' }],
  ])('comes at once with %s', async (_name, change) => {
    const user = await newUser();
    const agent = bearer(((await signIn(user.username)).body as { token: string }).token);
    expect((await agent.get('/api/v1/sessions/current')).status).toBe(200);
    expect((await patch(user.id, 1, change)).status).toBe(200);
    expect((await agent.get('/api/v1/sessions/current')).status).toBe(401);
  });

  it('spares the session that changes its own password', async () => {
    const user = await newUser();
    const [one, two] = await Promise.all([signIn(user.username), signIn(user.username)]);
    const agents = [one, two].map(({ body }) => bearer((body as { token: string }).token));
    const change = { currentPassword: TEST_PASSWORD, newPassword: 'a brand new passphrase' };
    const wrong = await agents[0]!
      .post('/api/v1/sessions/current/password')
      .send({ ...change, currentPassword: 'wrong' });
    expect(wrong.status).toBe(401);
    expect((await agents[0]!.post('/api/v1/sessions/current/password').send(change)).status).toBe(204);
    expect((await agents[0]!.get('/api/v1/sessions/current')).status).toBe(200);
    expect((await agents[1]!.get('/api/v1/sessions/current')).status).toBe(401);
    expect((await signIn(user.username)).status).toBe(401);
    expect((await signIn(user.username, change.newPassword)).status).toBe(201);
  });
});

describe('users', () => {
  it('are listed page by page without anything of their passwords', async () => {
    const first = await service.as.admin.get('/api/v1/users?limit=2');
    const body = first.body as { items: { username: string }[]; nextCursor: string };
    expect(body.items.map(({ username }) => username)).toEqual(['admin', 'auditor']);
    const second = await service.as.auditor.get(`/api/v1/users?limit=2&cursor=${body.nextCursor}`);
    expect((second.body as typeof body).items.map(({ username }) => username)).toEqual([
      'manager',
      'manager2',
    ]);
    expect(JSON.stringify(first.body)).not.toMatch(/password|argon/i);
  });

  it.each([
    ['a short password', { password: 'short' }, '/password'],
    ['a role for machines', { roles: ['core-banking'] }, '/roles/0'],
    ['no role', { roles: [] }, '/roles'],
    ['an unknown branch', { branch: '9999' }, '/branch'],
    ['capital letters', { username: 'Alice' }, '/username'],
    ['an unknown field', { isAdmin: true }, '/isAdmin'],
  ])('cannot be created with %s', async (_name, change, pointer) => {
    const body = {
      username: 'alice',
      displayName: 'A',
      password: TEST_PASSWORD,
      roles: ['teller'],
      branch: '0001',
    };
    const answer = await service.as.admin.post('/api/v1/users').send({ ...body, ...change });
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { pointer: string }[] }).errors[0]!.pointer).toBe(pointer);
  });

  it('have names of their own', async () => {
    const user = await newUser();
    const answer = await service.as.admin.post('/api/v1/users').send({
      username: user.username,
      displayName: 'A',
      password: TEST_PASSWORD,
      roles: ['teller'],
      branch: '0001',
    });
    expect(answer.status).toBe(409);
  });

  it('change by the version that was read', async () => {
    const user = await newUser();
    const url = `/api/v1/users/${user.id}`;
    expect((await service.as.admin.patch(url).send({ displayName: 'B' })).status).toBe(428);
    expect((await patch(user.id, 7, { displayName: 'B' })).status).toBe(409);
    expect((await patch(user.id, 1, { displayName: 'B' })).body).toMatchObject({
      displayName: 'B',
      version: 2,
    });
    expect((await patch('00000000-0000-7000-8000-000000000000', 1, { displayName: 'B' })).status).toBe(404);
    expect((await patch('nonsense', 1, { displayName: 'B' })).status).toBe(404);
  });

  it('cannot raise themselves', async () => {
    const list = await service.as.admin.get('/api/v1/users');
    const admin = (list.body as { items: { id: string; username: string; version: number }[] }).items.find(
      ({ username }) => username === 'admin',
    )!;
    const answer = await patch(admin.id, admin.version, { roles: ['administrator', 'compliance-manager'] });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'own-account' });
  });

  it('keep an administrator, also when two remove each other at the same time', async () => {
    const own = await startTestService();
    try {
      const list = (await own.as.admin.get('/api/v1/users')).body as {
        items: { id: string; username: string }[];
      };
      const admin = list.items.find(({ username }) => username === 'admin')!;
      const body = { displayName: 'B', password: TEST_PASSWORD, roles: ['administrator'], branch: '0001' };
      const second = await own.as.admin.post('/api/v1/users').send({ username: 'second', ...body });
      const signedIn = await supertest(own.baseUrl)
        .post('/api/v1/sessions')
        .send({ username: 'second', password: TEST_PASSWORD });
      const remove = (id: string, token?: string) =>
        (token === undefined
          ? own.as.admin.patch(`/api/v1/users/${id}`)
          : supertest(own.baseUrl).patch(`/api/v1/users/${id}`).set('Authorization', `Bearer ${token}`)
        )
          .set('If-Match', '1')
          .send({ status: 'disabled' });
      const statuses = (
        await Promise.all([
          remove((second.body as { id: string }).id),
          remove(admin.id, (signedIn.body as { token: string }).token),
        ])
      ).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      const [left] = await own.db.query<{ n: string }>(
        "SELECT count(*) AS n FROM user_account WHERE 'administrator' = ANY(roles) AND status = 'active'",
      );
      expect(Number(left!.n)).toBe(1);
    } finally {
      await own.close();
    }
  });
});

describe('API keys', () => {
  const newKey = async (body: object = {}) =>
    (await service.as.admin.post('/api/v1/api-keys').send({ name: 'key', role: 'auditor', ...body }))
      .body as { id: string; key: string };

  it('work until they are revoked, and not a moment longer', async () => {
    const { id, key } = await newKey();
    expect(key).toMatch(/^mj_[0-9a-f]{32}_[\w-]{43}$/);
    expect((await bearer(key).get('/api/v1/users')).status).toBe(200);
    expect((await service.as.admin.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect((await bearer(key).get('/api/v1/users')).status).toBe(401);
    expect((await service.as.admin.delete(`/api/v1/api-keys/${id}`)).status).toBe(404);
    expect((await service.as.admin.delete('/api/v1/api-keys/nonsense')).status).toBe(404);
  });

  it('work through their last day in the time zone of the bank', async () => {
    const { key } = await newKey({ expiresOn: '2026-03-02' });
    expect((await bearer(key).get('/api/v1/users')).status).toBe(200);
    service.clock.set(new Date('2026-03-02T15:59:59Z'));
    expect((await bearer(key).get('/api/v1/users')).status).toBe(200);
    service.clock.set(new Date('2026-03-02T16:00:00Z'));
    expect((await bearer(key).get('/api/v1/users')).status).toBe(401);
    service.clock.set(new Date('2026-03-02T02:00:00Z'));
    const answer = await service.as.admin
      .post('/api/v1/api-keys')
      .send({ name: 'late', role: 'auditor', expiresOn: '2026-03-01' });
    expect(answer.status).toBe(422);
  });

  it('are not made for the roles of people, nor shown again', async () => {
    const answer = await service.as.admin.post('/api/v1/api-keys').send({ name: 'x', role: 'administrator' });
    expect(answer.status).toBe(422);
    const { key } = await newKey();
    const secret = key.slice(36);
    const list = await service.as.admin.get('/api/v1/api-keys');
    expect(JSON.stringify(list.body)).not.toContain(secret);
    expect(JSON.stringify(await service.db.query('SELECT * FROM api_key'))).not.toContain(secret);
  });

  it('do not open with the id of one and the secret of another', async () => {
    const [one, two] = [await newKey(), await newKey()];
    expect((await bearer(one.key.slice(0, 36) + two.key.slice(36)).get('/api/v1/users')).status).toBe(401);
  });
});

describe('branches', () => {
  it('form a tree below the head office', async () => {
    const head = await service.as.teller.get('/api/v1/branches');
    expect((head.body as { items: unknown[] }).items).toContainEqual({
      code: '0001',
      name: '明鉴示范银行',
      parent: null,
      country: 'CHN',
    });
    const body = { code: 'SH-01', name: '上海分行', parent: '0001', country: 'CHN' };
    expect((await service.as.admin.post('/api/v1/branches').send(body)).body).toEqual(body);
    expect((await service.as.admin.post('/api/v1/branches').send(body)).status).toBe(409);
    const orphan = await service.as.admin
      .post('/api/v1/branches')
      .send({ ...body, code: 'X', parent: 'none' });
    expect(orphan.status).toBe(422);
  });
});

describe('too many failed sign-ins', () => {
  it('are refused per user name, counted over all processes, however many come at once', async () => {
    const limits = { configuration: { SIGN_IN_ATTEMPTS: 10 } };
    const one = await startTestService(limits);
    const two = await startTestService({ ...limits, database: one.database });
    try {
      const attempt = (baseUrl: string) =>
        supertest(baseUrl).post('/api/v1/sessions').send({ username: 'officer', password: 'wrong' });
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, index) => attempt((index % 2 === 0 ? one : two).baseUrl)),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(14);
      expect(Number(refused[0]!.get('Retry-After'))).toBe(900);
      const right = () =>
        supertest(two.baseUrl)
          .post('/api/v1/sessions')
          .send({ username: 'officer', password: TEST_PASSWORD });
      expect((await right()).status).toBe(429);
      one.clock.advance(15 * 60_000);
      two.clock.advance(15 * 60_000);
      expect((await right()).status).toBe(201);
      const events = await one.db.query("SELECT FROM audit_event WHERE action = 'session.refused'");
      expect(events).toHaveLength(10);
    } finally {
      await two.close();
      await one.close();
    }
  });
});

describe('every write', () => {
  it('leaves an audit event, and what is secret in none', async () => {
    const user = await newUser();
    await patch(user.id, 1, { roles: ['auditor'], password: 'yet another password' });
    await service.as.admin.post('/api/v1/branches').send({ code: 'AU-1', name: '审计支行', country: 'CHN' });
    const rows = await service.db.query<{ action: string; details: object }>(
      'SELECT action, details FROM audit_event ORDER BY id',
    );
    const actions = rows.map(({ action }) => action);
    for (const action of [
      'branch.created',
      'user.created',
      'session.started',
      'api-key.created',
      'user.changed',
    ])
      expect(actions).toContain(action);
    const text = JSON.stringify(rows);
    for (const secret of [TEST_PASSWORD, 'yet another password', 'argon2', 'mj_', 'Person'])
      expect(text).not.toContain(secret);
  });

  it('leaves none when it is refused', async () => {
    const [before] = await service.db.query(
      "SELECT count(*) FROM audit_event WHERE action = 'branch.created'",
    );
    await service.as.admin.post('/api/v1/branches').send({ code: '0001', name: 'again', country: 'CHN' });
    const [after] = await service.db.query(
      "SELECT count(*) FROM audit_event WHERE action = 'branch.created'",
    );
    expect(after).toEqual(before);
  });
});
