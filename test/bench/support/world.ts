import pg from 'pg';
import { startTemporaryPostgres } from '../../../src/bootstrap/postgres/temporary.js';
import { createLog, loadConfiguration, ManualClock, migrate } from '../../../src/platform/index.js';
import { createContainer, type Container } from '../../../src/container.js';

/** A service on a durable PostgreSQL of its own, and an owner's connection beside it. */
export interface BenchWorld {
  container: Container;
  owner: pg.Pool;
  url: string;
  now: Date;
  close(): Promise<void>;
}

export async function startWorld(): Promise<BenchWorld> {
  const given = process.env['BENCH_DATABASE_URL'];

  const server = given
    ? { url: given, ownerUrl: process.env['BENCH_OWNER_URL'] ?? given, stop: async () => undefined }
    : await startTemporaryPostgres({ prefix: 'mingjian-bench-' });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 20 });
  await migrate({ ownerUrl: server.ownerUrl, serviceRole: decodeURIComponent(new URL(server.url).username) });
  // The server stops while this pool still holds idle connections; that is no fault.
  owner.on('error', () => undefined);
  const now = new Date('2026-03-31T10:00:00.000Z');
  const container = await createContainer({
    configuration: { ...loadConfiguration({}), DATABASE_POOL: 24 },
    databaseUrl: server.url,
    clock: new ManualClock(now),
    log: createLog('silent'),
  });
  return {
    container,
    owner,
    url: server.url,
    now,
    close: async () => {
      await container.close();
      await owner.end();
      await server.stop();
    },
  };
}

/** Persons with numbers `B0…`, made straight in the table. */
export async function makeCustomers(owner: pg.Pool, count: number): Promise<void> {
  await owner
    .query(
      `INSERT INTO branch (code, name, country, created_at) VALUES ('0001', 'bench', 'CHN', now()) ON CONFLICT DO NOTHING`,
    )
    .catch(() =>
      owner.query(
        `INSERT INTO branch (code, name, country) VALUES ('0001', 'bench', 'CHN') ON CONFLICT DO NOTHING`,
      ),
    );
  await owner.query(
    `INSERT INTO customer (public_id, customer_number, kind, status, branch, name, created_at, updated_at)
     SELECT gen_random_uuid(), 'B' || n, (ARRAY['individual','individual','individual','organisation'])[1 + n % 4]::customer_kind, 'active', '0001', 'bench', now(), now()
     FROM generate_series(0, $1::int - 1) n`,
    [count],
  );
  await owner.query('ANALYZE customer');
}

/** Adds history up to `total` rows over the year before; constraints hold by construction, so they are not checked. */
export async function growHistory(owner: pg.Pool, customers: number, total: number): Promise<void> {
  const client = await owner.connect();
  try {
    const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM ledger');
    for (let quarter = 0; quarter < 5; quarter += 1)
      await client.query('SELECT ensure_ledger_partition($1)', [new Date(Date.UTC(2025, 3 * quarter, 2))]);
    const step = 250_000;
    for (let have = Number(rows[0]!.n); have < total; have += step) {
      const count = Math.min(step, total - have);
      await client.query(
        `WITH made AS (
          SELECT 1000000000::bigint + n AS id, c.id AS customer_id, timestamptz '2026-03-31 00:00+08' - make_interval(secs => ((n * 7919.0) % 31000000) + 86400) AS booked_at, n
          FROM generate_series($1::bigint, $1::bigint + $2::bigint - 1) n JOIN customer c ON c.customer_number = 'B' || ((n * 104729) % $3::bigint)),
        keys AS (INSERT INTO transaction_key (key, content, customer_id, booked_at, ledger_id)
          SELECT md5('k' || n)::uuid, md5('c' || n)::uuid, customer_id, booked_at, id FROM made)
        INSERT INTO ledger (customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border, offsets,
          counterparty_public_body, counterparty_same_customer, counterparty_key, currency, amount, rate_cny, source, reference, received_at, details)
        SELECT customer_id, booked_at, id, (booked_at AT TIME ZONE 'Asia/Shanghai')::date, (ARRAY['in','out'])[1 + n % 2]::direction, 'transfer', 'mobile', 'completed', 'normal',
          false, false, false, false, false, n % 100000, 'CNY', 1 + (n * 37) % 3000, 1, 'history', 'H' || n, now(),
          '{"counterparty":{"name":"张三","accountNumber":"6222020000000000"},"purpose":"货款"}'
        FROM made`,
        [have, count, customers],
      );
    }
    await client.query('VACUUM (ANALYZE) ledger');
    await client.query('VACUUM (ANALYZE) transaction_key');
    await client.query('CHECKPOINT').catch(() => undefined);
  } finally {
    client.release();
  }
}
