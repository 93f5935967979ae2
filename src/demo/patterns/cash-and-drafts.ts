/** BANK-S16 (1116): a person's frequent or single large cash; BANK-S17 (1117): money from abroad into drafts. */
import { ACCOUNT_TYPE } from '../profile.js';
import { DEMO_BRANCHES } from '../branches.js';
import { FREQUENT, LIMIT, NEAR, S16 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const NEARLY_CASH = LIMIT.cash.CNY * 0.92;
const consecutive = Array.from({ length: FREQUENT.days }, (_, i) => i);

/** One deposit on each of the days, at the same branch or at one after another. */
function deposits(scene: Scene, places: readonly number[], each: number, yearly: number, branches = 1): void {
  const run = scene.workingDays(Math.max(...places) + 1);
  const main = scene.main('individual', Scene.income(yearly));
  places.forEach((place, i) => {
    scene.cash(run[place] as number, main, 'in', {
      amount: each,
      cashPurpose: '个人储蓄',
      branch: branches === 1 ? main.branch : (DEMO_BRANCHES[1 + (i % branches)]?.code ?? main.branch),
    });
  });
}

/** Dollars from abroad on each of the days, then, or not, a draft to take along. */
function remittances(scene: Scene, places: readonly number[], draft: boolean): void {
  const run = scene.workingDays(Math.max(...places) + 2);
  const main = scene.main('individual', {
    ...Scene.income(90_000),
    extraAccounts: [{ type: ACCOUNT_TYPE.personalSettlement, currency: 'USD' }],
  });
  for (const place of places) {
    scene.pay(run[place] as number, scene.overseas('USA', 'Robert Carver'), main, {
      amount: scene.between(2_600, 3_300),
      currency: 'USD',
      crossBorder: true,
      country: 'USA',
      purpose: '赡家款',
    });
  }
  if (!draft) return;
  scene.post(run.at(-1) as number, main, 'out', {
    amount: 7_500,
    currency: 'USD',
    method: 'cheque',
    product: 'bank-draft',
    purpose: '开立外币汇票',
    hour: 16,
  });
}

export const cashAndDrafts: readonly Scenario[] = [
  {
    pattern: 'BANK-S16',
    name: 'just-below-three-days-running',
    expected: 'fires',
    note: 'structuring: 46,000 in cash on three consecutive working days, each below the 50,000 of a report',
    play: (scene) => deposits(scene, consecutive, NEARLY_CASH, 360_000),
  },
  {
    pattern: 'BANK-S16',
    name: 'from-branch-to-branch',
    expected: 'fires',
    note: 'three deposits of 12,000 at three branches on three consecutive working days',
    play: (scene) => deposits(scene, consecutive, 12_000, 360_000, S16.branches),
  },
  {
    pattern: 'BANK-S16',
    name: 'one-large-deposit',
    expected: 'fires',
    note: '80,000 in cash, ten months of income',
    play: (scene) => deposits(scene, [0], 80_000, 96_000),
  },
  {
    pattern: 'BANK-S16',
    name: 'frequent-but-modest',
    expected: 'near-miss',
    note: 'three consecutive working days at one branch, not near the limit, within the means',
    play: (scene) => deposits(scene, consecutive, 20_000, 360_000),
  },
  {
    pattern: 'BANK-S16',
    name: 'near-but-not-frequent',
    expected: 'near-miss',
    note: 'three deposits of 46,000, two working days apart, within the means',
    play: (scene) => deposits(scene, [0, 2, 4], NEARLY_CASH, 600_000),
  },
  {
    pattern: 'BANK-S16',
    name: 'large-within-means',
    expected: 'near-miss',
    note: '60,000 in cash by somebody who earns 40,000 a month',
    play: (scene) => deposits(scene, [0], 60_000, 480_000),
  },
  {
    pattern: 'BANK-S16',
    name: 'not-quite-near',
    expected: 'near-miss',
    note: 'three consecutive working days, each a little below four fifths of the limit',
    play: (scene) => deposits(scene, consecutive, LIMIT.cash.CNY * NEAR - 100, 480_000),
  },
  {
    pattern: 'BANK-S17',
    name: 'remittances-then-draft',
    expected: 'fires',
    note: 'dollars from abroad three working days running, then a draft',
    play: (scene) => remittances(scene, consecutive, true),
  },
  {
    pattern: 'BANK-S17',
    name: 'foreign-cash-then-draft',
    expected: 'fires',
    note: 'a non-resident pays in dollar notes three working days running, then takes a draft',
    play(scene) {
      const run = scene.workingDays(4);
      const main = scene.main('individual', {
        ...Scene.income(240_000),
        nationality: 'USA',
        extraAccounts: [{ type: ACCOUNT_TYPE.personalSettlement, currency: 'USD' }],
      });
      for (const day of run.slice(0, FREQUENT.days)) {
        scene.cash(day, main, 'in', { amount: 4_000, currency: 'USD', cashPurpose: '外币现钞存入' });
      }
      scene.post(run[3] as number, main, 'out', {
        amount: 11_500,
        currency: 'USD',
        method: 'cheque',
        product: 'bank-draft',
        purpose: '开立外币汇票',
      });
    },
  },
  {
    pattern: 'BANK-S17',
    name: 'remittances-without-draft',
    expected: 'near-miss',
    note: 'the remittances alone, nothing issued',
    play: (scene) => remittances(scene, consecutive, false),
  },
  {
    pattern: 'BANK-S17',
    name: 'draft-not-frequent',
    expected: 'near-miss',
    note: 'remittances on two days running only, then a draft',
    play: (scene) => remittances(scene, [0, 1], true),
  },
];
