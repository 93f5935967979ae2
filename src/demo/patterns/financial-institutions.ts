/** BANK-S13 and S14 (1113, 1114): securities firms; BANK-S15 (1115): insurers. */
import { ACCOUNT_TYPE, type Profile } from '../profile.js';
import { FREQUENT, LIMIT, NEAR, S13, S14 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const WORDS = ['临川', '望岳', '澜海', '听松', '栖霞', '观澜', '枫桥', '锦澜'];

const securitiesFirm = (scene: Scene): Profile =>
  scene.main('organisation', {
    ...Scene.income(90_000_000),
    name: `${scene.random.pick(WORDS)}汀证券经纪有限公司`,
    industry: 'J67',
    scope: '证券经纪、证券交易',
    extraAccounts: [
      { type: ACCOUNT_TYPE.special, currency: 'CNY' },
      { type: ACCOUNT_TYPE.foreignCurrency, currency: 'USD' },
    ],
  });
const insurer = (scene: Scene): Profile =>
  scene.main('organisation', {
    ...Scene.income(90_000_000),
    name: `${scene.random.pick(WORDS)}汀财产保险有限公司`,
    industry: 'J68',
    scope: '财产保险、意外伤害保险',
  });

function paysOut(scene: Scene, payee: string | undefined, amount: number, purpose: string): void {
  scene.pay(scene.workingDays(1)[0] as number, securitiesFirm(scene), scene.otherFirm(payee), {
    amount,
    purpose,
    accountType: ACCOUNT_TYPE.special,
  });
}

function lends(scene: Scene, days: number, usd: number): void {
  const main = securitiesFirm(scene);
  for (const day of scene.workingDays(days)) {
    scene.pay(day, main, scene.otherFirm('澜海银行'), {
      amount: usd,
      currency: 'USD',
      purpose: '外汇资金拆出',
      category: 'interbank-lending',
      product: 'fx-lending',
    });
  }
}

/** Claims paid to one policyholder, `perDay` on each of so many days. */
function claims(scene: Scene, days: number, perDay: number, each: number): void {
  const main = insurer(scene);
  const holder = scene.otherFirm();
  for (const day of scene.workingDays(days)) {
    for (let n = 0; n < perDay; n++) scene.pay(day, main, holder, { amount: each, purpose: '退保金' });
  }
}

const THIRD = Math.round((LIMIT.entity.CNY * (NEAR + 0.1)) / FREQUENT.days);

export const financialInstitutions: readonly Scenario[] = [
  {
    pattern: 'BANK-S13',
    name: 'paid-to-an-outsider',
    expected: 'fires',
    note: 'client money, 2.6 million, goes to a firm that has nothing to do with trading or clearing',
    play: (scene) => paysOut(scene, undefined, S13.amount + 600_000, '装修工程款'),
  },
  {
    pattern: 'BANK-S13',
    name: 'below-the-amount',
    expected: 'near-miss',
    note: 'the same, just below two million',
    play: (scene) => paysOut(scene, undefined, S13.amount - 1, '装修工程款'),
  },
  {
    pattern: 'BANK-S13',
    name: 'to-the-clearing-house',
    expected: 'near-miss',
    note: 'the payee is the clearing house',
    play: (scene) => paysOut(scene, '中国证券登记结算有限责任公司', S13.amount + 600_000, '证券交易结算资金'),
  },
  {
    pattern: 'BANK-S14',
    name: 'lends-three-days-running',
    expected: 'fires',
    note: 'three working days running, 180,000 dollars in all',
    play: (scene) => lends(scene, FREQUENT.days, 60_000),
  },
  {
    pattern: 'BANK-S14',
    name: 'lends-too-little',
    expected: 'near-miss',
    note: 'three working days running, just under four fifths of 200,000 dollars',
    play: (scene) => lends(scene, FREQUENT.days, Math.floor((S14.usd * NEAR) / FREQUENT.days) - 100),
  },
  {
    pattern: 'BANK-S14',
    name: 'lends-twice',
    expected: 'near-miss',
    note: 'more money, but on two days only',
    play: (scene) => lends(scene, FREQUENT.days - 1, 120_000),
  },
  {
    pattern: 'BANK-S15',
    name: 'surrenders-three-days-running',
    expected: 'fires',
    note: 'the same policyholder is paid on three consecutive working days, 1.8 million in all',
    play: (scene) => claims(scene, FREQUENT.days, 1, THIRD),
  },
  {
    pattern: 'BANK-S15',
    name: 'three-surrenders-in-a-day',
    expected: 'fires',
    note: 'the same policyholder is paid three times on one day',
    play: (scene) => claims(scene, 1, FREQUENT.perDay, THIRD),
  },
  {
    pattern: 'BANK-S15',
    name: 'two-days',
    expected: 'near-miss',
    note: 'as much money, but twice on each of two days: not frequent',
    play: (scene) => claims(scene, 2, 2, Math.round((THIRD * 3) / 4)),
  },
];
