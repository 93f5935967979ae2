import {
  BankDays,
  createLog,
  Database,
  ManualClock,
  systemActor,
  type Tx,
} from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Customers, type Finding } from '../../src/customers/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

let database: TestDatabase;
let db: Database;
let customers: Customers;
const now = new Date('2026-03-02T02:00:00Z');
const missing: Finding = { code: 'missing-x', severity: 'error', message: { en: 'x', zh: '某' } };

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 4, entities: [], log: createLog('silent') });
  const clock = new ManualClock(now);
  customers = new Customers({
    clock,
    days: new BankDays('Asia/Shanghai'),
    audit: new AuditTrail(clock),
    assess: ({ purpose }) => (purpose === undefined ? [] : [missing]),
  });
  await db.query("INSERT INTO branch VALUES ('B1', '一支行', NULL, 'CHN', $1)", [now]);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => db.inTransaction(work);
const made = async (count: number, more: object = {}): Promise<string[]> => {
  const outcomes = await inTx((tx) =>
    customers.createMany(
      tx,
      systemActor,
      Array.from({ length: count }, () => ({ kind: 'individual', branch: 'B1', name: '王芳', ...more })),
    ),
  );
  return outcomes.map((outcome) => (outcome.status === 'created' ? outcome.key : ''));
};
const read = async (key: string) =>
  (
    await db.query(
      'SELECT status::text, risk_level, next_review_on::text, version FROM customer WHERE id = $1',
      [key],
    )
  )[0];

describe('what other modules find and decide about customers', () => {
  it('makes the status, and only that: the version counts facts', async () => {
    const keys = await made(3);
    const find = (findings: Finding[]) =>
      inTx((tx) =>
        customers.setFindings(
          tx,
          'owners',
          keys.map((key) => ({ key, findings })),
        ),
      );
    await find([missing]);
    expect(await read(keys[2]!)).toMatchObject({ status: 'pending', version: 1 });
    await inTx((tx) => customers.setRestricted(tx, systemActor, keys.slice(1), true));
    expect(await read(keys[0]!)).toMatchObject({ status: 'pending' });
    expect(await read(keys[1]!)).toMatchObject({ status: 'restricted' });
    await find([]);
    expect(await read(keys[0]!)).toMatchObject({ status: 'active' });
    await inTx((tx) => customers.setRestricted(tx, systemActor, keys, false));
    expect(await read(keys[1]!)).toMatchObject({ status: 'active', version: 1 });
  });

  it('keeps sources apart, and the facts', async () => {
    const [key] = await made(1, { purpose: 'x' });
    const find = (source: string, findings: Finding[]) =>
      inTx((tx) => customers.setFindings(tx, source, [{ key: key!, findings }]));
    await find('a', [missing]);
    await find('b', [{ ...missing, refuses: true }]);
    expect(await read(key!)).toMatchObject({ status: 'refused' });
    await find('b', []);
    await find('a', []);
    expect(await read(key!)).toMatchObject({ status: 'pending' });
  });

  it('writes the risk of many without a trace in the version', async () => {
    const keys = await made(2);
    await inTx((tx) =>
      customers.setRisk(tx, [
        { key: keys[0]!, riskLevel: 'high', nextReviewOn: '2026-09-01' },
        { key: keys[1]!, riskLevel: 'low', nextReviewOn: null },
      ]),
    );
    expect(await read(keys[0]!)).toMatchObject({
      risk_level: 'high',
      next_review_on: '2026-09-01',
      version: 1,
    });
    expect(await read(keys[1]!)).toMatchObject({ risk_level: 'low', next_review_on: null });
  });

  it('brings the next review nearer by a rating, never further away; that takes a review', async () => {
    const [key] = await made(1);
    const rated = async (nextReviewOn: string | null) => {
      await inTx((tx) => customers.setRisk(tx, [{ key: key!, riskLevel: 'low', nextReviewOn }]));
      return (await read(key!))!['next_review_on'];
    };
    expect(await rated('2028-03-02')).toBe('2028-03-02');
    expect(await rated('2026-09-02')).toBe('2026-09-02');
    expect(await rated('2029-03-02')).toBe('2026-09-02');
    expect(await rated(null)).toBe('2026-09-02');
    await inTx((tx) => customers.setNextReview(tx, [{ key: key!, nextReviewOn: '2029-08-20' }]));
    expect(await read(key!)).toMatchObject({ next_review_on: '2029-08-20', version: 1 });
  });

  it('loses neither of two findings that arrive at once', async () => {
    const [key] = await made(1);
    const [locked, gate] = [new Gate(), new Gate()];
    const first = inTx(async (tx) => {
      await customers.setFindings(tx, 'a', [{ key: key!, findings: [missing] }]);
      locked.open();
      await gate.passed;
    });
    await locked.passed;
    const second = inTx((tx) => customers.setFindings(tx, 'b', [{ key: key!, findings: [missing] }]));
    await waitUntilBlocked(database);
    gate.open();
    await Promise.all([first, second]);
    const [row] = await db.query('SELECT findings FROM customer_standing_view WHERE id = $1', [key]);
    expect(Object.keys(row!['findings'] as object).sort()).toEqual(['a', 'b']);
  });
});
