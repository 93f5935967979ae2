import { loadDemo, type DemoServices } from '../../src/demo/load.js';
import type { IngestQueue } from '../../src/transactions/index.js';
import { demoBank, workingDays } from '../support/demo-bank.js';
import { startTestService, type TestService } from '../support/service.js';

const SMALL = { customers: 300, transactions: 9_000, seed: 5, days: 40 };

const servicesOf = ({ container }: TestService): DemoServices => ({
  ...container,
  branches: container.access.branches,
});

/** An ingest that dies like a process: in the middle of the batch after so many. */
function failingAfter(batches: number, ingest: IngestQueue): IngestQueue {
  let left = batches;
  return {
    prepare: (lines: Parameters<IngestQueue['prepare']>[0]) => ingest.prepare(lines),
    within: async (...[tx, request]: Parameters<IngestQueue['within']>) => {
      const results = await ingest.within(tx, request);
      if (left-- === 0) throw new Error('killed');
      return results;
    },
  } as unknown as IngestQueue;
}

async function contents({ db }: TestService): Promise<unknown> {
  const [counts] = await db.query(
    `SELECT (SELECT count(*) FROM customer WHERE NOT occasional) AS customers, (SELECT count(*) FROM ledger) AS transactions,
       (SELECT count(*) FROM exchange_rate WHERE superseded_at IS NULL) AS rates, (SELECT count(*) FROM branch) AS branches,
       (SELECT md5(string_agg(reference || amount || direction || business_date, ',' ORDER BY reference)) FROM ledger) AS ledger`,
  );
  const alerts = await db.query(
    `SELECT a.rule_id, a.as_of::text, a.direction::text, c.customer_number, count(t.*)
     FROM alert a JOIN customer c ON c.id = a.customer_id LEFT JOIN alert_transaction t ON t.alert_id = a.id
     WHERE a.kind = 'large-value' GROUP BY a.id, c.customer_number ORDER BY 1, 2, 3, 4`,
  );
  return { counts, alerts };
}

describe('loading the demo bank', () => {
  let clean: TestService;
  let broken: TestService;
  beforeAll(async () => {
    clean = await startTestService();
    broken = await startTestService();
  });
  afterAll(async () => {
    await clean.close();
    await broken.close();
  });

  it('stores every customer and transaction through the services, and finds large-value days', async () => {
    const stages = new Set<string>();
    expect(await loadDemo(servicesOf(clean), SMALL, ({ stage }) => stages.add(stage))).toBe('loaded');
    expect([...stages]).toEqual(['customers', 'transactions']);
    const bank = demoBank({
      ...SMALL,
      until: '2026-03-01',
      isWorkingDay: (day) => workingDays.isWorkingDay(day),
    });
    let generated = 0;
    for (const { transactions } of bank.transactions) generated += transactions.length;
    const { counts, alerts } = (await contents(clean)) as {
      counts: { customers: string; transactions: string; branches: string };
      alerts: { rule_id: string | null }[];
    };
    expect(counts).toMatchObject({ customers: '300', transactions: String(generated), branches: '7' });
    expect(new Set(alerts.map(({ rule_id }) => rule_id)).size).toBeGreaterThanOrEqual(4);
  });

  it('raises no operational alert: every rate is there before it is needed', async () => {
    const rows = await clean.db.query("SELECT FROM alert WHERE kind = 'operational'");
    expect(rows).toHaveLength(0);
  });

  it('leaves a loaded database alone', async () => {
    const before = await contents(clean);
    expect(await loadDemo(servicesOf(clean), { ...SMALL, seed: 6 })).toBe('already-loaded');
    expect(await contents(clean)).toEqual(before);
  });

  it('continues a load that was cut off, on a later day, to the same bank with nothing doubled', async () => {
    const services = servicesOf(broken);
    const dying = { ...services, ingest: failingAfter(1, services.ingest) };
    await expect(loadDemo(dying, SMALL)).rejects.toThrow('killed');
    const [half] = await broken.db.query<{ count: string }>('SELECT count(*) FROM ledger');
    expect(Number(half?.count)).toBe(2_500);
    broken.clock.advance(3 * 86_400_000);
    expect(await loadDemo(services, SMALL)).toBe('loaded');
    expect(await contents(broken)).toEqual(await contents(clean));
  });

  it('never mixes demo data with customers of somebody else', async () => {
    const own = await startTestService();
    try {
      const body = { kind: 'organisation', branch: '0001', name: '自有客户有限公司' };
      expect((await own.as.core.post('/api/v1/customers').send(body)).status).toBe(201);
      expect(await loadDemo(servicesOf(own), SMALL)).toBe('occupied');
      expect(await own.db.query('SELECT FROM ledger')).toHaveLength(0);
    } finally {
      await own.close();
    }
  });

  it('lets processes that start together load once', async () => {
    const one = await startTestService();
    const tiny = { ...SMALL, customers: 200, transactions: 1_500, days: 8 };
    try {
      const outcomes = await Promise.all([loadDemo(servicesOf(one), tiny), loadDemo(servicesOf(one), tiny)]);
      expect(outcomes.sort()).toEqual(['already-loaded', 'loaded']);
    } finally {
      await one.close();
    }
  });
});
