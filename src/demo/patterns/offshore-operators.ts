/** BANK-S18 (1118): residents paid by one offshore account, their money moved by one or two hands. */
import { ROUGH_CNY } from '../money.js';
import { ACCOUNT_TYPE } from '../profile.js';
import { S18 } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

function operated(scene: Scene, receivers: number, operators: number): void {
  const days = scene.workingDays(9);
  const remitter = scene.overseas('VGB');
  const onward = Array.from({ length: operators }, () => scene.otherPerson());
  for (let n = 0; n < receivers; n++) {
    const override = {
      ...Scene.income(70_000),
      extraAccounts: [{ type: ACCOUNT_TYPE.personalSettlement, currency: 'USD' as const }],
    };
    const person = n === 0 ? scene.main('individual', override) : scene.member('individual', override);
    const usd = scene.between(6_000, 9_000);
    const operator = n % operators;
    // Where everybody acts alone, everybody has a device; an operator's device is the same for all.
    const device = {
      id: `d-9${String(scene.random.int(1_000_000)).padStart(6, '0')}`,
      ip: `192.0.2.${10 + operator}`,
    };
    const shared = { id: `d-op${days[0]}${operator}`, ip: `192.0.2.${10 + operator}` };
    const hand = { device: operators < receivers ? shared : device, channel: 'mobile' as const };
    scene.pay(days[n % 3] as number, remitter, person, {
      amount: usd,
      currency: 'USD',
      crossBorder: true,
      country: 'VGB',
      purpose: '劳务费',
    });
    const yuan = Math.round(usd * ROUGH_CNY.USD);
    const settle = days[4 + (n % 2)] as number;
    const fx = { product: 'fx-settlement', purpose: '个人结汇', ...hand, hour: 11 };
    scene.post(settle, person, 'out', { ...fx, amount: usd, currency: 'USD' });
    scene.post(settle, person, 'in', { ...fx, amount: yuan });
    scene.pay(days[7] as number, person, onward[operator] ?? scene.otherPerson(), {
      amount: Math.round(yuan * 0.97),
      purpose: '转账',
      ...hand,
    });
  }
}

export const offshoreOperators: readonly Scenario[] = [
  {
    pattern: 'BANK-S18',
    name: 'four-receivers-one-operator',
    expected: 'fires',
    note: 'four residents paid by one offshore account; one device settles and moves everything on',
    play: (scene) => operated(scene, S18.receivers + 1, 1),
  },
  {
    pattern: 'BANK-S18',
    name: 'two-receivers',
    expected: 'near-miss',
    note: 'one receiver short',
    play: (scene) => operated(scene, S18.receivers - 1, 1),
  },
  {
    pattern: 'BANK-S18',
    name: 'everybody-for-themselves',
    expected: 'near-miss',
    note: 'four receivers, each with a device and a payee of their own',
    play: (scene) => operated(scene, S18.receivers + 1, S18.receivers + 1),
  },
];
