/** BANK-S04 (1104): an account long unused, or used little, wakes up with money close to the limit. */
import { LIMIT, NEAR, S04 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const NEARLY_LIMIT = Math.round(LIMIT.personDomestic.CNY * (NEAR + 0.1));

/** A last transaction so many days before the first of the waking ones. */
function wakes(scene: Scene, idleDays: number, lastAmount: number): void {
  const days = scene.workingDays(4);
  const main = scene.main('individual', Scene.income(66_000), true);
  const [first = 0, second = 0, third = 0] = days;
  scene.pay(first - idleDays, main, scene.otherPerson(), { amount: lastAmount, purpose: '转账' });
  scene.pay(first, scene.otherPerson(), main, { amount: NEARLY_LIMIT, purpose: '往来款' });
  scene.pay(second, main, scene.otherPerson(), { amount: Math.round(NEARLY_LIMIT / 2), purpose: '转账' });
  scene.pay(third, main, scene.otherPerson(), {
    amount: Math.round(NEARLY_LIMIT / 2) - 500,
    purpose: '转账',
  });
}

/** Small change for weeks, then money in parts of the given size until it nears the limit. */
function lowFlow(scene: Scene, inflow: number): void {
  const days = scene.workingDays(40);
  const main = scene.main('individual', Scene.income(48_000), true);
  for (const day of days.slice(0, 30).filter((_, i) => i % 6 === 0)) {
    scene.pay(day, main, scene.otherPerson(), { amount: scene.between(200, 900, 10), purpose: '家用' });
  }
  const parts = Math.round(NEARLY_LIMIT / inflow);
  for (let n = 0; n < parts; n++) {
    scene.pay(days[31 + Math.min(n, 8)] as number, scene.otherPerson(), main, {
      amount: inflow,
      purpose: '往来款',
    });
  }
  scene.pay(days[39] as number, main, scene.otherPerson(), {
    amount: Math.round(inflow * parts * 0.9),
    hour: 17.5,
    purpose: '转账',
  });
}

export const sleepingAccounts: readonly Scenario[] = [
  {
    pattern: 'BANK-S04',
    name: 'dormant-wakes',
    expected: 'fires',
    note: 'nothing for more than a year, then 450,000 in and out within three working days',
    play: (scene) => wakes(scene, S04.idleDays + 33, 3_000),
  },
  {
    pattern: 'BANK-S04',
    name: 'low-flow-swells',
    expected: 'fires',
    note: 'a few hundred a week, then 450,000 at once',
    play: (scene) => lowFlow(scene, NEARLY_LIMIT),
  },
  {
    pattern: 'BANK-S04',
    name: 'idle-not-long-enough',
    expected: 'near-miss',
    note: 'idle for 355 days, and not an account of small flow before',
    play: (scene) => wakes(scene, S04.idleDays - 10, 480_000),
  },
  {
    pattern: 'BANK-S04',
    name: 'no-abnormal-inflow',
    expected: 'near-miss',
    note: 'little flow before, but no single credit reaches 50,000',
    play: (scene) => lowFlow(scene, S04.inflow - 1_000),
  },
];
