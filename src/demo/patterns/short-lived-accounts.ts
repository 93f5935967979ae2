/** BANK-S06 (1106): accounts opened and closed without reason, with money close to the limit before closing. */
import { ACCOUNT_TYPE } from '../profile.js';
import { dayText } from '../days.js';
import { LIMIT, NEAR, S06 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

function opensAndCloses(scene: Scene, opened: number, flow: number): void {
  const days = scene.workingDays(14, 30);
  const close = days[13] as number;
  const start = days[0] as number;
  const main = scene.main('individual', {
    ...Scene.income(96_000),
    extraAccounts: Array.from({ length: opened }, (_, i) => ({
      type: ACCOUNT_TYPE.personalSettlement,
      currency: 'CNY' as const,
      openedOn: start - 12 + i * 3,
      ...(i === 0 ? { closedOn: close } : {}),
    })),
  });
  const fresh = main.accounts.slice(-opened);
  for (const account of fresh) {
    scene.event(account.openedOn, main, 'account-opened', {
      accountNumber: account.accountNumber,
      openedOn: dayText(account.openedOn),
    });
  }
  scene.pay(days[6] as number, scene.otherPerson(), main, { amount: flow, purpose: '往来款' });
  scene.pay(days[10] as number, main, scene.otherPerson(), { amount: flow - 300, purpose: '转账' });
  scene.event(close, main, 'account-closed', {
    accountNumber: fresh[0]?.accountNumber ?? '',
    closedOn: dayText(close),
  });
}

const NEARLY = Math.round(LIMIT.personDomestic.CNY * (NEAR + 0.1));

export const shortLivedAccounts: readonly Scenario[] = [
  {
    pattern: 'BANK-S06',
    name: 'opened-three-closed-one',
    expected: 'fires',
    note: 'three accounts opened within two weeks, one closed after 450,000 went through',
    play: (scene) => opensAndCloses(scene, S06.opened, NEARLY),
  },
  {
    pattern: 'BANK-S06',
    name: 'opened-two',
    expected: 'near-miss',
    note: 'one opened account short',
    play: (scene) => opensAndCloses(scene, S06.opened - 1, NEARLY),
  },
  {
    pattern: 'BANK-S06',
    name: 'little-before-closing',
    expected: 'near-miss',
    note: 'three opened, one closed, but the money before closing is far from the limit',
    play: (scene) => opensAndCloses(scene, S06.opened, 30_000),
  },
];
