/**
 * Writes a demo bank as NDJSON files, each line a body of the HTTP contract:
 * `npm run demo:generate -- --customers N --transactions N --seed N [--until YYYY-MM-DD] [--days N] [--out DIR]`
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_DEFAULTS, generateDemo } from '../demo/index.js';
import { addDays, BankDays, projectRoot, systemClock, WorkingDays } from '../platform/index.js';

const BUFFER_CHARACTERS = 1 << 20;

/** Appends lines to a file through a buffer of its own, so that size costs time and not memory. */
class LineFile {
  private buffer = '';
  private readonly file: number;
  lines = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  write(value: unknown): void {
    this.buffer += JSON.stringify(value) + '\n';
    this.lines += 1;
    if (this.buffer.length >= BUFFER_CHARACTERS) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.buffer, 'utf8');
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
    this.buffer = '';
  }
}

function wholeNumber(name: string, text: string | undefined, standard: number): number {
  if (text === undefined) return standard;
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`--${name} wants a whole number, not ${text}`);
  return Number(text);
}

function run(): void {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { customers: text, transactions: text, seed: text, until: text, days: text, out: text },
  });
  const workingDays = WorkingDays.fromFile(join(projectRoot, 'rules/calendar/cn.json'));
  const demo = generateDemo({
    customers: wholeNumber('customers', values.customers, DEMO_DEFAULTS.customers),
    transactions: wholeNumber('transactions', values.transactions, DEMO_DEFAULTS.transactions),
    seed: wholeNumber('seed', values.seed, DEMO_DEFAULTS.seed),
    days: wholeNumber('days', values.days, DEMO_DEFAULTS.days),
    until: values.until ?? addDays(new BankDays('Asia/Shanghai').dayOf(systemClock.now()), -1),
    isWorkingDay: (day) => workingDays.isWorkingDay(day),
  });
  const folder = resolve(values.out ?? 'data/demo');
  mkdirSync(folder, { recursive: true });

  const started = performance.now();
  const write = (name: string, items: Iterable<unknown>): void => {
    const before = performance.now();
    const file = new LineFile(join(folder, name));
    for (const item of items) file.write(item);
    file.close();
    const seconds = (performance.now() - before) / 1000;
    const rate = Math.round(file.lines / Math.max(seconds, 0.001));
    process.stdout.write(`${name}: ${file.lines} lines in ${seconds.toFixed(1)} s (${rate}/s)\n`);
  };
  write('branches.ndjson', demo.branches);
  write('exchange-rates.ndjson', demo.exchangeRates);
  write('customers.ndjson', demo.customers);
  write('labels.ndjson', demo.labels);
  write('customer-events.ndjson', demo.events);
  write('watchlist.ndjson', demo.watchlist);
  write('transactions.ndjson', flat(demo.transactions));
  process.stdout.write(`${folder}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function* flat(slices: Iterable<{ transactions: Iterable<unknown> }>): Generator<unknown> {
  for (const { transactions } of slices) yield* transactions;
}

run();
