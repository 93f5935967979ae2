import { performance } from 'node:perf_hooks';
import { systemActor } from '../../src/platform/index.js';
import { startWorld } from './support/world.js';

const CUSTOMERS = 10_000;
const MOVEMENTS_EACH = 20;
const BATCH = 500;

/** How long it takes to rate customers at onboarding and again, each with a year of movements. */
export async function benchRating(): Promise<void> {
  const world = await startWorld();
  try {
    const { container, owner } = world;
    await owner.query(
      "INSERT INTO branch (code, name, country, created_at) VALUES ('0001', 'x', 'CHN', now()) ON CONFLICT DO NOTHING",
    );
    const entered = performance.now();
    for (let from = 0; from < CUSTOMERS; from += BATCH) {
      const bodies = Array.from({ length: BATCH }, (_, n) => ({
        kind: n % 5 === 0 ? ('organisation' as const) : ('individual' as const),
        branch: '0001',
        name: `客户${from + n}`,
        nationality: 'CHN',
        occupation: '20100',
      }));
      await container.db.inTransaction((tx) => container.customers.createMany(tx, systemActor, bodies));
    }
    console.log(`entered and rated ${CUSTOMERS}: ${seconds(entered)} s`);
    await owner.query(
      'SELECT ensure_ledger_partition($1::timestamptz - make_interval(months => n)) FROM generate_series(0, 12) n',
      [world.now],
    );
    await owner.query(
      `INSERT INTO ledger (customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border,
         offsets, counterparty_public_body, counterparty_same_customer, currency, amount, rate_cny, source, reference, received_at, details)
       SELECT c.id, t.at, c.id * 1000 + n, t.at::date, 'in', 'transfer', 'mobile', 'completed', 'normal', n % 3 = 0, n % 7 = 0,
         false, false, false, 'CNY', 100 + n, 1, 'bench', c.id || '-' || n, t.at, '{}'
       FROM customer c, generate_series(1, ${MOVEMENTS_EACH}) n, LATERAL (SELECT $1::timestamptz - make_interval(days => n * 15) AS at) t`,
      [world.now],
    );
    await owner.query('ANALYZE');
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM customer ORDER BY id');
    const started = performance.now();
    for (let from = 0; from < rows.length; from += BATCH) {
      const keys = rows.slice(from, from + BATCH).map(({ id }) => id);
      await container.db.inTransaction((tx) => container.ratings.rateNow(tx, keys, 'request'));
    }
    console.log(`rated again ${rows.length} with ${MOVEMENTS_EACH} movements each: ${seconds(started)} s`);
  } finally {
    await world.close();
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);
