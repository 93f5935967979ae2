import {
  addDays,
  BankDays,
  createLog,
  Database,
  ManualClock,
  systemActor,
  type Actor,
  type Day,
  type Tx,
} from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Customers, type CustomerBody } from '../../src/customers/index.js';
import {
  assessBy,
  createReviews,
  DailyReview,
  loadRequirements,
  loadReviewRules,
} from '../../src/due-diligence/index.js';
import type { NoticeToQueue } from '../../src/due-diligence/reviews/index.js';
import { reviewTaskMerge } from '../../src/due-diligence/reviews/index.js';
import { completeTask, type ActionParts } from '../../src/due-diligence/reviews/actions.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const FIRST: Day = '2026-03-02';
const days = new BankDays('Asia/Shanghai');
const noon = (day: Day) => new Date(`${day}T04:00:00Z`);

interface Bank {
  database: TestDatabase;
  db: Database;
  clock: ManualClock;
  notices: NoticeToQueue[];
  make: (onBatch?: (phase: string) => Promise<void>) => DailyReview;
  customers: Customers;
  actions: ActionParts;
  keys: Map<string, string>;
}

const open: Bank[] = [];
afterAll(async () => {
  for (const { db, database } of open) {
    await db.close();
    await database.drop();
  }
});

/** Forty customers whose documents expired, expire soon, or last; some to be reviewed, some pending. */
async function bank(): Promise<Bank> {
  const database = await createTestDatabase();
  const db = await Database.connect({
    url: database.url,
    poolSize: 6,
    entities: [],
    log: createLog('silent'),
  });
  const clock = new ManualClock(noon(FIRST));
  const audit = new AuditTrail(clock);
  await db.query("INSERT INTO branch VALUES ('B1', '一支行', NULL, 'CHN', $1)", [noon(FIRST)]);
  const customers = new Customers({ clock, days, audit, assess: assessBy(loadRequirements()) });
  const bodies = Array.from({ length: 40 }, (_, i): CustomerBody => ({
    kind: 'individual',
    branch: 'B1',
    name: '王芳',
    customerNumber: `D-${String(i).padStart(2, '0')}`,
    documents: [
      { type: 'resident-id', number: `1101011990010100${10 + i}`, validUntil: addDays(FIRST, i * 9 - 60) },
    ],
  }));
  const made = await db.inTransaction((tx) => customers.createMany(tx, systemActor, bodies));
  const keys = new Map(
    made.flatMap((one) => (one.status === 'created' ? [[one.customerNumber, one.key] as const] : [])),
  );
  await db.inTransaction((tx) =>
    customers.setRisk(
      tx,
      [...keys.values()]
        .filter((_, i) => i % 3 === 0)
        .map((key, i) => ({ key, riskLevel: 'high', nextReviewOn: addDays(FIRST, i * 14 - 20) })),
    ),
  );
  const notices: NoticeToQueue[] = [];
  const queue = {
    queue: async (_tx: Tx, _actor: Actor, list: readonly unknown[]) => (
      notices.push(...(list as NoticeToQueue[])),
      []
    ),
  };
  const { tasks } = createReviews({ db, clock, days, audit });
  const make: Bank['make'] = (onBatch) =>
    new DailyReview({
      ...{ db, clock, days, audit, tasks, notices: queue, batchSize: 7 },
      rules: loadReviewRules(),
      ...(onBatch ? { onBatch } : {}),
    });
  const actions = { clock, days, audit, rules: loadReviewRules(), tasks };
  const one = { database, db, clock, notices, make, customers, actions, keys };
  open.push(one);
  return one;
}

async function runOn({ clock, make }: Bank, day: Day): Promise<void> {
  clock.set(noon(day));
  const job = make();
  while (await job.advance());
}

/** Everything the job made, without ids and instants. */
const made = ({ db }: Bank) =>
  db.query(
    `SELECT c.customer_number, t.kind, t.episode, t.raised_on::text, t.due_on::text, s.status, s.version,
       s.next_step_on::text, (SELECT jsonb_agg(e.details || jsonb_build_object('kind', e.kind) ORDER BY e.position)
         FROM review_task_event e WHERE e.task_id = t.id) AS events
     FROM review_task t JOIN review_task_state s ON s.task_id = t.id JOIN customer_view c ON c.id = t.customer_id
     ORDER BY 1, 2, 3, t.occurrence`,
  );

const LAST = addDays(FIRST, 75);
let daily: Record<string, unknown>[];
beforeAll(async () => {
  const reference = await bank();
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) await runOn(reference, day);
  daily = await made(reference);
});

describe('the daily review', () => {
  it('raises what is due, each with its steps', () => {
    const kinds = new Set(daily.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['document-expiry', 'missing-data', 'periodic-review']);
    const of = (number: string) =>
      daily.find((row) => row['customer_number'] === number && row['kind'] === 'document-expiry');
    // Expired two months before the bank began: due from the day it was learnt, and told first that it has expired.
    expect(of('D-00')).toMatchObject({ due_on: FIRST, raised_on: FIRST });
    expect((of('D-00')!['events'] as { day: number }[]).map(({ day }) => day)).toEqual([0, 30, 60]);
    expect(of('D-20')).toMatchObject({ due_on: addDays(FIRST, 120), raised_on: addDays(FIRST, 30) });
    expect(of('D-39')).toBeUndefined();
  });

  it.each([[[0, 75]], [[0, 1, 40, 75]], [[0, 29, 30, 31, 74, 75]]])(
    'makes up for days it missed: run on days %j it comes to the same',
    async (offsets) => {
      const one = await bank();
      for (const offset of offsets) await runOn(one, addDays(FIRST, offset));
      expect(await made(one)).toEqual(daily);
      const perTask = new Map<string, number>();
      for (const { cause } of one.notices) perTask.set(cause.id, (perTask.get(cause.id) ?? 0) + 1);
      expect(Math.max(...perTask.values())).toBeLessThanOrEqual(offsets.length);
    },
  );

  it('goes on where it was killed, at every batch, and does nothing twice', async () => {
    const one = await bank();
    for (const offset of [0, 40, 75]) {
      one.clock.set(noon(addDays(FIRST, offset)));
      let healthy = false;
      let kills = 0;
      const job = one.make(async () => {
        healthy = !healthy;
        if (healthy) throw new Error('killed');
      });
      for (;;) {
        const more = await job.advance().catch((error: Error) => {
          if (error.message !== 'killed') throw error;
          kills += 1;
          return true;
        });
        if (!more) break;
      }
      expect(kills).toBeGreaterThan(4);
    }
    expect(await made(one)).toEqual(daily);
  });

  it('is done once by two runners at a time', async () => {
    const one = await bank();
    for (const offset of [0, 40, 75]) {
      one.clock.set(noon(addDays(FIRST, offset)));
      const runner = async () => {
        const job = one.make();
        while (await job.advance());
      };
      await Promise.all([runner(), runner(), runner()]);
    }
    expect(await made(one)).toEqual(daily);
    const [{ runs }] = (await one.db.query<{ runs: number }>(
      'SELECT count(*)::int AS runs FROM review_run',
    )) as [{ runs: number }];
    expect(runs).toBe(3);
  });

  it('closes what lost its reason, a renewed document; a review does not go because of a rating', async () => {
    const one = await bank();
    await runOn(one, FIRST);
    const key = one.keys.get('D-00')!;
    await one.db.inTransaction((tx) =>
      one.customers.setRisk(tx, [{ key, riskLevel: 'low', nextReviewOn: '2028-01-01' }]),
    );
    await one.db.inTransaction(async (tx) => {
      const [{ id, version }] = (await tx.query<{ id: string; version: number }>(
        'SELECT public_id AS id, version FROM customer_view WHERE id = $1',
        [key],
      )) as [{ id: string; version: number }];
      await one.customers.change(tx, systemActor, {
        id,
        version,
        patch: {
          documents: [{ type: 'resident-id', number: '110101199001010010', validUntil: '2036-01-01' }],
        },
      });
    });
    await runOn(one, addDays(FIRST, 1));
    const rows = (await made(one)).filter((row) => row['customer_number'] === 'D-00');
    expect(
      rows.map(({ kind, status, events }) => [
        kind,
        status,
        (events as { outcome?: string }[]).at(-1)!.outcome,
      ]),
    ).toEqual([
      ['document-expiry', 'settled', 'renewed'],
      ['periodic-review', 'open', undefined],
    ]);
  });

  it('asks for one review at a time, due the same time after it was raised whatever a rating did', async () => {
    const one = await bank();
    const key = one.keys.get('D-18')!;
    const reviews = async () =>
      (await made(one))
        .filter((row) => row['customer_number'] === 'D-18' && row['kind'] === 'periodic-review')
        .map(({ raised_on, due_on, status }) => [raised_on, due_on, status]);
    const rate = (nextReviewOn: Day) =>
      one.db.inTransaction((tx) => one.customers.setRisk(tx, [{ key, riskLevel: 'high', nextReviewOn }]));
    // It would be raised ten days later; a rating made it due tomorrow.
    await runOn(one, addDays(FIRST, 20));
    expect(await reviews()).toEqual([]);
    await rate(addDays(FIRST, 22));
    await runOn(one, addDays(FIRST, 21));
    const asked = [[addDays(FIRST, 21), addDays(FIRST, 51), 'open']];
    expect(await reviews()).toEqual(asked);
    await rate(addDays(FIRST, 21));
    await runOn(one, addDays(FIRST, 22));
    await runOn(one, addDays(FIRST, 60));
    expect(await reviews()).toEqual(asked);
  });

  const change = (one: Bank, number: string, validUntil: Day) =>
    one.db.inTransaction(async (tx) => {
      const [{ id, version, document }] = (await tx.query<{ id: string; version: number; document: string }>(
        `SELECT c.public_id AS id, c.version, d.number AS document
         FROM customer_view c JOIN customer_document_view d ON d.customer_id = c.id WHERE c.id = $1`,
        [one.keys.get(number)],
      )) as [{ id: string; version: number; document: string }];
      const documents = [{ type: 'resident-id' as const, number: document, validUntil }];
      await one.customers.change(tx, systemActor, { id, version, patch: { documents } });
    });
  const statesOf = async (one: Bank, number: string, kind: string) =>
    (await made(one))
      .filter((row) => row['customer_number'] === number && row['kind'] === kind)
      .map(({ status, events }) =>
        [status, (events as { outcome?: string }[] | null)?.at(-1)?.outcome].join(' ').trim(),
      );

  it('asks again for a document whose day was typed wrong and then as it was, once', async () => {
    const one = await bank();
    const was = addDays(FIRST, -60);
    await runOn(one, FIRST);
    await change(one, 'D-00', '2036-01-01');
    await runOn(one, addDays(FIRST, 1));
    await change(one, 'D-00', was);
    one.clock.set(noon(addDays(FIRST, 2)));
    const runner = async () => {
      const job = one.make();
      while (await job.advance());
    };
    await Promise.all([runner(), runner()]);
    expect(await statesOf(one, 'D-00', 'document-expiry')).toEqual(['settled renewed', 'open']);
    await runOn(one, addDays(FIRST, 3));
    expect(await statesOf(one, 'D-00', 'document-expiry')).toHaveLength(2);
    // An officer decided that it is not needed: that stands whatever is typed.
    const [task] = await one.db.query<{ id: string }>(
      `SELECT t.public_id AS id FROM review_task_view t WHERE t.customer_id = $1 AND t.kind = 'document-expiry' AND t.status = 'open'`,
      [one.keys.get('D-00')],
    );
    const officer = { ...systemActor, kind: 'user' as const, roles: ['compliance-officer' as const] };
    await one.db.inTransaction((tx) =>
      completeTask(tx, one.actions, officer, task!.id, { outcome: 'not-needed', note: 'x' }),
    );
    await runOn(one, addDays(FIRST, 4));
    expect(await statesOf(one, 'D-00', 'document-expiry')).toEqual(['settled renewed', 'done not-needed']);
  });

  it('chases nobody for a document when one that is valid longer stands for it', async () => {
    const one = await bank();
    const [soon, later] = [addDays(FIRST, 20), addDays(FIRST, 300)];
    const bodies = (
      [
        [
          'E-1',
          [
            ['temporary-resident-id', addDays(FIRST, -30)],
            ['resident-id', later],
          ],
        ],
        [
          'E-2',
          [
            ['passport', soon],
            ['resident-id', addDays(FIRST, 40)],
          ],
        ],
        // A licence is no document of a person, and a card none of a business.
        [
          'E-3',
          [
            ['unified-social-credit', soon],
            ['passport', later],
          ],
        ],
        [
          'E-4',
          [
            ['other', later],
            ['resident-id', soon],
          ],
        ],
        [
          'E-5',
          [
            ['resident-id', soon],
            ['passport', soon],
          ],
        ],
      ] as const
    ).map(([customerNumber, documents]): CustomerBody => ({
      ...{ kind: customerNumber === 'E-3' ? 'sole-trader' : 'individual', branch: 'B1', name: '王芳' },
      customerNumber,
      documents: documents.map(([type, validUntil], i) => ({
        ...{ type, validUntil, number: `${customerNumber}${i}` },
      })),
    }));
    await one.db.inTransaction((tx) => one.customers.createMany(tx, systemActor, bodies));
    await runOn(one, FIRST);
    const asked = async () =>
      (await made(one))
        .filter((row) => (row['customer_number'] as string).startsWith('E-') && row['status'] === 'open')
        .map((row) => `${row['customer_number'] as string} ${row['episode'] as string}`);
    expect(await asked()).toEqual([
      `E-2 resident-id:${addDays(FIRST, 40)}`,
      `E-3 unified-social-credit:${soon}`,
      `E-4 resident-id:${soon}`,
      `E-5 resident-id:${soon}`,
    ]);
  });

  it('asks again of a customer who was refused and is not any more, all that was asked before', async () => {
    const one = await bank();
    const key = one.keys.get('D-00')!;
    await runOn(one, FIRST);
    const task = {
      ...{ customerKey: key, kind: 'information-request' as const, episode: 'r', dueOn: addDays(FIRST, 15) },
      ...{ ask: { en: 'x', zh: 'x' }, collect: ['income' as const], audience: 'front-line' as const },
    };
    await one.db.inTransaction((tx) => one.actions.tasks.raise(tx, [task]));
    await one.db.inTransaction((tx) =>
      one.actions.tasks.raise(tx, [{ ...task, kind: 'alert', audience: 'compliance' }]),
    );
    const refuse = (refused: boolean) => {
      const finding = {
        ...{ code: 'x', severity: 'error' as const, message: { en: 'x', zh: 'x' } },
        refuses: true as const,
      };
      return one.db.inTransaction((tx) =>
        one.customers.setFindings(tx, 'approvals', [{ key, findings: refused ? [finding] : [] }]),
      );
    };
    await refuse(true);
    await runOn(one, addDays(FIRST, 1));
    const kinds = ['document-expiry', 'periodic-review', 'information-request', 'alert'] as const;
    const states = () => Promise.all(kinds.map((kind) => statesOf(one, 'D-00', kind)));
    const closed = 'settled customer-refused';
    expect(await states()).toEqual([[closed], [closed], [closed], ['open']]);
    await runOn(one, addDays(FIRST, 2));
    await refuse(false);
    for (const day of [3, 4]) await runOn(one, addDays(FIRST, day));
    expect(await states()).toEqual([[closed, 'open'], [closed, 'open'], [closed, 'open'], ['open']]);
    const [again] = await one.db.query(
      `SELECT due_on::text, collect FROM review_task WHERE customer_id = $1 AND occurrence = 2 AND kind = 'information-request'`,
      [key],
    );
    expect(again).toEqual({ due_on: addDays(FIRST, 18), collect: ['income'] });
  });

  it('asks again for what was supplied and is missing again, with as much time as before', async () => {
    const one = await bank();
    const key = one.keys.get('D-02')!;
    await one.db.query("UPDATE customer SET facts_hold = 'none', status = 'active' WHERE id = $1", [key]);
    const miss = (missing: boolean) => {
      const finding = { code: 'x', severity: 'error' as const, message: { en: 'x', zh: 'x' } };
      return one.db.inTransaction((tx) =>
        one.customers.setFindings(tx, 'owners', [{ key, findings: missing ? [finding] : [] }]),
      );
    };
    await miss(true);
    await runOn(one, addDays(FIRST, 31));
    expect(await statesOf(one, 'D-02', 'missing-data')).toEqual(['open']);
    // What is missing is not there because somebody says so.
    await one.db.inTransaction((tx) => one.actions.tasks.settle(tx, [key], ['missing-data'], 'verified'));
    expect(await statesOf(one, 'D-02', 'missing-data')).toEqual(['open']);
    await miss(false);
    await runOn(one, addDays(FIRST, 32));
    await miss(true);
    await runOn(one, addDays(FIRST, 61));
    expect(await statesOf(one, 'D-02', 'missing-data')).toEqual(['settled completed-data']);
    await runOn(one, addDays(FIRST, 62));
    expect(await statesOf(one, 'D-02', 'missing-data')).toEqual(['settled completed-data', 'open']);
  });

  it('goes on asking a restricted customer for what is missing', async () => {
    const one = await bank();
    const restrict = (number: string) =>
      one.db.inTransaction((tx) =>
        one.customers.setRestricted(tx, systemActor, [one.keys.get(number)!], true),
      );
    const asked = async (number: string) =>
      (await made(one))
        .filter((row) => row['customer_number'] === number && row['kind'] === 'missing-data')
        .map(({ status }) => status);
    await restrict('D-01');
    await runOn(one, FIRST);
    await runOn(one, addDays(FIRST, 31));
    expect([await asked('D-01'), await asked('D-02')]).toEqual([['open'], ['open']]);
    await restrict('D-02');
    await runOn(one, addDays(FIRST, 32));
    expect(await asked('D-02')).toEqual(['open']);
    const standing = await one.db.query(
      'SELECT status, holds_pending FROM customer_standing_view WHERE id = ANY($1::bigint[])',
      [[one.keys.get('D-01'), one.keys.get('D-02')]],
    );
    expect(standing).toEqual(Array(2).fill({ status: 'restricted', holds_pending: true }));
  });

  it('asks nothing for a merged record, and leaves open what was asked until it is renewed', async () => {
    const one = await bank();
    const merge = (gone: string, kept: string) =>
      one.db.inTransaction(async (tx) => {
        const [from, to] = [one.keys.get(gone)!, one.keys.get(kept)!];
        await tx.query('UPDATE customer SET merged_into = $2 WHERE id = $1', [from, to]);
        await reviewTaskMerge.move(tx, { from, to } as never);
      });
    await merge('D-01', 'D-39');
    await runOn(one, FIRST);
    await merge('D-05', 'D-00');
    await merge('D-04', 'D-39');
    await runOn(one, addDays(FIRST, 31));
    const of = async (number: string) =>
      (await made(one))
        .filter((row) => row['customer_number'] === number)
        .map(({ kind, status }) => [kind, status]);
    expect(await of('D-01')).toEqual([]);
    expect(await of('D-05')).toEqual([['document-expiry', 'open']]);
    // The kept record has a later document of the type.
    expect(await of('D-04')).toEqual([['document-expiry', 'settled']]);
  });

  it('announces what it comes to also when it missed the day', async () => {
    const one = await bank();
    await runOn(one, FIRST);
    await runOn(one, addDays(FIRST, 91));
    const key = one.keys.get('D-00');
    const steps = one.notices
      .filter(({ customerKey, template }) => customerKey === key && template.startsWith('document-'))
      .map(({ step }) => step);
    expect(steps).toEqual(['0', '60']);
  });
});
