import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomerBody } from '../../src/customers/index.js';
import { customerBody } from '../../src/demo/customer-body.js';
import type { Population } from '../../src/demo/population.js';
import { documentNumberKey, nameKeys } from '../../src/customers/index.js';
import { fillCustomers } from './support/customer-base.js';
import { percentile, print } from './support/figures.js';
import { startWorld } from './support/world.js';

/* The list, every way of searching, checks for duplicates and the customer page on a large base, over HTTP, as one person after another. */

const CUSTOMERS = 1_000_000;
const ROUNDS = 60;
const PASSWORD = 'correct horse battery staple';

/** What people type to find someone. */
const queries: Record<string, (body: CustomerBody) => string> = {
  'name in Han, whole': ({ name }) => name,
  'name in Han, a part': ({ name }) => [...name].slice(-2).join(''),
  'name in Han, one character': ({ name }) => [...name][0]!,
  'pinyin, whole': (body) => nameKeys(body)[0]!.pinyin,
  'pinyin, beginning': (body) => nameKeys(body)[0]!.pinyin.slice(0, 4),
  'pinyin, inside': (body) => nameKeys(body)[0]!.pinyin.slice(2, 8),
  initials: (body) => nameKeys(body)[0]!.initials,
  'customer number, prefix': ({ customerNumber }) => customerNumber!.slice(0, 7),
  'account number, prefix': ({ accounts }) => accounts![0]!.accountNumber.slice(0, 12),
  'document number': ({ documents }) => documents![0]!.number,
  'document, last four': ({ documents }) => documentNumberKey(documents![0]!.number).slice(-4),
  'what nobody has': () => '魑魅魍魉',
};

const typedDocument = (body: CustomerBody, change = (number: string) => number) => ({
  kind: body.kind,
  documents: body.documents!.slice(0, 1).map(({ type, number }) => ({ type, number: change(number) })),
});
const exchanged = (number: string) =>
  number.slice(0, -4) + number.at(-3)! + number.at(-4)! + number.slice(-2);

/** What stands in the form when it asks who it may be: of somebody who is there, and of nobody. */
const checks: Record<string, (body: CustomerBody, round: number) => object> = {
  'duplicates, document number': (body) => typedDocument(body),
  'duplicates, two digits exchanged': (body) => typedDocument(body, exchanged),
  'duplicates, name and birth': ({ kind, name, dateOfBirth }) => ({
    kind,
    name,
    ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
  }),
  'duplicates, all of the form': (body) => ({
    ...typedDocument(body),
    name: body.name,
    ...(body.dateOfBirth === undefined ? {} : { dateOfBirth: body.dateOfBirth }),
    ...(body.contacts === undefined ? {} : { contacts: body.contacts }),
  }),
  'duplicates, of nobody': (_body, round) => ({
    kind: 'individual',
    name: '魑魅魍',
    dateOfBirth: '1931-02-03',
    documents: [{ type: 'passport', number: `Z${70_000_000 + round}` }],
  }),
};

export async function benchCustomers(sizes: readonly number[]): Promise<void> {
  const count = sizes.length === 1 ? sizes[0]! : CUSTOMERS;
  const world = await startWorld();
  const started = performance.now();
  const population = await fillCustomers(world.owner, count);
  process.stdout.write(
    `${count} customers filled in ${Math.round((performance.now() - started) / 1_000)} s\n`,
  );
  const { access, db, app } = world.container;
  await db.inTransaction((tx) => access.ensureDemoUsers(tx, PASSWORD));
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const call = async (path: string, authorization: string, body?: unknown) => {
    const answer = await fetch(`${base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await answer.json()) as { token: string; items: { id: string }[]; nextCursor: string };
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`);
    return json;
  };
  try {
    for (const username of ['officer', 'teller']) {
      const { token } = await call('/sessions', '', { username, password: PASSWORD });
      const authorization = `Bearer ${token}`;
      const figures: Record<string, string> = {};
      const measure = async (name: string, work: (round: number) => Promise<unknown>) => {
        const times: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          const from = performance.now();
          await work(round);
          times.push(performance.now() - from);
        }
        const slowest = times.indexOf(Math.max(...times));
        figures[name] =
          [50, 95, 100].map((p) => percentile(times, p).toFixed(1)).join(' / ') +
          `   (slowest: round ${slowest})`;
      };
      const { items } = await call('/customers?limit=100', authorization);
      await measure('list, first page', () => call('/customers', authorization));
      await measure('list, active', () => call('/customers?status=active', authorization));
      await measure('list, nobody', () => call('/customers?status=refused', authorization));
      await measure('customer page', (round) =>
        call(`/customers/${items[round % items.length]!.id}`, authorization),
      );
      for (const [name, query] of Object.entries(queries)) {
        await measure(name, (round) =>
          call('/customer-searches', authorization, { query: query(someone(population, round)) }),
        );
      }
      for (const [name, body] of Object.entries(checks)) {
        await measure(name, (round) =>
          call('/customer-duplicate-checks', authorization, body(someone(population, round), round)),
        );
      }
      print(`${username}, ${count} customers: p50 / p95 / slowest of ${ROUNDS}, ms`, figures);
    }
  } finally {
    server.close();
    server.closeAllConnections();
    await world.close();
  }
}

const someone = (population: Population, round: number): CustomerBody =>
  customerBody(population, population.profile((round * 104_729 + 17) % population.size)) as CustomerBody;
