import { systemClock } from '../../src/platform/index.js';
import { verify } from '../../src/audit/verification.js';
import { createTestDatabase } from './database.js';
import { CUSTOMERS, FaultLoad, randomOf, RATES, RATES_DATE, type SentTransaction } from './fault-load.js';
import { Product } from './product.js';
import { ask, consistency, feed, standingAlerts } from './replay.js';
import { startTestService } from './service.js';

export interface KillOptions {
  /** Kills of the process. */
  process: number;
  /** Kills of the database server: its postmaster or one of its backends. */
  server: number;
  seed: number;
  say?(line: string): void;
}

export interface KillFigures {
  processKills: number;
  postmasterKills: number;
  backendKills: number;
  requests: number;
  cutOff: number;
  imports: number;
  sent: number;
  acknowledged: number;
  stored: number;
  alerts: number;
  seconds: number;
  longestRecovery: number;
  /** Whatever should not be; empty when all held. */
  faults: string[];
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Drives a load against the product and kills it or its database server at random moments, by seed. In the end every
 * acknowledged transaction must be there once, nothing half, every row audited, and the alerts those of a clean replay
 * of what is stored into a fresh database.
 */
export async function killRounds(options: KillOptions): Promise<KillFigures> {
  const { say = () => undefined } = options;
  const random = randomOf(options.seed);
  const began = performance.now();
  const product = await Product.create();
  const figures = { processKills: 0, postmasterKills: 0, backendKills: 0, longestRecovery: 0 };
  try {
    product.spawn();
    await product.ready();
    const load = new FaultLoad([product.baseUrl], randomOf(options.seed + 1));
    await load.prepare();
    const kinds = [
      ...Array<'process'>(options.process).fill('process'),
      ...Array<'server'>(options.server).fill('server'),
    ];
    while (kinds.length > 0) {
      const [kind] = kinds.splice(Math.floor(random() * kinds.length), 1);
      const stop = new AbortController();
      const running = load.run(3, stop.signal);
      await pause(100 + random() * 1_200);
      const killed = performance.now();
      if (kind === 'process') await killProcess(product, random, figures);
      else killServer(product, random, figures);
      await acknowledgedSince(product, load);
      figures.longestRecovery = Math.max(figures.longestRecovery, (performance.now() - killed) / 1_000);
      stop.abort();
      await running;
      if (load.unexpected.length > 0) {
        load.unexpected.push(...product.errors);
        break;
      }
      const done = options.process + options.server - kinds.length;
      if (done % 10 === 0)
        say(`${done} kills: ${load.acknowledged.size} acknowledged of ${load.sent.size} sent`);
    }
    await load.settle();
    await load.importsDone();
    const check = await checkAll(product.ownerUrl, load);
    return {
      ...figures,
      requests: load.requests,
      cutOff: load.cutOff,
      imports: load.imports.length,
      sent: load.sent.size,
      acknowledged: load.acknowledged.size,
      seconds: (performance.now() - began) / 1_000,
      ...check,
      faults: [...load.unexpected, ...check.faults],
    };
  } finally {
    await product.remove();
  }
}

type Counters = Pick<KillFigures, 'processKills' | 'postmasterKills' | 'backendKills'>;

/** Kills the process, now and then once more while it is starting, and starts it again. */
async function killProcess(product: Product, random: () => number, figures: Counters): Promise<void> {
  await product.kill();
  figures.processKills += 1;
  if (random() < 0.2) {
    product.spawn();
    await pause(random() * 2_000);
    await product.kill();
  }
  product.spawn();
  await product.ready();
}

/** Kills the postmaster or any process of its server; the product has to bring it back by itself. */
function killServer(product: Product, random: () => number, figures: Counters): void {
  const [postmaster, ...others] = product.serverProcesses();
  const backend = random() < 0.4 ? others[Math.floor(random() * others.length)] : undefined;
  process.kill(backend ?? postmaster!, 'SIGKILL');
  if (backend === undefined) figures.postmasterKills += 1;
  else figures.backendKills += 1;
}

/** Waits until something new is acknowledged: the service is back. */
async function acknowledgedSince(product: Product, load: FaultLoad): Promise<void> {
  const before = load.acknowledged.size;
  const until = performance.now() + 120_000;
  while (load.acknowledged.size <= before && load.unexpected.length === 0) {
    if (performance.now() > until)
      throw new Error(`nothing was acknowledged for two minutes after a kill\n${product.lastWords}`);
    await pause(20);
  }
}

/** What is stored after a load, and whatever of it should not be. */
export async function checkAll(
  url: string,
  load: FaultLoad,
): Promise<Pick<KillFigures, 'stored' | 'alerts' | 'faults'>> {
  const faults: string[] = [];
  // Files whose sender never heard of them are worked off all the same.
  const busy = "SELECT FROM file_import WHERE state IN ('queued', 'running')";
  while ((await ask(url, busy)).length > 0) await pause(200);
  const { ledger, keys, ...zero } = await consistency(url);
  if (ledger !== keys) faults.push(`${ledger} ledger rows but ${keys} keys`);
  for (const [name, count] of Object.entries(zero)) if (count !== 0) faults.push(`${name}: ${count}`);

  const rows = (await ask(
    url,
    'SELECT l.reference, l.direction::text AS direction, l.currency, l.amount, c.customer_number FROM ledger l JOIN customer c ON c.id = l.customer_id ORDER BY l.id',
  )) as { reference: string; direction: string; currency: string; amount: string; customer_number: string }[];
  const stored = new Map(rows.map((row) => [row.reference, row]));
  for (const reference of load.acknowledged)
    if (!stored.has(reference)) faults.push(`${reference} was acknowledged and is not there`);
  for (const [reference, row] of stored) {
    const sent = load.sent.get(reference);
    if (!sent) faults.push(`${reference} was never sent`);
    else if (
      sent.customerNumber !== row.customer_number ||
      sent.direction !== row.direction ||
      sent.currency !== row.currency ||
      Number(sent.amount) !== Number(row.amount)
    )
      faults.push(`${reference} is not what was sent`);
  }

  const [audit] = await ask(
    url,
    `SELECT coalesce(sum((details ->> 'accepted')::int), 0)::int AS accepted FROM audit_event WHERE action = 'transactions.stored'`,
  );
  if (audit!['accepted'] !== ledger)
    faults.push(`${String(audit!['accepted'])} rows were audited but ${ledger} stored`);
  const chain = await verify({ query: (sql, values) => ask(url, sql, values) as never }, {});
  if (!chain.verified) faults.push(`the audit chain is broken at ${chain.brokenAt}`);

  const alerts = await standingAlerts(url);
  const clean = await replayCleanly([...load.sent.values()].filter(({ reference }) => stored.has(reference)));
  const [found, expected] = [new Set(alerts), new Set(clean)];
  const missing = clean.filter((alert) => !found.has(alert));
  const more = alerts.filter((alert) => !expected.has(alert));
  if (missing.length > 0)
    faults.push(`${missing.length} alerts of the clean replay are missing: ${missing[0]}`);
  if (more.length > 0) faults.push(`${more.length} alerts are not those of the clean replay: ${more[0]}`);
  return { stored: ledger, alerts: alerts.length, faults };
}

/** The same transactions in a fresh database, one after the other, undisturbed. */
async function replayCleanly(transactions: readonly SentTransaction[]): Promise<string[]> {
  const database = await createTestDatabase();
  const service = await startTestService({ database, now: systemClock.now() });
  try {
    const rates = await service.as.core.put(`/api/v1/exchange-rates/${RATES_DATE}`).send(RATES);
    if (rates.status !== 200) throw new Error(`the rates were refused: ${rates.status}`);
    for (const customer of CUSTOMERS) {
      const { status } = await service.as.core.post('/api/v1/customers').send(customer);
      if (status !== 201) throw new Error(`a customer was refused: ${status}`);
    }
    const { accepted, rejected } = await feed(service.container, transactions, 500);
    if (accepted !== transactions.length)
      throw new Error(`the replay refused ${JSON.stringify(rejected.slice(0, 3))}`);
    return await standingAlerts(database.ownerUrl);
  } finally {
    await service.close();
    await database.drop();
  }
}
