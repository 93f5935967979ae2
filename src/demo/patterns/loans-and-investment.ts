/**
 * BANK-S07 (1107) a loan repaid early beyond the borrower's means, BANK-S08 (1108) foreign exchange for investment
 * abroad bought with cash or others' money, BANK-S09 (1109) a swap with fresh money of doubtful source.
 */
import { ACCOUNT_TYPE } from '../profile.js';
import { dayText } from '../days.js';
import { ROUGH_CNY } from '../money.js';
import { S07, S08, S09 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

function repays(scene: Scene, daysEarly: number): void {
  const days = scene.workingDays(5);
  const main = scene.main('individual', {
    ...Scene.income(120_000),
    extraAccounts: [{ type: ACCOUNT_TYPE.personalLoan, currency: 'CNY' }],
  });
  const amount = S07.amount + 80_000;
  const day = days[4] as number;
  scene.pay(days[1] as number, scene.otherPerson(), main, { amount: amount * 0.6, purpose: '借款' });
  scene.pay(days[2] as number, scene.otherFirm(), main, { amount: amount * 0.4, purpose: '往来款' });
  scene.post(day, main, 'out', {
    amount,
    method: 'transfer',
    purpose: '提前归还贷款',
    product: 'loan-repayment',
    hour: 16,
  });
  scene.event(day, main, 'loan-repaid-early', {
    loanAccount: main.accounts.at(-1)?.accountNumber ?? '',
    maturity: dayText(day + daysEarly),
    daysEarly: String(daysEarly),
    outstandingBefore: `${amount}.00`,
    repaid: `${amount}.00`,
    currency: 'CNY',
  });
}

/** Buys dollars to invest abroad; `odd` is the share that came as cash or from others. */
function investsAbroad(scene: Scene, odd: number): void {
  const days = scene.workingDays(9);
  const main = scene.main(
    'individual',
    {
      ...Scene.income(180_000),
      extraAccounts: [{ type: ACCOUNT_TYPE.personalSettlement, currency: 'USD' }],
    },
    true,
  );
  const usd = S08.usd * 2;
  const yuan = Math.round(usd * ROUGH_CNY.USD);
  const own = scene.otherPerson();
  own.body = { ...own.body, name: main.name };
  scene.cash(days[0] as number, main, 'in', {
    amount: Math.round((yuan * odd) / 200) * 100,
    cashPurpose: '个人储蓄',
  });
  scene.pay(days[3] as number, scene.otherPerson(), main, {
    amount: Math.round(yuan * odd * 0.5),
    purpose: '往来款',
  });
  scene.pay(days[5] as number, own, main, { amount: Math.round(yuan * (1 - odd)), purpose: '本人账户转入' });
  const common = { product: 'fx-settlement', purpose: '境外投资购汇' } as const;
  scene.post(days[8] as number, main, 'out', { ...common, amount: yuan, hour: 15 });
  scene.post(days[8] as number, main, 'in', { ...common, amount: usd, currency: 'USD', hour: 15 });
}

function swaps(scene: Scene, usd: number, freshShare: number): void {
  const days = scene.workingDays(6);
  const main = scene.main('organisation', {
    ...Scene.income(30_000_000),
    extraAccounts: [{ type: ACCOUNT_TYPE.foreignCurrency, currency: 'USD' }],
  });
  const yuan = Math.round(usd * ROUGH_CNY.USD);
  scene.pay(days[0] as number, scene.otherFirm(), main, {
    amount: Math.round(yuan * freshShare),
    purpose: '往来款',
  });
  const common = { product: 'rmb-fx-swap', purpose: '人民币与外币掉期' } as const;
  scene.post(days[5] as number, main, 'out', { ...common, amount: yuan, hour: 15 });
  scene.post(days[5] as number, main, 'in', { ...common, amount: usd, currency: 'USD', hour: 15 });
  scene.event(days[5] as number, main, 'swap-requested', { notional: `${usd}.00`, currency: 'USD' });
  // A fresh record of the source of funds, so that only the incoming money can raise doubt.
  const verified = days[0] as number;
  scene.event(verified, main, 'source-of-funds-verified', { on: dayText(verified) });
}

export const loansAndInvestment: readonly Scenario[] = [
  {
    pattern: 'BANK-S07',
    name: 'repaid-with-others-money',
    expected: 'fires',
    note: '280,000 repaid 400 days early by somebody earning 120,000 a year, all of it just received from others',
    play: (scene) => repays(scene, 400),
  },
  {
    pattern: 'BANK-S07',
    name: 'nearly-due',
    expected: 'near-miss',
    note: 'the same, ten days before the loan was due',
    play: (scene) => repays(scene, S07.daysEarly - 20),
  },
  {
    pattern: 'BANK-S08',
    name: 'bought-with-others-money',
    expected: 'fires',
    note: 'four fifths of the yuan for 20,000 dollars are cash and money of others',
    play: (scene) => investsAbroad(scene, 0.8),
  },
  {
    pattern: 'BANK-S08',
    name: 'mostly-own-money',
    expected: 'near-miss',
    note: 'two fifths only: most comes from the own account at another bank',
    play: (scene) => investsAbroad(scene, S08.share - 0.1),
  },
  {
    pattern: 'BANK-S09',
    name: 'swap-with-fresh-money',
    expected: 'fires',
    note: 'a swap of 150,000 dollars, 90 % of the yuan arrived five working days before from a stranger',
    play: (scene) => swaps(scene, S09.usd * 1.5, 0.9),
  },
  {
    pattern: 'BANK-S09',
    name: 'swap-with-old-money',
    expected: 'near-miss',
    note: 'the same swap, less than half of it fresh',
    play: (scene) => swaps(scene, S09.usd * 1.5, S09.share - 0.1),
  },
  {
    pattern: 'BANK-S09',
    name: 'small-swap',
    expected: 'near-miss',
    note: 'fresh money, but the swap stays below 100,000 dollars',
    play: (scene) => swaps(scene, S09.usd - 1_000, 0.9),
  },
];
