import {
  BankDays,
  createLog,
  Database,
  ManualClock,
  systemActor,
  type Tx,
} from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Customers } from '../../src/customers/index.js';
import { loadReviewRules, ReviewTasks, type TaskToRaise } from '../../src/due-diligence/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

const now = new Date('2026-03-02T02:00:00Z');
const clock = new ManualClock(now);
const days = new BankDays('Asia/Shanghai');
const audit = new AuditTrail(clock);
const closed: string[] = [];
const tasks = new ReviewTasks({
  clock,
  days,
  audit,
  rules: loadReviewRules(),
  onClosed: async (_tx, _actor, ids) => void closed.push(...ids),
});

let database: TestDatabase;
let db: Database;
let keys: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 6, entities: [], log: createLog('silent') });
  await db.query("INSERT INTO branch VALUES ('B1', '一支行', NULL, 'CHN', $1)", [now]);
  const customers = new Customers({ clock, days, audit, assess: () => [] });
  const made = await db.inTransaction((tx) =>
    customers.createMany(
      tx,
      systemActor,
      Array.from({ length: 8 }, () => ({ kind: 'individual' as const, branch: 'B1', name: '王芳' })),
    ),
  );
  keys = made.flatMap((one) => (one.status === 'created' ? [one.key] : []));
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const task = (more: Partial<TaskToRaise> = {}): TaskToRaise => ({
  customerKey: keys[0]!,
  kind: 'doubt',
  episode: 'one',
  dueOn: '2026-03-12',
  ask: { en: 'Look again.', zh: '请复核。' },
  audience: 'front-line',
  ...more,
});
const stored = (key: string) =>
  db.query<{ kind: string; episode: string; branch: string; status: string; version: number; steps: string }>(
    `SELECT t.kind, t.episode, s.branch, s.status, s.version, s.next_step_on::text AS steps
     FROM review_task t JOIN review_task_state s ON s.task_id = t.id WHERE t.customer_id = $1 ORDER BY t.id`,
    [key],
  );

describe('raising review tasks', () => {
  it('makes one per customer, kind and episode, and says which were made', async () => {
    const key = keys[0]!;
    const raise = (list: TaskToRaise[]) => db.inTransaction((tx) => tasks.raise(tx, list));
    const first = await raise([task(), task(), task({ episode: 'two' }), task({ kind: 'missing-data' })]);
    expect(first.map(({ kind, episode }) => `${kind} ${episode}`).sort()).toEqual([
      'doubt one',
      'doubt two',
      'missing-data one',
    ]);
    expect(await raise([task(), task({ episode: 'three' })])).toMatchObject([{ episode: 'three' }]);
    expect(await stored(key)).toHaveLength(4);
    expect(await stored(key)).toContainEqual(
      expect.objectContaining({ kind: 'missing-data', branch: 'B1', status: 'open', steps: '2026-03-02' }),
    );
  });

  it.each([1, 2])('makes it once when two raise it at the same time, occurrence %i', async (occurrence) => {
    const list = () => keys.map((customerKey) => task({ customerKey, episode: 'race', occurrence }));
    await db.inTransaction((tx) => tasks.settle(tx, keys, ['doubt'], 'verified'));
    const done = new Gate();
    const finish = new Gate();
    const one = db.inTransaction(async (tx) => {
      const made = await tasks.raise(tx, list());
      done.open();
      await finish.passed;
      return made;
    });
    await done.passed;
    const two = db.inTransaction((tx: Tx) => tasks.raise(tx, list().reverse()));
    await waitUntilBlocked(database);
    finish.open();
    expect([(await one).length, (await two).length]).toEqual([8, 0]);
  });

  it('never hands what derives from an alert or a list to a branch', async () => {
    for (const kind of ['alert', 'list-hit'] as const)
      await expect(db.inTransaction((tx) => tasks.raise(tx, [task({ kind })]))).rejects.toThrow(
        'not for front-line',
      );
  });
});

describe('settling', () => {
  it('closes the open tasks of the kinds once, tells of them, and leaves a new episode possible', async () => {
    const key = keys[1]!;
    await db.inTransaction((tx) =>
      tasks.raise(tx, [
        task({ customerKey: key, episode: 'a' }),
        task({ customerKey: key, kind: 'owner-change', episode: 'a' }),
      ]),
    );
    const settle = () => db.inTransaction((tx) => tasks.settle(tx, [key], ['doubt'], 'verified'));
    // The second of the race above, and one of here.
    const ids = await settle();
    expect(ids).toHaveLength(2);
    expect(closed).toEqual(expect.arrayContaining(ids));
    expect(await settle()).toEqual([]);
    const states = await stored(key);
    expect(states.map(({ kind, status, version }) => [kind, status, version])).toEqual([
      ['doubt', 'settled', 1],
      ['doubt', 'settled', 1],
      ['doubt', 'settled', 1],
      ['owner-change', 'open', 0],
    ]);
    await db.inTransaction((tx) => tasks.raise(tx, [task({ customerKey: key, episode: 'b' })]));
    expect((await stored(key)).at(-1)).toMatchObject({ episode: 'b', status: 'open' });
  });

  it('never closes what compliance has to do', async () => {
    const key = keys[1]!;
    await db.inTransaction((tx) =>
      tasks.raise(tx, [task({ customerKey: key, episode: 'theirs', audience: 'compliance' })]),
    );
    await db.inTransaction((tx) => tasks.settle(tx, [key], ['doubt'], 'verified'));
    expect((await stored(key)).find(({ episode }) => episode === 'theirs')).toMatchObject({ status: 'open' });
  });

  it('closes named episodes only', async () => {
    const key = keys[2]!;
    await db.inTransaction((tx) =>
      tasks.raise(tx, [task({ customerKey: key, episode: 'x' }), task({ customerKey: key, episode: 'y' })]),
    );
    await db.inTransaction((tx) =>
      tasks.settleEpisodes(tx, [{ customerKey: key, kind: 'doubt', episode: 'y' }], 'renewed'),
    );
    const states = await stored(key);
    const named = states.filter(({ episode }) => ['x', 'y'].includes(episode));
    expect(named.map(({ episode, status }) => [episode, status])).toEqual([
      ['x', 'open'],
      ['y', 'settled'],
    ]);
  });
});
