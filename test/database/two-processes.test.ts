import { jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEAD_OFFICE } from '../../src/access/index.js';
import { createLog, Database, projectRoot, Scheduler, type Job } from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  naiveAlerts,
  type ExemptionFile,
  type NaiveCustomer,
  type NaiveTransaction,
  type RuleFile,
} from '../support/naive-large-value.js';
import { Gate } from '../support/races.js';
import { ask, consistency, inParallel } from '../support/replay.js';
import { startTestService, type TestService } from '../support/service.js';

/*
 * Two services on one database, as two processes of one installation: nothing runs twice, nothing is stored twice, and
 * what they do to one customer at the same time adds up.
 */

type Sent = Record<string, unknown>;
const folder = join(projectRoot, 'rules/large-value');
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const exemptions = json('exemptions.json') as ExemptionFile;
const rules = readdirSync(folder)
  .filter((name) => name !== 'exemptions.json')
  .map((name) => json(name) as RuleFile);

// Races take turns on locks; on a busy machine that takes its time.
jest.setTimeout(120_000);

let database: TestDatabase;
let both: [TestService, TestService];
let counter = 0;
const NOW = new Date('2026-03-20T04:00:00.000Z');
const numbers = Array.from({ length: 24 }, (_, i) => `P${i}`);

beforeAll(async () => {
  database = await createTestDatabase();
  both = [await startTestService({ database, now: NOW }), await startTestService({ database, now: NOW })];
  for (const customerNumber of numbers) {
    const answer = await both[0].as.core
      .post('/api/v1/customers')
      .send({ customerNumber, kind: 'individual', branch: HEAD_OFFICE, name: '示例客户' });
    expect(answer.status).toBe(201);
  }
});
afterAll(async () => {
  for (const service of both) await service.close();
  await database.drop();
});

function sent(customerNumber: string, fields: Sent = {}): Sent {
  counter += 1;
  return {
    source: 'core',
    reference: `W${counter}`,
    customerNumber,
    bookedAt: '2026-03-18T10:00:00+08:00',
    direction: 'in',
    amount: '30000.00',
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    ...fields,
  };
}

interface Result {
  status: string;
  problem?: { code: string };
  alerts: string[];
}

async function post(service: TestService, ...transactions: Sent[]): Promise<Result[]> {
  const answer = await service.as.core.post('/api/v1/transactions').send({ transactions });
  expect(answer.status).toBe(200);
  return (answer.body as { results: Result[] }).results;
}

/** Sends the one to the first process and the other to the second, at once. */
const race = (one: Sent[], other: Sent[]): Promise<[Result[], Result[]]> =>
  Promise.all([post(both[0], ...one), post(both[1], ...other)]);

const outcome = ({ status, problem }: Result): string => problem?.code ?? status;

/** Standing alerts of a customer's day: rule, sum in yuan, references. */
async function standing(customer: string): Promise<{ sum: string; references: string[] }[]> {
  return (await ask(
    database.ownerUrl,
    `SELECT coalesce(a.measures -> 'cny', a.measures -> 'usd') ->> 'sum' AS sum,
       (SELECT array_agg(e.reference ORDER BY e.reference) FROM alert_transaction e WHERE e.alert_id = a.id AND e.withdrawn_at IS NULL) AS references
     FROM alert a JOIN customer c ON c.id = a.customer_id WHERE c.customer_number = $1 AND a.status = 'open' AND a.kind = 'large-value'`,
    [customer],
  )) as unknown as { sum: string; references: string[] }[];
}

afterEach(async () => {
  const { ledger, keys, ...faults } = await consistency(database.ownerUrl);
  expect(ledger).toBe(keys);
  expect(Object.values(faults)).toEqual([0, 0, 0, 0]);
});

describe('the same reference at once', () => {
  it('with the same content is stored once and a duplicate once', async () => {
    await inParallel(4, numbers, async (number) => {
      const one = sent(number, { bookedAt: '2026-03-01T10:00:00+08:00' });
      const results = await race([one], [{ ...one }]);
      expect(results.flat().map(outcome).sort()).toEqual(['accepted', 'duplicate']);
    });
  });

  it('with other content, or of another customer, is stored once and a conflict once', async () => {
    await inParallel(4, numbers.slice(1), async (number) => {
      const one = sent(number, { bookedAt: '2026-03-02T10:00:00+08:00' });
      const other = counter % 2 === 0 ? { ...one, amount: '1.00' } : { ...one, customerNumber: numbers[0] };
      const results = await race([one], [other]);
      expect(results.flat().map(outcome).sort()).toEqual(['accepted', 'reference-conflict']);
    });
  });

  it('with the same idempotency key gives both the same answer', async () => {
    for (const number of numbers.slice(0, 8)) {
      const one = sent(number, { bookedAt: '2026-03-03T10:00:00+08:00' });
      // Keys belong to a caller: both must come with the same API key.
      const header = both[0].as.core.get('/').get('Authorization');
      const answers = await Promise.all(
        both.map(({ baseUrl }) =>
          fetch(`${baseUrl}/api/v1/transactions`, {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              Authorization: String(header),
              'Idempotency-Key': `race-${number}`,
            },
            body: JSON.stringify(one),
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
      expect(first).toEqual(second);
      expect((first as { accepted: number }).accepted).toBe(1);
    }
  });
});

it('two batches below the limit that reach it together raise the alert, once', async () => {
  await inParallel(4, numbers, async (number) => {
    const [one, other] = [sent(number), sent(number, { amount: '20000.00' })];
    const results = await race([one], [other]);
    expect(results.flat().map(outcome)).toEqual(['accepted', 'accepted']);
    expect(results.flat().filter(({ alerts }) => alerts.length === 1)).not.toEqual([]);
    expect(
      (await standing(number)).filter(({ references }) => references.includes(String(one['reference']))),
    ).toEqual([{ sum: '50000.00', references: [one['reference'], other['reference']].sort() }]);
  });
});

it('two reversals at once take back no more than there was', async () => {
  await inParallel(4, numbers, async (number) => {
    const bookedAt = '2026-03-05T10:00:00+08:00';
    const original = sent(number, { bookedAt });
    await post(both[0], original);
    const back = (): Sent =>
      sent(number, {
        bookedAt,
        direction: 'out',
        category: 'reversal',
        amount: '20000.00',
        reverses: { source: 'core', reference: original['reference'] },
      });
    const results = await race([back()], [back()]);
    expect(results.flat().map(outcome).sort()).toEqual(['accepted', 'reversal-exceeds']);
    const [row] = await ask(
      database.ownerUrl,
      'SELECT reversed::int AS reversed FROM ledger WHERE reference = $1',
      [original['reference']],
    );
    expect(row).toEqual({ reversed: 20_000 });
  });
});

it('a day that falls and grows at once ends with the right sum', async () => {
  await inParallel(4, numbers, async (number) => {
    const bookedAt = '2026-03-06T10:00:00+08:00';
    const original = sent(number, { bookedAt, amount: '60000.00' });
    await post(both[0], original);
    const back = sent(number, {
      bookedAt,
      direction: 'out',
      category: 'reversal',
      amount: '40000.00',
      reverses: { source: 'core', reference: original['reference'] },
    });
    const more = sent(number, { bookedAt, amount: '30000.00' });
    const results = await race([back], [more]);
    expect(results.flat().map(outcome)).toEqual(['accepted', 'accepted']);
    expect(
      (await standing(number)).filter(({ references }) => references.includes(String(original['reference']))),
    ).toEqual([{ sum: '50000.00', references: [original['reference'], more['reference']].sort() }]);
  });
});

it('a rate that arrives while amounts in its currency are stored leaves none of them unconverted', async () => {
  const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06'];
  for (const month of months) {
    const cash = numbers.flatMap((number) => [
      sent(number, { bookedAt: `${month}-10T10:00:00+08:00`, currency: 'EUR', amount: '5000.00' }),
      sent(number, { bookedAt: `${month}-10T11:00:00+08:00`, currency: 'EUR', amount: '5000.00' }),
    ]);
    const rate = both[1].as.core
      .put(`/api/v1/exchange-rates/${month}-01`)
      .send({ kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.08' } });
    await Promise.all([
      inParallel(6, cash, async (one) => void (await post(both[counter++ % 2]!, one))),
      rate.then(({ status }) => expect(status).toBe(200)),
    ]);
  }
  const [left] = await ask(
    database.ownerUrl,
    `SELECT (SELECT count(*)::int FROM ledger WHERE currency = 'EUR' AND rate_usd IS DISTINCT FROM 1.08) AS unconverted,
       (SELECT count(*)::int FROM alert WHERE kind = 'operational' AND episode LIKE 'safe-monthly%' AND status <> 'withdrawn') AS operational,
       (SELECT count(*)::int FROM alert WHERE rule_id = 'cn-large-value-0501' AND as_of < '2025-07-01' AND status = 'open' AND measures -> 'usd' ->> 'sum' = '10800.00') AS alerts`,
  );
  expect(left).toEqual({ unconverted: 0, operational: 0, alerts: months.length * numbers.length });
});

it('the same history sent to both at once is stored once, with the alerts of a single one', async () => {
  const history: Sent[] = [];
  for (let i = 0; i < 600; i += 1)
    history.push(
      sent(numbers[i % numbers.length]!, {
        bookedAt: `2026-02-0${1 + (i % 5)}T10:00:00+08:00`,
        amount: String(5_000 + ((i * 7_919) % 20_000)),
        direction: i % 3 === 0 ? 'out' : 'in',
        method: i % 4 === 0 ? 'transfer' : 'cash',
        currency: i % 7 === 0 ? 'USD' : 'CNY',
      }),
    );
  const feedIn = async (service: TestService, list: readonly Sent[], size: number): Promise<Result[]> => {
    const batches = Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
      list.slice(n * size, (n + 1) * size),
    );
    const results: Result[] = [];
    await inParallel(6, batches, async (batch) => void results.push(...(await post(service, ...batch))));
    return results;
  };
  const results = (
    await Promise.all([feedIn(both[0], history, 7), feedIn(both[1], [...history].reverse(), 5)])
  ).flat();
  const count = (status: string): number => results.filter((result) => outcome(result) === status).length;
  expect([count('accepted'), count('duplicate')]).toEqual([600, 600]);
  const customers: NaiveCustomer[] = numbers.map((number) => ({
    number,
    kind: 'individual',
    publicBody: false,
  }));
  const expected = naiveAlerts({
    customers,
    transactions: history as unknown as NaiveTransaction[],
    dollars: () => undefined,
    rules,
    exemptions,
  });
  expect(expected.length).toBeGreaterThan(50);
  const found = await ask(
    database.ownerUrl,
    `SELECT a.rule_id AS rule, c.customer_number AS customer, a.as_of::text AS day, a.direction::text AS direction, a.measures,
       (SELECT jsonb_agg(jsonb_build_array(e.reference, e.measure, trim_scale(e.counted)::text)) FROM alert_transaction e WHERE e.alert_id = a.id) AS evidence
     FROM alert a JOIN customer c ON c.id = a.customer_id WHERE a.kind = 'large-value' AND a.as_of BETWEEN '2026-02-01' AND '2026-02-05'`,
  );
  const key = (a: Sent): string =>
    `${String(a['customer'])} ${String(a['day'])} ${String(a['rule'])} ${String(a['direction'])}`;
  const order = (list: Sent[]): Sent[] => list.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(order(found.map((a) => ({ ...a, evidence: (a['evidence'] as string[][]).sort() })))).toEqual(
    order(expected as unknown as Sent[]),
  );
  const [audited] = await ask(
    database.ownerUrl,
    `SELECT sum((details ->> 'accepted')::int)::int AS audited, (SELECT count(*)::int FROM ledger) AS stored FROM audit_event WHERE action = 'transactions.stored'`,
  );
  expect(audited!['audited']).toBe(audited!['stored']);
});

describe('jobs', () => {
  /** Two schedulers of their own on the same database, and a job that tells how often and how many at once it ran. */
  async function pair(name: string, everySeconds: number, work: () => Promise<void>) {
    const seen = { runs: 0, now: 0, most: 0 };
    const job: Job = {
      name,
      everySeconds,
      run: async () => {
        seen.runs += 1;
        seen.now += 1;
        seen.most = Math.max(seen.most, seen.now);
        await work();
        seen.now -= 1;
      },
    };
    const databases = await Promise.all(
      [0, 1].map(() =>
        Database.connect({ url: database.url, poolSize: 3, entities: [], log: createLog('silent') }),
      ),
    );
    const schedulers = databases.map((db) => new Scheduler(db, createLog('silent'), [job]));
    for (const scheduler of schedulers) await scheduler.start();
    const end = async (): Promise<void> => {
      for (const scheduler of schedulers) await scheduler.stop();
      for (const db of databases) await db.close();
    };
    return { seen, schedulers, end };
  }

  /** Wakes both, as their timers do every second, until the job has begun. */
  async function untilRun(seen: { runs: number }, schedulers: readonly Scheduler[]): Promise<void> {
    while (seen.runs === 0) {
      for (const scheduler of schedulers) scheduler.wake();
      await new Promise(setImmediate);
    }
  }

  it('run in one process at a time, and once for what is due', async () => {
    const gate = new Gate();
    const { seen, schedulers, end } = await pair('probe', 3_600, () => gate.passed);
    for (let i = 0; i < 5; i += 1) for (const scheduler of schedulers) scheduler.wake();
    await untilRun(seen, schedulers);
    for (let i = 0; i < 5; i += 1) for (const scheduler of schedulers) scheduler.wake();
    gate.open();
    await end();
    expect(seen).toEqual({ runs: 1, now: 0, most: 1 });
    const [job] = await ask(
      database.ownerUrl,
      "SELECT lease_owner, due_at > now() AS later, last_error FROM job WHERE name = 'probe'",
    );
    expect(job).toEqual({ lease_owner: null, later: true, last_error: null });
  });

  it('of a process that died go on in another when its lease has run out', async () => {
    const { seen, schedulers, end } = await pair('orphan', 3_600, async () => undefined);
    await ask(
      database.ownerUrl,
      "UPDATE job SET lease_owner = gen_random_uuid(), lease_until = now() + interval '20 seconds' WHERE name = 'orphan'",
    );
    schedulers[0]!.wake();
    await schedulers[0]!.stop();
    expect(seen.runs).toBe(0);
    await ask(
      database.ownerUrl,
      "UPDATE job SET lease_until = now() - interval '1 second' WHERE name = 'orphan'",
    );
    await untilRun(seen, schedulers);
    await end();
    expect(seen.runs).toBe(1);
  });
});

it('a process just started serves more requests with keys at once than it has connections', async () => {
  const fresh = await startTestService({ database, now: NOW, configuration: { DATABASE_POOL: 4 } });
  try {
    const answers = await Promise.all(
      numbers.map((number, n) =>
        fresh.as.core
          .post('/api/v1/transactions')
          .set('Idempotency-Key', `fresh-${n}`)
          .send(sent(number, { bookedAt: '2026-03-10T10:00:00+08:00' })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
  } finally {
    await fresh.close();
  }
});
