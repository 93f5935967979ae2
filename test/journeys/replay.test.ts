import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TransactionBody } from '../../src/demo/types.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { demoBank } from '../support/demo-bank.js';
import { consistency, daysOf, loadBank, replayCopy, REPLAY_NOW, shuffled } from '../support/replay.js';
import { feed, inParallel, standingAlerts, type Fed } from '../support/replay.js';
import { startTestService } from '../support/service.js';
import type { Container } from '../../src/container.js';

/*
 * The same history, in whatever order a day's transactions come and however they are cut into batches, gives the same
 * large-value alerts at day close. The whole demo bank goes through the same in `npm run test:faults -- replay`.
 */

let empty: TestDatabase;
let days: TransactionBody[][];
let expected: string[];
let total: number;
let core: string;
/** One by one takes long: so only the last days are, the others before them in large batches. */
let early: TransactionBody[];
let late: TransactionBody[][];

beforeAll(async () => {
  const bank = demoBank({ customers: 200, transactions: 6_000, days: 30 });
  days = daysOf(bank);
  total = days.flat().length;
  early = days.slice(0, -5).flat();
  late = days.slice(-5);
  empty = await createTestDatabase();
  const service = await startTestService({ database: empty, now: REPLAY_NOW });
  await loadBank(service, bank);
  const key = await service.as.admin.post('/api/v1/api-keys').send({ name: 'replay', role: 'core-banking' });
  core = (key.body as { key: string }).key;
  await service.close();
}, 120_000);
afterAll(() => empty.drop());

/** Feeds a copy of the empty bank; answers with the alerts that stand at the end. */
async function replay(feedAll: (container: Container) => Promise<Fed[]>): Promise<string[]> {
  return replayCopy(empty, async (container, { ownerUrl }) => {
    const fed = await feedAll(container);
    expect(fed.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(fed.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(total);
    expect(await consistency(ownerUrl)).toEqual({
      ledger: total,
      keys: total,
      ledgerWithoutKey: 0,
      keysWithoutLedger: 0,
      doubledAlerts: 0,
      doubledReferences: 0,
    });
    return standingAlerts(ownerUrl);
  });
}

it('in batches of 1,000 as it happened', async () => {
  expected = await replay(async (container) => [await feed(container, days.flat(), 1_000)]);
  const rules = new Set(expected.map((alert) => (JSON.parse(alert) as { rule_id: string }).rule_id));
  expect([...rules].sort()).toEqual(['0501', '0502', '0503', '0504'].map((code) => `cn-large-value-${code}`));
}, 120_000);

it.each([7, 1_000])(
  'in batches of %d in another order within each day',
  async (batch) => {
    const other = days.map((day, i) => shuffled(day, batch * 1_000 + i));
    expect(other.flat()).not.toEqual(days.flat());
    expect(await replay(async (container) => [await feed(container, other.flat(), batch)])).toEqual(expected);
  },
  240_000,
);

it('one by one, the latest first', async () => {
  const other = late.flatMap((day) => {
    const back = day.filter(({ reverses }) => reverses);
    return [...day.filter(({ reverses }) => !reverses).reverse(), ...back];
  });
  const alerts = await replay(async (container) => [
    await feed(container, early, 1_000),
    await feed(container, other, 1),
  ]);
  expect(alerts).toEqual(expected);
}, 240_000);

it('as single requests over HTTP, sixteen at once', async () => {
  const alerts = await replay(async (container) => {
    const fed = [await feed(container, early, 1_000)];
    const server = createServer(container.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/transactions`;
    const post = async (transaction: TransactionBody): Promise<void> => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { Authorization: `Bearer ${core}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(transaction),
      });
      const { accepted, duplicates } = (await answer.json()) as Fed;
      fed.push({ accepted, duplicates, rejected: [] });
    };
    for (const day of late) {
      await inParallel(
        16,
        day.filter(({ reverses }) => !reverses),
        post,
      );
      await inParallel(
        1,
        day.filter(({ reverses }) => reverses),
        post,
      );
    }
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    return fed;
  });
  expect(alerts).toEqual(expected);
}, 240_000);
