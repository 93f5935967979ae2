import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import { pino } from 'pino';
import { HEAD_OFFICE } from '../../src/access/index.js';
import { createApplication, ManualClock, read, type Database } from '../../src/platform/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let alertId: string;
let transactionId: string;

beforeAll(async () => {
  service = await startTestService();
  await service.as.core
    .post('/api/v1/customers')
    .send({ customerNumber: 'S1', kind: 'individual', branch: HEAD_OFFICE, name: '张晓明' });
  const answer = await service.as.core.post('/api/v1/transactions').send({
    source: 'core', reference: 'S1', customerNumber: 'S1', bookedAt: '2026-03-02T09:00:00+08:00', direction: 'in',
    amount: '60000.00', currency: 'CNY', method: 'cash', channel: 'counter',
  }); // prettier-ignore
  alertId = answer.body.results[0].alerts[0];
  transactionId = (await service.as.officer.get('/api/v1/transactions')).body.items[0].id;
});
afterAll(() => service?.close());

const events = (action: string) =>
  service.db.query<{ subject_id: string; details: object; actor: string }>(
    `SELECT e.subject_id, e.details, u.username AS actor FROM audit_event e JOIN user_view u ON u.id::text = e.actor_id
     WHERE action = $1 AND u.username = 'auditor'`,
    [action],
  );

describe('reading what shows customers', () => {
  it.each([
    ['alert.read', () => `/alerts/${alertId}`, () => ({ subject_id: alertId })],
    ['alerts.listed', () => '/alerts', () => ({ details: { alerts: [alertId] } })],
    ['transaction.read', () => `/transactions/${transactionId}`, () => ({ subject_id: transactionId })],
    ['transactions.listed', () => '/transactions', () => ({ details: { transactions: [transactionId] } })],
  ])('leaves %s behind', async (action, path, expected) => {
    expect((await service.as.auditor.get(`/api/v1${path()}`)).status).toBe(200);
    expect(await events(action)).toEqual([expect.objectContaining(expected())]);
  });

  it('tells a teller no risk level, not even by what a filter finds', async () => {
    const path = '/api/v1/customers?riskLevel=high';
    expect((await service.as.teller.get(path)).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/riskLevel', code: 'unknown-field' }],
    });
    expect((await service.as.officer.get(path)).status).toBe(200);
  });
});

it('an alert that does not stand is given to nobody', async () => {
  const assign = () =>
    service.as.officer.post(`/api/v1/alerts/${alertId}/assignment`).send({ assignee: 'officer' });
  expect((await assign()).body).toMatchObject({ status: 'in-review', assignee: 'officer' });
  await service.as.core.post('/api/v1/transactions').send({
    source: 'core', reference: 'S2', customerNumber: 'S1', bookedAt: '2026-03-02T09:30:00+08:00', direction: 'out',
    amount: '60000.00', currency: 'CNY', method: 'cash', channel: 'counter', category: 'reversal',
    reverses: { source: 'core', reference: 'S1' },
  }); // prettier-ignore
  expect((await assign()).body).toMatchObject({ status: 409, code: 'wrong-state' });
});

it('a reader who leaves in the middle of a file is no failure of the service', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const file = read({
    method: 'get',
    path: '/file',
    summary: 'A file without end',
    tag: 'Test',
    roles: 'anyone',
    responses: { 200: Type.Null() },
    handle: async () => ({
      status: 200,
      stream: new Readable({
        read() {
          this.push(Buffer.alloc(65_536));
        },
      }),
    }),
  });
  const app = createApplication({
    routes: [file],
    db: undefined as unknown as Database,
    log,
    clock: new ManualClock(new Date('2026-03-02T02:00:00Z')),
    authenticate: () => Promise.resolve(undefined),
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const leaving = httpRequest({ port, host: '127.0.0.1', path: '/api/v1/file' }, (response) =>
    response.once('data', () => leaving.destroy()),
  );
  leaving.on('error', () => undefined).end();
  await once(leaving, 'close');
  await new Promise((done) => server.close(done));
  // What the broken pipe sets off runs through a few turns of the loop.
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
  expect(lines).toEqual([]);
});
