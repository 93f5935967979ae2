/**
 * BANK-S10 (1110) traveller's cheques and drafts from abroad, BANK-S11 (1111) capital in cash or sent abroad at
 * once, BANK-S12 (1112) more capital than registered, or debt paid from an unrelated third country.
 */
import { ACCOUNT_TYPE, type Profile } from '../profile.js';
import { S10, S11, S12 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const REGISTERED = 1_000_000;

const foreignInvested = (scene: Scene): Profile =>
  scene.main('organisation', {
    ...Scene.income(12_000_000),
    natureOfBusiness: '外商投资企业',
    registeredCapital: { amount: `${REGISTERED}.00`, currency: 'USD' },
    extraAccounts: [
      { type: ACCOUNT_TYPE.foreignCurrency, currency: 'USD' },
      { type: ACCOUNT_TYPE.special, currency: 'USD' },
    ],
  });

const dollars = (amount: number, purpose: string) => ({ amount, currency: 'USD' as const, purpose });

function capital(scene: Scene, day: number, main: Profile, amount: number): void {
  scene.pay(day, scene.overseas('SGP'), main, {
    ...dollars(amount, '外国投资者资本金'),
    crossBorder: true,
    country: 'SGP',
    accountType: ACCOUNT_TYPE.special,
    product: 'capital-contribution',
  });
}

function sendsAbroad(scene: Scene, share: number): void {
  const days = scene.workingDays(8);
  const main = foreignInvested(scene);
  const amount = REGISTERED * 0.18;
  capital(scene, days[0] as number, main, amount);
  for (const [place, part] of [
    [3, 0.5],
    [6, 0.5],
  ] as const) {
    scene.pay(days[place] as number, main, scene.overseas('VGB'), {
      ...dollars(Math.round(amount * share * part), '预付服务费'),
      crossBorder: true,
      country: 'VGB',
      accountType: ACCOUNT_TYPE.special,
    });
  }
}

function pays(scene: Scene, ratio: number): void {
  const days = scene.workingDays(12);
  const main = foreignInvested(scene);
  for (let n = 0; n < 6; n++)
    capital(scene, days[n * 2] as number, main, Math.round((REGISTERED * ratio) / 6));
}

function borrows(scene: Scene, country: string, related: boolean): void {
  const main = foreignInvested(scene);
  const lender = scene.overseas(country);
  if (related) lender.body = { ...lender.body, related: true };
  scene.pay(scene.workingDays(1)[0] as number, lender, main, {
    ...dollars(150_000, '外债资金汇入：贷款人所在国 SGP'),
    crossBorder: true,
    country,
    product: 'external-debt',
  });
}

function cheques(scene: Scene, count: number): void {
  const days = scene.workingDays(30);
  const main = scene.main('organisation', {
    ...Scene.income(1_600_000),
    extraAccounts: [{ type: ACCOUNT_TYPE.foreignCurrency, currency: 'USD' }],
  });
  for (let n = 0; n < count; n++) {
    scene.pay(days[n * 9] as number, scene.overseas('USA'), main, {
      ...dollars(scene.between(5_200, 6_400), '境外旅行支票托收'),
      method: 'cheque',
      channel: 'counter',
      product: 'travellers-cheque',
      crossBorder: true,
      country: 'USA',
    });
  }
}

export const foreignCapital: readonly Scenario[] = [
  {
    pattern: 'BANK-S10',
    name: 'travellers-cheques',
    expected: 'fires',
    note: "a consultancy cashes four foreign traveller's cheques in eight weeks, over a third of its turnover",
    play: (scene) => cheques(scene, S10.count + 1),
  },
  {
    pattern: 'BANK-S10',
    name: 'two-cheques',
    expected: 'near-miss',
    note: 'one cheque short',
    play: (scene) => cheques(scene, S10.count - 1),
  },
  {
    pattern: 'BANK-S11',
    name: 'capital-sent-abroad',
    expected: 'fires',
    note: '90 % of the paid-in capital leaves for another country within seven working days',
    play: (scene) => sendsAbroad(scene, S11.outShare + 0.1),
  },
  {
    pattern: 'BANK-S11',
    name: 'capital-in-cash',
    expected: 'fires',
    note: '12,000 dollars in notes paid in as capital',
    play(scene) {
      const main = foreignInvested(scene);
      scene.cash(scene.workingDays(1)[0] as number, main, 'in', {
        ...dollars(S11.cashUsd + 2_000, '外国投资者资本金'),
        cashPurpose: '资本金',
        accountType: ACCOUNT_TYPE.special,
        product: 'capital-contribution',
      });
    },
  },
  {
    pattern: 'BANK-S11',
    name: 'capital-mostly-kept',
    expected: 'near-miss',
    note: '75 % leaves, less than four fifths',
    play: (scene) => sendsAbroad(scene, S11.outShare - 0.05),
  },
  {
    pattern: 'BANK-S12',
    name: 'more-than-registered',
    expected: 'fires',
    note: 'paid-in capital reaches 108 % of the registered',
    play: (scene) => pays(scene, S12.ratio + S12.tolerance + 0.05),
  },
  {
    pattern: 'BANK-S12',
    name: 'debt-from-third-country',
    expected: 'fires',
    note: 'external debt of a lender in one country is remitted by a stranger in another',
    play: (scene) => borrows(scene, 'VGB', false),
  },
  {
    pattern: 'BANK-S12',
    name: 'within-tolerance',
    expected: 'near-miss',
    note: 'paid-in capital reaches 102 %, inside the tolerance',
    play: (scene) => pays(scene, S12.ratio + S12.tolerance - 0.01),
  },
  {
    pattern: 'BANK-S12',
    name: 'debt-from-related-party',
    expected: 'near-miss',
    note: 'external debt remitted by a related company in the country of the lender',
    play: (scene) => borrows(scene, 'SGP', true),
  },
];
