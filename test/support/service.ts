import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import {
  createLog,
  demoUsers,
  loadConfiguration,
  ManualClock,
  type Configuration,
  type Database,
  type Route,
  type Scheduler,
} from '../../src/platform/index.js';
import type { AuditTrail } from '../../src/audit/index.js';
import type { Access } from '../../src/access/index.js';
import { createContainer, type Container, type ContainerOptions } from '../../src/container.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { testMasterKeys } from './master-keys.js';

export const TEST_PASSWORD = 'correct horse battery staple';

type Agent = ReturnType<typeof supertest.agent>;
export type Person = 'teller' | 'officer' | 'officer2' | 'manager' | 'manager2' | 'auditor' | 'admin';

export interface TestService {
  database: TestDatabase;
  container: Container;
  db: Database;
  clock: ManualClock;
  audit: AuditTrail;
  access: Access;
  scheduler: Scheduler;
  routes: readonly Route[];
  baseUrl: string;
  /** Signed in as each demo user, and with an API key of core banking. */
  as: Record<Person | 'core', Agent>;
  /** The same callers' `Authorization` header. */
  authorization: Record<Person | 'core', string>;
  /** Signs the demo users in anew, after a time in which their sessions ended. */
  signInAgain(): Promise<void>;
  /** Lets days pass; sessions end meanwhile, so that everybody signs in again. */
  letDaysPass(days: number): Promise<void>;
  /** Nobody. */
  anonymous: Agent;
  close(): Promise<void>;
}

export interface TestServiceOptions {
  configuration?: Partial<Configuration>;
  now?: Date;
  /** A database another service already uses: two processes on one database. */
  database?: TestDatabase;
  /** The master keys are in memory unless told otherwise. */
  masterKeys?: 'from the configuration';
  /** Ways to send notices by. */
  noticeChannels?: ContainerOptions['noticeChannels'];
  /** Things served beside the API, such as the console. */
  extend?: ContainerOptions['extend'];
}

/** A whole service on a database of its own, with the demo users signed in; no background jobs run by themselves. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const database = options.database ?? (await createTestDatabase());
  const clock = new ManualClock(options.now ?? new Date('2026-03-02T02:00:00.000Z'));
  const configuration: Configuration = { ...loadConfiguration({}), ...options.configuration };
  const container = await createContainer({
    configuration,
    databaseUrl: database.url,
    clock,
    ...(options.masterKeys ? {} : { masterKeys: testMasterKeys }),
    log: createLog(process.env['TEST_LOG'] ?? 'silent'),
    ...(options.noticeChannels ? { noticeChannels: options.noticeChannels } : {}),
    ...(options.extend ? { extend: options.extend } : {}),
  });
  const { db, audit, access, routes, scheduler, app } = container;
  await scheduler.start(false);
  const server = await listen(createServer(app));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    await new Promise((done) => server.close(done));
    await container.close();
    if (!options.database) await database.drop();
  };
  const authorization = await db
    .inTransaction((tx) => access.ensureDemoUsers(tx, TEST_PASSWORD))
    .then(() => signInEverybody(baseUrl))
    .catch(async (error: unknown) => {
      await close();
      throw error;
    });
  const as = agents(baseUrl, authorization);
  const signInAgain = async () => {
    Object.assign(authorization, await signInPeople(baseUrl));
    Object.assign(as, agents(baseUrl, authorization));
  };
  return {
    database,
    container,
    db,
    clock,
    audit,
    access,
    scheduler,
    routes,
    baseUrl,
    as,
    authorization,
    signInAgain,
    letDaysPass: (days) => {
      clock.advance(days * 86_400_000);
      return signInAgain();
    },
    anonymous: supertest.agent(baseUrl),
    close,
  };
}

function listen(server: Server): Promise<Server> {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

async function signInPeople(baseUrl: string): Promise<Record<Person, string>> {
  const signIns = demoUsers.map(async ({ username }) => {
    const answer = await supertest(baseUrl)
      .post('/api/v1/sessions')
      .send({ username, password: TEST_PASSWORD });
    if (answer.status !== 201) throw new Error(`${username} could not sign in: ${answer.status}`);
    return [username, `Bearer ${(answer.body as { token: string }).token}`] as const;
  });
  return Object.fromEntries(await Promise.all(signIns)) as Record<Person, string>;
}

async function signInEverybody(baseUrl: string): Promise<TestService['authorization']> {
  const people = await signInPeople(baseUrl);
  const key = await supertest(baseUrl)
    .post('/api/v1/api-keys')
    .set('Authorization', people.admin)
    .send({ name: 'core banking', role: 'core-banking' });
  return { ...people, core: `Bearer ${(key.body as { key: string }).key}` };
}

function agents(baseUrl: string, authorization: TestService['authorization']): TestService['as'] {
  return Object.fromEntries(
    Object.entries(authorization).map(([name, header]) => [
      name,
      supertest.agent(baseUrl).set('Authorization', header),
    ]),
  ) as TestService['as'];
}
