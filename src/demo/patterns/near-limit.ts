/** BANK-S02 (1102): the same two parties pay each other often, each time just under the large-value limit. */
import { FREQUENT, LIMIT, NEAR, SHORT_TERM } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

function days(scene: Scene, places: readonly number[]): number[] {
  const run = scene.workingDays(Math.max(...places) + 1);
  return places.map((place) => run[place] as number);
}

function firmPaysNearLimit(scene: Scene, places: readonly number[], ratio: number): void {
  const main = scene.main('organisation', Scene.income(60_000_000));
  const payee = scene.otherFirm();
  for (const day of days(scene, places)) {
    const amount = Math.round((LIMIT.entity.CNY * ratio) / 1000) * 1000;
    scene.pay(day, main, payee, { amount, purpose: '货款' });
  }
}

const consecutive = Array.from({ length: FREQUENT.days }, (_, i) => i);

export const nearLimit: readonly Scenario[] = [
  {
    pattern: 'BANK-S02',
    name: 'three-days-running',
    expected: 'fires',
    note: 'a firm pays the same firm 1.85 million on three consecutive working days',
    play: (scene) => firmPaysNearLimit(scene, consecutive, 0.925),
  },
  {
    pattern: 'BANK-S02',
    name: 'both-ways',
    expected: 'fires',
    note: 'a person and a firm pay each other 450,000 to 490,000 on four consecutive working days',
    play(scene) {
      const main = scene.main('individual', Scene.income(300_000));
      const other = scene.otherFirm();
      scene.workingDays(4).forEach((day, i) => {
        const terms = { amount: scene.between(450_000, 490_000, 1000), purpose: '借款往来' };
        if (i % 2 === 0) scene.pay(day, other, main, terms);
        else scene.pay(day, main, other, terms);
      });
    },
  },
  {
    pattern: 'BANK-S02',
    name: 'gap-in-the-run',
    expected: 'near-miss',
    note: 'two days running, the third only when the first has left the ten working days',
    play: (scene) => firmPaysNearLimit(scene, [0, 1, SHORT_TERM], 0.925),
  },
  {
    pattern: 'BANK-S02',
    name: 'not-near',
    expected: 'near-miss',
    note: 'three days running, but below four fifths of the limit',
    play: (scene) => firmPaysNearLimit(scene, consecutive, NEAR - 0.005),
  },
];
