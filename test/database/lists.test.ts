import { AlertQueries } from '../../src/alerts/index.js';
import { BankDays, createLog, Database } from '../../src/platform/index.js';
import { LedgerQueries } from '../../src/transactions/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const days = new BankDays('Asia/Shanghai');
let database: TestDatabase;
let owner: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await Database.connect({
    url: database.ownerUrl,
    poolSize: 2,
    entities: [],
    log: createLog('silent'),
  });
  await owner.query(`WITH b AS (INSERT INTO branch (code, name, country, created_at) VALUES ('B1', 'B1', 'CHN', now()))
    INSERT INTO customer (public_id, customer_number, kind, status, branch, name, created_at, updated_at)
    SELECT gen_random_uuid(), 'C' || n, 'individual', 'active', 'B1', 'N' || n, now(), now() FROM generate_series(1, 500) n`);
  await owner.query(`INSERT INTO alert (public_id, kind, rule_id, rule_version, customer_id, as_of, episode, severity, status, measures, explanation, due_on, raised_at, changed_at)
    SELECT gen_random_uuid(), 'large-value', 'cn-large-value-0501', 1, 1 + n % 500, DATE '2025-01-01' + n % 300, n::text, 'medium',
      (CASE WHEN n % 50 = 0 THEN 'open' ELSE 'escalated' END)::alert_status, '{}', '{}', DATE '2025-01-08' + n % 300, now(), now()
    FROM generate_series(1, 20000) n`);
  await owner.query("SELECT ensure_ledger_partition('2025-01-01Z'), ensure_ledger_partition('2025-04-01Z')");
  await owner.query(`INSERT INTO ledger (customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border, offsets,
      counterparty_public_body, counterparty_same_customer, currency, amount, rate_cny, source, reference, received_at, details)
    SELECT 1 + n % 500, t, n, (t AT TIME ZONE 'Asia/Shanghai')::date, 'in', 'cash', 'counter', 'completed', 'normal', true, false, false,
      false, false, 'CNY', 1, 1, 'core', n::text, now(), '{}'
    FROM generate_series(1, 20000) n, LATERAL (SELECT TIMESTAMPTZ '2025-01-01T00:00Z' + n * INTERVAL '10 minutes' AS t) AS x`);
  await owner.query(`INSERT INTO transaction_key (key, content, customer_id, booked_at, ledger_id)
    SELECT substr(encode(sha256(convert_to(source, 'UTF8') || '\\x00'::bytea || convert_to(reference, 'UTF8')), 'hex'), 1, 32)::uuid, gen_random_uuid(), customer_id, booked_at, id FROM ledger`);
  await owner.query('ANALYZE');
}, 60_000);
afterAll(async () => {
  await owner?.close();
  await database?.drop();
});

/** A database that remembers the plans of the statements it is asked. */
function explaining() {
  const plans: string[] = [];
  const db = {
    query: async (sql: string, values: unknown[] = []) => {
      const plan = await owner.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
      plans.push(plan.map((row) => row['QUERY PLAN']).join('\n'));
      return owner.query(sql, values);
    },
  } as unknown as Database;
  return { db, plans };
}

describe('a list', () => {
  it.each([
    [{}],
    [{ order: 'newest' }],
    [{ status: 'open' }],
    [{ customerNumber: 'C7' }],
    [{ dueBefore: '2025-02-01' }],
    [{ assignee: 'nobody' }],
  ] as const)('of alerts %j reads no more of the table than its page needs', async (query) => {
    const { db, plans } = explaining();
    await new AlertQueries(db).list(query);
    expect(plans.join('\n')).not.toMatch(/Seq Scan on alert/);
  });

  const exemptions = () => Promise.resolve([]);
  const list = async (query: object) => {
    const { db, plans } = explaining();
    const page = await new LedgerQueries(db, days, exemptions).list(query);
    return { items: page.items as { reference: string; businessDate: string }[], plan: plans.at(-1)! };
  };

  it('of transactions since a day begins at the newest, and ends at that day', async () => {
    const { items, plan } = await list({ from: '2025-01-02', limit: 3 });
    expect(items.map(({ reference }) => reference)).toEqual(['20000', '19999', '19998']);
    expect(plan).not.toMatch(/ledger_2025q1/);
    const last = await list({ from: '2025-05-18', limit: 500 });
    expect(last.items.at(-1)!.businessDate).toBe('2025-05-18');
    const ended = await list({ from: '2025-02-01', to: '2025-02-01', limit: 500 });
    expect([ended.items.length, ...new Set(ended.items.map(({ businessDate }) => businessDate))]).toEqual([
      144,
      '2025-02-01',
    ]);
    expect((await list({ to: '2099-12-31', limit: 1 })).items[0]!.reference).toBe('20000');
  });

  it('of transactions by source and reference is one look-up by key', async () => {
    const { items, plan } = await list({ source: 'core', reference: '77' });
    expect(items.map(({ reference }) => reference)).toEqual(['77']);
    expect(plan).toMatch(/Index.* using ledger_2025q1/);
    expect((await list({ source: 'core', reference: 'none' })).items).toEqual([]);
    expect((await list({ source: 'core', reference: '77', currency: 'USD' })).items).toEqual([]);
  });
});
