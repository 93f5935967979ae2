/** BANK-S05 (1105): business with offshore centres or high-crime areas rises, or is frequent and sizeable. */
import type { External } from '../external.js';
import { FREQUENT, LIMIT, NEAR, S05, SHORT_TERM } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

/** Offshore centres by name; which areas count is the bank's own list. */
const OFFSHORE = ['VGB', 'CYM', 'BLZ'];

function pays(
  scene: Scene,
  day: number,
  main: ReturnType<Scene['main']>,
  other: External,
  usd: number,
): void {
  scene.pay(day, main, other, {
    amount: usd,
    currency: 'USD',
    crossBorder: true,
    country: other.body.country as string,
    purpose: '服务费',
  });
}

const trader = (scene: Scene) =>
  scene.main('organisation', {
    ...Scene.income(9_000_000),
    extraAccounts: [{ type: '620005', currency: 'USD' as const }],
  });

function payments(scene: Scene, count: number, usd: number): void {
  const main = trader(scene);
  const days = scene.workingDays(SHORT_TERM, S05.baselineDays / 3);
  for (let n = 0; n < count; n++) {
    pays(scene, days[n * 2] as number, main, scene.overseas(scene.random.pick(OFFSHORE)), usd + n * 500);
  }
}

export const riskyAreas: readonly Scenario[] = [
  {
    pattern: 'BANK-S05',
    name: 'offshore-out-of-nowhere',
    expected: 'fires',
    note: 'four payments to offshore centres in ten working days, none before',
    play: (scene) => payments(scene, 4, 18_000),
  },
  {
    pattern: 'BANK-S05',
    name: 'frequent-and-sizeable',
    expected: 'fires',
    note: 'three working days running, together more than four fifths of the limit',
    play(scene) {
      const main = trader(scene);
      const other = scene.overseas('VGB');
      for (const day of scene.workingDays(FREQUENT.days)) {
        pays(scene, day, main, other, Math.round((LIMIT.entity.USD * (NEAR + 0.1)) / FREQUENT.days));
      }
    },
  },
  {
    pattern: 'BANK-S05',
    name: 'two-only',
    expected: 'near-miss',
    note: 'one payment short of the count',
    play: (scene) => payments(scene, S05.count - 1, 18_000),
  },
  {
    pattern: 'BANK-S05',
    name: 'as-always',
    expected: 'near-miss',
    note: 'one small payment every eight working days for a quarter, then three in ten: growth stays below three',
    play(scene) {
      const days = scene.workingDays(72);
      const main = trader(scene);
      const other = scene.overseas('CYM');
      for (const place of [0, 8, 16, 24, 32, 40, 48, 56, 62, 66, 70]) {
        pays(scene, days[place] as number, main, other, scene.between(1_200, 1_800));
      }
    },
  },
];
