import { startWorld, makeCustomers, type BenchWorld } from './support/world.js';

const COUNT = 1_000_000;

/*
 * The daily review of a bank that has never had one, then of the next day, then of a week that was missed. Documents
 * expire evenly over twelve years around today, reviews fall due over three: what is due on the first day is all that
 * ever was left undone.
 */
async function prepare({ owner }: BenchWorld, count: number): Promise<void> {
  await makeCustomers(owner, count);
  await owner.query(
    `UPDATE customer SET risk_level = 'low', next_review_on = date '2026-03-31' - 30 + (id * 7919 % 1095)::int,
       created_at = timestamptz '2020-01-01', updated_at = timestamptz '2026-01-01'`,
  );
  await owner.query(
    `INSERT INTO customer_document (customer_id, position, type, number, number_key, valid_until)
     SELECT id, 0, 'resident-id', 'N' || id, 'N' || id, date '2026-03-31' - 365 + (id * 104729 % 4380)::int FROM customer`,
  );
  await owner.query('VACUUM (ANALYZE)');
}

async function measured(world: BenchWorld, what: string): Promise<void> {
  const { container, owner } = world;
  const before = process.memoryUsage().rss;
  const started = performance.now();
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  await container.scheduler.drain('daily-review');
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1_000;
  const { rows } = await owner.query<{ counts: unknown; batches: number }>(
    'SELECT counts, batches FROM review_run ORDER BY through_day DESC LIMIT 1',
  );
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  process.stdout.write(
    `${what}: ${seconds.toFixed(1)} s, ${rows[0]!.batches} batches, ${JSON.stringify(rows[0]!.counts)}, memory ${mib(before)} to ${mib(peak)} MiB at most\n`,
  );
}

/** Prints how long the daily review takes on a million customers, and the plan of its largest sweep. */
export async function benchReviews(count = COUNT): Promise<void> {
  const world = await startWorld();
  try {
    await prepare(world, count);
    await measured(world, 'first day');
    const clock = world.container.clock as unknown as { advance(milliseconds: number): void };
    clock.advance(86_400_000);
    await measured(world, 'next day');
    clock.advance(7 * 86_400_000);
    await measured(world, 'after a week');
    const { rows } = await world.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT d.customer_id FROM customer_document_view d WHERE d.valid_until <= date '2026-07-08'
         AND (d.valid_until, d.customer_id, d.position) > (date '0001-01-01', 0, (-1)::smallint)
       ORDER BY d.valid_until, d.customer_id, d.position LIMIT 2000`,
    );
    process.stdout.write(`${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
  } finally {
    await world.close();
  }
}
