/** BANK-S01 (1101): money from many gathered and sent on to one or two, or the reverse, unlike the customer. */
import { S01, SHORT_TERM } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const EACH = Math.round((S01.person / S01.scatter) * 1.05);

/** So many people pay in on the first days, and what came goes out to one on the last. */
function gather(scene: Scene, payers: number, days: readonly number[]): void {
  const main = scene.main('individual', Scene.income(72_000));
  let sum = 0;
  for (let n = 0; n < payers; n++) {
    const amount = EACH + scene.between(0, 4_000);
    sum += amount;
    scene.pay(days[n % (days.length - 2)] as number, scene.otherPerson(), main, {
      amount,
      purpose: '往来款',
    });
  }
  const collector = scene.otherPerson();
  const [last = 0, beforeLast = 0] = [days.at(-1), days.at(-2)];
  scene.pay(beforeLast, main, collector, { amount: Math.round(sum * 0.45), hour: 17.5, purpose: '转账' });
  scene.pay(last, main, collector, { amount: Math.round(sum * 0.5), hour: 17.5, purpose: '转账' });
}

export const funnel: readonly Scenario[] = [
  {
    pattern: 'BANK-S01',
    name: 'gathered-and-sent-on',
    expected: 'fires',
    note: 'seven payers in, one payee out within ten working days, over thirty times the declared income',
    play: (scene) => gather(scene, 7, scene.workingDays(7)),
  },
  {
    pattern: 'BANK-S01',
    name: 'received-and-scattered',
    expected: 'fires',
    note: 'a small firm receives 1.2 million from one payer and spreads it over eight accounts',
    play(scene) {
      const days = scene.workingDays(6);
      const main = scene.main('organisation', { ...Scene.income(2_400_000), industry: 'L72' });
      const sum = Math.round(S01.entity * 1.2);
      scene.pay(days[0] as number, scene.otherFirm(), main, { amount: sum, purpose: '咨询费' });
      for (let n = 0; n < 8; n++) {
        scene.pay(days[1 + (n % 5)] as number, main, scene.otherPerson(), {
          amount: Math.round(sum / 8.2),
          hour: 15,
          purpose: '劳务费',
        });
      }
    },
  },
  {
    pattern: 'BANK-S01',
    name: 'too-few-payers',
    expected: 'near-miss',
    note: 'one payer short of what counts as scattered',
    play: (scene) => gather(scene, S01.scatter - 1, scene.workingDays(7)),
  },
  {
    pattern: 'BANK-S01',
    name: 'too-slow',
    expected: 'near-miss',
    note: 'the same seven payers, but so far apart that no ten working days hold five of them',
    play(scene) {
      const apart = 3;
      const days = scene.workingDays(7 * apart + 1);
      const chosen = days.filter((_, i) => i % apart === 0);
      const main = scene.main('individual', Scene.income(72_000));
      const collector = scene.otherPerson();
      for (const day of chosen.slice(0, 7)) {
        scene.pay(day, scene.otherPerson(), main, { amount: EACH, purpose: '往来款', hour: 10 });
        scene.pay(day, main, collector, { amount: Math.round(EACH * 0.95), purpose: '转账', hour: 15 });
      }
    },
  },
  {
    pattern: 'BANK-S01',
    name: 'savings-kept',
    expected: 'near-miss',
    note: 'seven payers, but only half is sent on',
    play(scene) {
      const days = scene.workingDays(SHORT_TERM - 2);
      const main = scene.main('individual', Scene.income(72_000));
      for (let n = 0; n < 7; n++) {
        scene.pay(days[n] as number, scene.otherPerson(), main, { amount: EACH, purpose: '婚礼礼金' });
      }
      scene.pay(days.at(-1) as number, main, scene.otherFirm(), {
        amount: Math.round(EACH * 7 * 0.5),
        hour: 17,
        purpose: '婚宴费用',
      });
    },
  },
];
