import { BankDays, createLog, Database, ManualClock, systemActor } from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Customers, type OnStored } from '../../src/customers/index.js';
import { onboardingSteps, STEPS, type OnboardingStep } from '../../src/journeys/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Database;
let steps: Partial<Record<OnboardingStep, OnStored>> = {};
let customers: Customers;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 2, entities: [], log: createLog('silent') });
  await db.query("INSERT INTO branch VALUES ('B1', '一支行', NULL, 'CHN', now())");
  const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
  customers = new Customers({
    ...{ clock, days: new BankDays('Asia/Shanghai'), audit: new AuditTrail(clock), assess: () => [] },
    onStored: (...stored) => onboardingSteps(steps)(...stored),
  });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const note =
  (source: string): OnStored =>
  (tx, _actor, stored) =>
    customers.setFindings(
      tx,
      source,
      stored.map(({ key }) => ({
        key,
        findings: [{ code: source, severity: 'error' as const, message: { en: 'x', zh: 'x' } }],
      })),
    );
const all = () =>
  Object.fromEntries(STEPS.map((step) => [step, note(step)])) as Record<OnboardingStep, OnStored>;
const state = () =>
  db.query(`SELECT (SELECT json_agg(c ORDER BY id) FROM customer c) AS customers,
    (SELECT count(*) FROM customer_change) AS changes, (SELECT count(*) FROM audit_event) AS events`);
const body = { kind: 'individual' as const, branch: 'B1', name: '王芳' };

describe('the steps after a customer was stored', () => {
  it('run in their order, and each of them is given the customers', async () => {
    const order: string[] = [];
    steps = Object.fromEntries(
      [...STEPS].reverse().map((step) => [step, async () => void order.push(step)]),
    ) as unknown as typeof steps;
    await db.inTransaction((tx) => customers.create(tx, systemActor, body));
    expect(order).toEqual([...STEPS]);
  });

  it.each([...STEPS])('store nobody when %s was not supplied', async (missing) => {
    steps = all();
    delete steps[missing];
    const before = await state();
    const entered = db.inTransaction((tx) => customers.create(tx, systemActor, body));
    await expect(entered).rejects.toThrow(missing);
    expect(await state()).toEqual(before);
  });

  it.each([...STEPS])('leave nothing of a new or a changed customer when %s fails', async (failing) => {
    steps = all();
    const { id, version } = await db.inTransaction((tx) => customers.create(tx, systemActor, body));
    const before = await state();
    steps = {
      ...all(),
      [failing]: async (...given: Parameters<OnStored>) => {
        await note(failing)(...given);
        throw new Error('planted');
      },
    };
    await expect(db.inTransaction((tx) => customers.create(tx, systemActor, body))).rejects.toThrow(
      'planted',
    );
    const patch = { occupation: '20100' };
    await expect(
      db.inTransaction((tx) => customers.change(tx, systemActor, { id, patch, version })),
    ).rejects.toThrow('planted');
    await expect(
      db.inTransaction((tx) => customers.close(tx, systemActor, { id, closedOn: '2026-03-02', reason: 'x' })),
    ).rejects.toThrow('planted');
    expect(await state()).toEqual(before);
  });
});
