import { parseArgs } from 'node:util';
import { createTestDatabase } from '../support/database.js';
import { demoBank } from '../support/demo-bank.js';
import {
  consistency,
  daysOf,
  feed,
  loadBank,
  replayCopy,
  REPLAY_NOW,
  shuffled,
  standingAlerts,
} from '../support/replay.js';
import { startTestService } from '../support/service.js';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/**
 * The whole demo bank: as it happened in batches of 1,000, then in another order within each day in batches of 1,000,
 * 7 and 1. True when the large-value alerts at day close are the same each time and nothing was lost or doubled.
 */
export async function replay(args: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { customers: text, transactions: text, batches: text } });
  const bank = demoBank({
    customers: Number(values.customers ?? 2_000),
    transactions: Number(values.transactions ?? 100_000),
  });
  const empty = await createTestDatabase();
  const service = await startTestService({ database: empty, now: REPLAY_NOW });
  await loadBank(service, bank);
  await service.close();
  const days = daysOf(bank);
  let expected: string[] | undefined;
  let good = true;
  const run = async (name: string, history: typeof days, batch: number): Promise<void> => {
    const from = performance.now();
    await replayCopy(empty, async (container, { ownerUrl }) => {
      const { accepted, duplicates, rejected } = await feed(container, history.flat(), batch);
      const seconds = (performance.now() - from) / 1_000;
      const { ledger, keys, ...faults } = await consistency(ownerUrl);
      const alerts = await standingAlerts(ownerUrl);
      expected ??= alerts;
      const same = alerts.length === expected.length && alerts.every((alert, i) => alert === expected![i]);
      const whole =
        ledger === keys && accepted === ledger && Object.values(faults).every((count) => count === 0);
      good &&= same && whole && duplicates === 0 && rejected.length === 0;
      say(
        `${name}: ${accepted} accepted, ${rejected.length} rejected in ${seconds.toFixed(1)} s; ${alerts.length} alerts stand, ${same ? 'the same' : 'NOT THE SAME'}; ledger ${ledger}, keys ${keys}, ${JSON.stringify(faults)}`,
      );
    });
  };
  await run('as it happened, batches of 1,000', days, 1_000);
  for (const batch of (values.batches ?? '1000,7,1').split(',').map(Number)) {
    const other = days.map((day, i) => shuffled(day, batch * 1_000 + i));
    await run(`other order, batches of ${batch}`, other, batch);
  }
  await empty.drop();
  return good;
}
