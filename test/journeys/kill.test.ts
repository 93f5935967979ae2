import { killRounds } from '../support/kill-rounds.js';

/* A hundred of each: `npm run test:faults -- kill --rounds 100`. */

it('survives kills of the process and of the database server in the middle of a load', async () => {
  const { faults, acknowledged, stored, alerts, ...counts } = await killRounds({
    process: 1,
    server: 2,
    seed: 20_261_121,
  });
  expect(faults).toEqual([]);
  expect(stored).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(0);
  expect(alerts).toBeGreaterThan(0);
  expect([counts.processKills, counts.postmasterKills + counts.backendKills]).toEqual([1, 2]);
}, 300_000);
