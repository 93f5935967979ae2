/** Fills an empty database with the demo bank, through the services that real customers and payments go through. */
import {
  addDays,
  checkBody,
  newId,
  systemActor,
  type BankDays,
  type Clock,
  type Database,
  type Tx,
  type WorkingDays,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Branches } from '../access/index.js';
import type { Alerts } from '../alerts/index.js';
import { customerBody, type CustomerEvents, type Customers, type Relationships } from '../customers/index.js';
import type { Screening } from '../screening/index.js';
import { prepareLine, type ExchangeRates, type IngestLine, type IngestQueue } from '../transactions/index.js';
import { generateDemo, type DemoBank } from './index.js';
import { loadDiligence } from './load-diligence.js';
import {
  advanceMarker,
  finishMarker,
  readMarker,
  startMarker,
  type StoredParameters,
} from './load-marker.js';
import type { TransactionBody } from './types.js';

/** "demo" in ASCII; any fixed number that nobody else locks. */
const LOCK = 0x64656d6f;
const CUSTOMERS_AT_ONCE = 500;
const TRANSACTIONS_AT_ONCE = 2_500;

export interface DemoServices {
  db: Database;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  branches: Branches;
  customers: Customers;
  exchangeRates: ExchangeRates;
  ingest: IngestQueue;
  alerts: Alerts;
  audit: AuditTrail;
  relationships: Relationships;
  customerEvents: CustomerEvents;
  screening: Screening;
}

export interface DemoProgress {
  stage: 'customers' | 'transactions';
  done: number;
  total: number;
  /** Since the stage began or was taken up again. */
  perSecond: number;
}

/**
 * Loads the demo bank once. A database that holds one is left alone, a load that was cut off continues where it
 * stopped, whatever day it is now; processes that start together wait for the one that loads.
 * @param wanted applies to a new load only; `until` is the day before today
 * @returns `occupied` when the database has customers of its own: demo data is never mixed with them
 * @throws Error when a service refuses what the demo made, for then demo and service disagree
 */
export async function loadDemo(
  services: DemoServices,
  wanted: Omit<StoredParameters, 'until'>,
  onProgress: (progress: DemoProgress) => void = () => undefined,
): Promise<'loaded' | 'already-loaded' | 'occupied'> {
  const { db } = services;
  const client = await db.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const marker = await readMarker(db);
    if (marker?.finished) return 'already-loaded';
    if (!marker && (await hasCustomers(db))) return 'occupied';
    const parameters = marker?.parameters ?? (await start(services, wanted));
    const bank = generateDemo({
      ...parameters,
      isWorkingDay: (day) => services.workingDays.isWorkingDay(day),
    });
    await loadMasterData(services, bank);
    await loadCustomers(services, bank, meter('customers', parameters.customers, onProgress));
    const report = meter('transactions', parameters.transactions, onProgress);
    await loadTransactions(services, bank, marker?.stored ?? 0, report);
    await db.inTransaction(async (tx) => {
      await loadDiligence(tx, services, bank, parameters.until);
      await handOnOldAlerts(tx, services, parameters);
      await finishMarker(tx, services.clock);
    });
    return 'loaded';
  } finally {
    // Closing the connection gives the lock back in any state.
    client.release(true);
  }
}

/** Working days before the end of the demo's history whose alerts still wait for their report. */
const WAITING = 7;

/** A bank that has lived for months has reported all but its last days. */
async function handOnOldAlerts(
  tx: Tx,
  { alerts, workingDays, audit }: DemoServices,
  { until }: StoredParameters,
): Promise<void> {
  let first = until;
  for (let left = WAITING; left > 0; first = addDays(first, -1))
    if (workingDays.isWorkingDay(first)) left -= 1;
  const count = await alerts.handOnDays(tx, '1990-01-01', first);
  await audit.append(tx, systemActor, {
    action: 'alerts.taken-over-as-reported',
    subject: { kind: 'demo-bank', id: first },
    details: { before: first, count },
  });
}

async function hasCustomers(db: Database): Promise<boolean> {
  const rows = await db.query('SELECT FROM customer_view LIMIT 1');
  return rows.length > 0;
}

async function start(
  { db, clock, days }: DemoServices,
  wanted: Omit<StoredParameters, 'until'>,
): Promise<StoredParameters> {
  const parameters = { ...wanted, until: addDays(days.dayOf(clock.now()), -1) };
  await db.inTransaction((tx) => startMarker(tx, parameters, clock));
  return parameters;
}

/** Branches and rates: entering what is there already changes nothing. */
async function loadMasterData({ db, branches, exchangeRates }: DemoServices, bank: DemoBank): Promise<void> {
  await db.inTransaction(async (tx) => {
    await branches.ensure(tx, systemActor, bank.branches);
    for (const { date, ...table } of bank.exchangeRates) {
      await exchangeRates.put(tx, systemActor, date, table);
    }
  });
}

async function loadCustomers(
  { db, customers }: DemoServices,
  bank: DemoBank,
  report: (done: number) => void,
): Promise<void> {
  const check = checkBody(customerBody);
  let done = 0;
  for (const bodies of chunks(bank.customers, CUSTOMERS_AT_ONCE)) {
    const valid = bodies.map((body) => {
      const result = check(body);
      if (result.faults) throw disagreement(`customer ${body.customerNumber}`, result.faults[0]);
      return result.value;
    });
    const outcomes = await db.inTransaction((tx) => customers.createMany(tx, systemActor, valid));
    outcomes.forEach((outcome, i) => {
      // Stored before the load was cut off.
      if (outcome.status === 'created' || (outcome.status === 'existing' && outcome.same)) return;
      throw disagreement(`customer ${bodies[i]?.customerNumber}`, outcome.problem);
    });
    done += bodies.length;
    report(done);
  }
}

/** While the database stores one batch, the next is generated and checked. */
async function loadTransactions(
  services: DemoServices,
  bank: DemoBank,
  alreadyStored: number,
  report: (done: number) => void,
): Promise<void> {
  const { days, clock } = services;
  let position = 0;
  let running: Promise<void> = Promise.resolve();
  for (const bodies of chunks(everyTransaction(bank), TRANSACTIONS_AT_ONCE)) {
    const from = position;
    position += bodies.length;
    if (position <= alreadyStored) continue;
    const fresh = bodies.slice(Math.max(0, alreadyStored - from));
    const now = clock.now();
    const lines = fresh.map((body) => prepareLine(body, days, now));
    const [before, after] = [position - fresh.length, position];
    await running;
    report(before);
    running = storeBatch(services, lines, before, after);
    // Seen by the next await; until then it must not count as unhandled.
    running.catch(() => undefined);
  }
  await running;
  report(position);
}

async function storeBatch(
  { db, ingest }: DemoServices,
  lines: readonly IngestLine[],
  before: number,
  after: number,
): Promise<void> {
  await ingest.prepare(lines);
  await db.inTransaction(async (tx) => {
    const results = await ingest.within(tx, { lines, actor: systemActor, requestId: newId() });
    const refused = results.find(({ status }) => status === 'rejected');
    if (refused) throw disagreement(`transaction ${refused.reference}`, refused.problem);
    await advanceMarker(tx, before, after);
  });
}

function* everyTransaction(bank: DemoBank): Generator<TransactionBody> {
  for (const { transactions } of bank.transactions) yield* transactions;
}

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function disagreement(what: string, why: unknown): Error {
  const { code = '', pointer = '' } = (why ?? {}) as { code?: string; pointer?: string };
  return new Error(`The demo bank's ${what} was refused: ${[code, pointer].join(' ').trim()}.`);
}

function meter(
  stage: DemoProgress['stage'],
  total: number,
  onProgress: (progress: DemoProgress) => void,
): (done: number) => void {
  const started = performance.now();
  let first: number | undefined;
  return (done) => {
    first ??= done;
    const seconds = Math.max(0.001, (performance.now() - started) / 1000);
    onProgress({ stage, done, total, perSecond: Math.round((done - first) / seconds) });
  };
}
