import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { systemActor } from '../../src/platform/index.js';
import { prepareLine } from '../../src/transactions/index.js';
import { growHistory, makeCustomers, startWorld, type BenchWorld } from './support/world.js';
import { makeTransactions } from './support/transactions.js';
import { percentile, print, rate } from './support/figures.js';

/*
 * One transaction at a time, and sixteen at a time over HTTP, against bare inserts into the same two tables with a
 * commit each. Rounds alternate, so that the machine's mood falls on both.
 */

const CUSTOMERS = 100_000;
const HISTORY = 1_000_000;
let next = 50_000_000;

const LEDGER = `INSERT INTO ledger (customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border, offsets, counterparty_public_body,
  counterparty_same_customer, counterparty_key, currency, amount, rate_cny, source, reference, received_at, details)
  VALUES ($1, $2, $3, '2026-03-30', 'in', 'transfer', 'mobile', 'completed', 'normal', false, false, false, false, false, 5, 'CNY', 100, 1, 'bare', $4, now(), '{"counterparty":{"name":"张三"},"purpose":"货款"}')`;
const KEY =
  'INSERT INTO transaction_key (key, content, customer_id, booked_at, ledger_id) VALUES (gen_random_uuid(), gen_random_uuid(), $1, $2, $3)';

async function bareInsert(client: pg.ClientBase): Promise<void> {
  next += 1;
  const at = new Date(Date.parse('2026-03-30T02:00:00Z') + (next % 3_600_000));
  const customer = 1 + (next % CUSTOMERS);
  await client.query('BEGIN');
  await client.query({ name: 'bare-ledger', text: LEDGER, values: [customer, at, next, `B${next}`] });
  await client.query({ name: 'bare-key', text: KEY, values: [customer, at, next] });
  await client.query('COMMIT');
}

async function monitoredOne({ container }: BenchWorld): Promise<void> {
  const [raw] = makeTransactions(1, CUSTOMERS, (next += 1));
  const lines = [prepareLine(raw, container.days, container.clock.now())];
  const [result] = await container.ingest.submit({ lines, actor: systemActor, requestId: 'bench' });
  if (result!.status !== 'accepted') throw new Error('not accepted');
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function oneAtATime(world: BenchWorld): Promise<void> {
  const client = new pg.Client({ connectionString: world.url });
  await client.connect();
  const bare: number[] = [];
  const monitored: number[] = [];
  for (let i = 0; i < 1_200; i += 1) {
    const [a, b] = [await timed(() => bareInsert(client)), await timed(() => monitoredOne(world))];
    if (i < 200) continue;
    bare.push(a);
    monitored.push(b);
  }
  await client.end();
  const line = (p: number): string =>
    `${percentile(bare, p).toFixed(2)} / ${percentile(monitored, p).toFixed(2)} = ${(percentile(monitored, p) / percentile(bare, p)).toFixed(2)}`;
  print(`one at a time, history ${HISTORY.toLocaleString('en')}: bare / monitored ms = ratio`, {
    p50: line(50),
    p95: line(95),
    p99: line(99),
  });
}

/** A sender in a thread of its own, so that it does not share the service's event loop. Answers requests per second. */
const SENDER = `
const { parentPort, workerData: { port, key, seconds, bodies } } = require('node:worker_threads');
const { request, Agent } = require('node:http');
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/json' };
let next = 0, done = 0;
const post = (body) => new Promise((resolve, reject) => {
  const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/api/v1/transactions', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
    answer.resume();
    answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error('answered ' + answer.statusCode))));
  });
  sent.on('error', reject);
  sent.end(body);
});
const started = performance.now();
const work = async () => { while (performance.now() - started < seconds * 1000 && next < bodies.length) { await post(bodies[next++]); done += 1; } };
Promise.all(Array.from({ length: 16 }, work)).then(() => { parentPort.postMessage((done / (performance.now() - started)) * 1000); agent.destroy(); });
`;

function sendFor(seconds: number, port: number, key: string): Promise<number> {
  const bodies = makeTransactions(20_000 * seconds, CUSTOMERS, next).map((one) => JSON.stringify(one));
  next += bodies.length;
  return new Promise((resolve, reject) => {
    const worker = new Worker(SENDER, { eval: true, workerData: { port, key, seconds, bodies } });
    worker.once('message', resolve).once('error', reject);
  });
}

/** `width` workers until the deadline; returns how often they did the work. */
async function perSecond(
  width: number,
  seconds: number,
  work: (worker: number) => Promise<void>,
): Promise<number> {
  let done = 0;
  const end = performance.now() + seconds * 1_000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: width }, async (_, worker) => {
      while (performance.now() < end) {
        await work(worker);
        done += 1;
      }
    }),
  );
  return (done / (performance.now() - started)) * 1_000;
}

async function sixteenOverHttp(world: BenchWorld): Promise<void> {
  const { container } = world;
  await container.db.inTransaction((tx) => container.access.ensureDemoUsers(tx, 'bench password'));
  const server = createServer(container.app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/api/v1`;
  const json = { 'content-type': 'application/json' };
  const session = (await (
    await fetch(`${base}/sessions`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ username: 'admin', password: 'bench password' }),
    })
  ).json()) as { token: string };
  const { key } = (await (
    await fetch(`${base}/api-keys`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${session.token}` },
      body: JSON.stringify({ name: 'bench', role: 'core-banking' }),
    })
  ).json()) as { key: string };
  const clients = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const client = new pg.Client({ connectionString: world.url });
      await client.connect();
      return client;
    }),
  );
  const bare: number[] = [];
  const monitored: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const b = await perSecond(16, 2, (worker) => bareInsert(clients[worker]!));
    const m = await sendFor(2, port, key);
    if (round === 0) continue;
    bare.push(b);
    monitored.push(m);
  }
  const [b, m] = [percentile(bare, 50), percentile(monitored, 50)];
  print('sixteen at a time over HTTP', {
    'bare inserts by 16 connections, /s': rate(b, 1_000),
    'monitored requests, /s': rate(m, 1_000),
    'monitored ÷ bare': (m / b).toFixed(2),
  });
  await Promise.all(clients.map((client) => client.end()));
  await new Promise((done) => server.close(done));
}

export async function benchSingle(): Promise<void> {
  const world = await startWorld();
  try {
    await makeCustomers(world.owner, CUSTOMERS);
    await growHistory(world.owner, CUSTOMERS, HISTORY);
    await oneAtATime(world);
    await sixteenOverHttp(world);
  } finally {
    await world.close();
  }
}
