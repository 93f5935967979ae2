/** BANK-S03 (1103): a firm often paid by strangers to its trade, or a person often paid by firms. */
import { FREQUENT, S03 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

/** Firms pay a person: `perDay` of them on each of the days. */
function firmsPayPerson(scene: Scene, places: readonly number[], perDay: number, each: number): void {
  const run = scene.workingDays(Math.max(...places) + 1);
  const main = scene.main('individual', Scene.income(84_000));
  for (const place of places) {
    for (let n = 0; n < perDay; n++) {
      scene.pay(run[place] as number, scene.otherFirm(), main, { amount: each, purpose: '服务费' });
    }
  }
}

export const unrelatedReceipts: readonly Scenario[] = [
  {
    pattern: 'BANK-S03',
    name: 'three-firms-in-a-day',
    expected: 'fires',
    note: 'three firms pay the same person on one day, 66,000 in all',
    play: (scene) => firmsPayPerson(scene, [0], FREQUENT.perDay, 22_000),
  },
  {
    pattern: 'BANK-S03',
    name: 'strangers-to-the-trade',
    expected: 'fires',
    note: 'a fruit shop is paid by consultancies and builders it never dealt with, four working days running',
    play(scene) {
      const main = scene.main('sole-trader', { ...Scene.income(480_000), scope: '水果、蔬菜零售' });
      for (const day of scene.workingDays(4)) {
        scene.pay(day, scene.otherFirm(), main, {
          amount: scene.between(28_000, 46_000),
          purpose: '工程咨询费',
        });
      }
    },
  },
  {
    pattern: 'BANK-S03',
    name: 'two-a-day-two-days',
    expected: 'near-miss',
    note: 'neither three on one day nor three days running',
    play: (scene) => firmsPayPerson(scene, [0, 1, 4], FREQUENT.perDay - 1, 22_000),
  },
  {
    pattern: 'BANK-S03',
    name: 'too-little',
    expected: 'near-miss',
    note: 'three firms on one day, together just under 50,000',
    play: (scene) => firmsPayPerson(scene, [0], 3, Math.floor((S03.sum - 200) / 3)),
  },
];
