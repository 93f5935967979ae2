import type { Express } from 'express';
import supertest from 'supertest';
import { createApplication, roles, type Role, type Route } from '../../src/platform/index.js';
import { permissionPage, verdict } from '../../src/commands/generated/permission-page.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

const BASE = '/api/v1';
const SOME_ID = '00000000-0000-7000-8000-000000000000';
const person = {
  teller: 'teller',
  'compliance-officer': 'officer',
  'compliance-manager': 'manager',
  auditor: 'auditor',
  administrator: 'admin',
  'core-banking': 'core',
} as const satisfies Record<Role, keyof TestService['as']>;

const callers: (Role | undefined)[] = [undefined, ...roles];
const agentOf = (role: Role | undefined) => (role ? service.as[person[role]] : service.anonymous);
const named = (route: Route) => `${route.method.toUpperCase()} ${route.path}`;

/** Calls a route with what a careless client would send: an id of nothing, and for writes an empty body. */
async function call(route: Route, role: Role | undefined) {
  const url = BASE + route.path.replace(/\{\w+\}/g, SOME_ID);
  const request = agentOf(role)[route.method](url);
  return route.method === 'get' || !route.body ? request : request.send({});
}

/** Parts of the service that tellers must not know of, as the contract lists them. */
const HIDDEN =
  /^\/(alerts|alert-decisions|cases|reports|report-receipts|screening|rules|backtests|statistics)/;

describe('who may call what', () => {
  it('is refused by every route exactly as declared, before anything of the request is looked at', async () => {
    const wrong: string[] = [];
    for (const route of service.routes)
      for (const role of callers) {
        const expected = verdict(route, role);
        if (expected === 'may') continue;
        const { status, type } = await call(route, role);
        if (status !== expected || type !== 'application/problem+json')
          wrong.push(`${named(route)} for ${role ?? 'nobody'}: ${status} instead of ${expected}`);
      }
    expect(wrong).toEqual([]);
  });

  it('is allowed by every route exactly as declared', async () => {
    // The same declarations and the same sign-in, but what is behind the door only says that it was reached.
    const doors = service.routes.map(
      ({ method, path, roles, hiddenFrom, summary, tag }) =>
        ({
          ...{ method, path, roles, summary, tag, responses: {} },
          ...(hiddenFrom ? { hiddenFrom } : {}),
          handle: async () => ({ status: 299 }),
        }) as Route,
    );
    const { db, clock } = service;
    const { log } = service.container;
    const app = createApplication({
      routes: doors,
      db,
      clock,
      log,
      authenticate: service.access.authenticate,
    });
    const wrong: string[] = [];
    for (const route of doors)
      for (const role of callers) {
        const request = supertest(app)[route.method](BASE + route.path.replace(/\{\w+\}/g, SOME_ID));
        const { status } = await (role
          ? request.set('Authorization', service.authorization[person[role]])
          : request);
        const expected = verdict(route, role) === 'may' ? 299 : verdict(route, role);
        if (status !== expected)
          wrong.push(`${named(route)} for ${role ?? 'nobody'}: ${status}, not ${expected}`);
      }
    expect(wrong).toEqual([]);
  });

  it('shows nothing of alerts, cases, reports, screening, rules and statistics to a teller', () => {
    for (const route of service.routes.filter(({ path }) => HIDDEN.test(path)))
      expect([named(route), verdict(route, 'teller')]).toEqual([named(route), 404]);
  });

  it('hides nothing else, and from nobody else', () => {
    for (const route of service.routes)
      for (const role of roles)
        if (verdict(route, role) === 404) expect([named(route), role]).toEqual([named(route), 'teller']);
    const hidden = service.routes.filter((route) => verdict(route, 'teller') === 404);
    for (const { path } of hidden) expect(path).toMatch(HIDDEN);
  });

  it('lets auditors read and change nothing but their own sign-in', () => {
    const writes = service.routes.filter(
      (route) => route.method !== 'get' && verdict(route, 'auditor') === 'may',
    );
    const reading = ['POST /customer-searches', 'POST /screenings', 'POST /document-checks'];
    for (const route of writes)
      expect(route.path.startsWith('/sessions') || reading.includes(named(route)) ? '' : named(route)).toBe(
        '',
      );
  });

  it('shows administrators no customer, alert, case or transaction', () => {
    const content =
      /^\/(customers?|customer-searches|transactions|alerts|cases|reports|screening|referrals|review)(\/|-|s$|$)/;
    const imports = /-imports/;
    for (const route of service.routes.filter(({ path }) => content.test(path) && !imports.test(path)))
      expect([named(route), verdict(route, 'administrator')]).toEqual([named(route), 403]);
  });

  it('lets machines decide and approve nothing', () => {
    const forPeople = /(decisions|approvals?|submission|assignment|release|retirement|disposals)$/;
    for (const route of service.routes.filter(
      ({ path, method }) => method !== 'get' && (forPeople.test(path) || path.startsWith('/users')),
    ))
      expect([named(route), verdict(route, 'core-banking')]).toEqual([named(route), 403]);
  });

  it('reads as a table', () => {
    const page = permissionPage(service.routes);
    expect(page).toContain('| `POST /users` | 401 | 403 | 403 | 403 | 403 | ✓ | 403 |');
    expect(page.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(service.routes.length);
  });
});

describe('what is served', () => {
  it('is declared, each route once', () => {
    const declared = service.routes.map(
      ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(new Set(declared).size).toBe(declared.length);
    expect(mounted(service.container.app).sort()).toEqual([...declared].sort());
  });

  it('says no more of an unknown address to a stranger than of a known one', async () => {
    expect((await service.anonymous.get(`${BASE}/nothing`)).status).toBe(401);
    expect((await service.as.teller.get(`${BASE}/nothing`)).status).toBe(404);
  });

  it('answers a hidden address like one that does not exist', async () => {
    const strip = (body: object) => ({ ...body, instance: '' });
    const hidden = await service.as.teller.get(`${BASE}/alerts`);
    const unknown = await service.as.teller.get(`${BASE}/nothing`);
    expect(strip(hidden.body as object)).toEqual(strip(unknown.body as object));
  });

  it('leaves a trace when a role is refused', async () => {
    const count = async () =>
      Number(
        (
          await service.db.query<{ n: string }>(
            "SELECT count(*) AS n FROM audit_event WHERE action = 'access.refused' AND subject_id = 'GET /rules'",
          )
        )[0]!.n,
      );
    const before = await count();
    await service.as.admin.get(`${BASE}/rules`);
    // Written beside the answer and not before it, so that its time tells a teller nothing.
    for (let tries = 0; tries < 100 && (await count()) === before; tries += 1);
    expect(await count()).toBe(before + 1);
  });
});

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/** Every method and path below the API's base that Express would really answer. */
function mounted(app: Express): string[] {
  const { stack } = app.router as unknown as { stack: Layer[] };
  const api = stack.find(({ handle }) => handle?.stack?.some(({ route }) => route?.path === '/sessions'));
  const found: string[] = [];
  for (const { route } of api?.handle?.stack ?? [])
    if (route) for (const method of Object.keys(route.methods)) found.push(`${method} ${route.path}`);
  const beside = stack.flatMap(({ route }) => (route ? [route.path] : []));
  for (const path of beside) expect(path).not.toMatch(/^\/api\/v1/);
  return found;
}
