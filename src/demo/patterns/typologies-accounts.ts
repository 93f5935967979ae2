/** Typologies of borrowed accounts: cash split over several hands, fresh mule accounts, one device for many. */
import { LIMIT, NEAR, TYPOLOGY } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

/** Each of several people pays in notes below the report limit and passes them to one collector. */
function smurfs(scene: Scene, members: number, each: number): void {
  const days = scene.workingDays(2);
  const [day = 0, next = 0] = days;
  const main = scene.main('individual', Scene.income(150_000));
  for (const other of scene.members(members, 'individual', Scene.income(60_000))) {
    const amount = each + scene.between(0, 2_000, 100);
    scene.cash(day, other, 'in', { amount, cashPurpose: '个人储蓄' });
    scene.pay(next, other, main, { amount: amount - 100, channel: 'mobile', purpose: '转账' });
  }
}

function mule(scene: Scene, openedBefore: number): void {
  const { payers } = TYPOLOGY.mule;
  const days = scene.workingDays(3, 30);
  const main = scene.main(
    'individual',
    { ...Scene.income(36_000), openedOn: (days[0] as number) - openedBefore },
    true,
  );
  let sum = 0;
  for (let n = 0; n < payers; n++) {
    const amount = scene.between(2_900, 9_800);
    sum += amount;
    scene.pay(days[n % 2] as number, scene.otherPerson(), main, {
      amount,
      purpose: '投资款',
      channel: 'mobile',
      hour: 9 + n,
    });
  }
  for (let n = 0; n < 3; n++) {
    scene.pay(days[2] as number, main, scene.otherPerson(), {
      amount: Math.floor((sum * 0.98) / 3),
      channel: 'mobile',
      purpose: '转账',
      hour: 9 + n * 0.1,
      device: { id: `d-mule${days[0]}`, ip: '203.0.113.9' },
    });
  }
}

function oneDevice(scene: Scene, members: number, shared: boolean): void {
  const days = scene.workingDays(3);
  const device = { id: `d-7${days[0]}${scene.random.digits(3)}`, ip: '203.0.113.40' };
  const all = [
    scene.main('individual', Scene.income(60_000)),
    ...scene.members(members - 1, 'individual', Scene.income(60_000)),
  ];
  all.forEach((person, i) => {
    for (const day of days) {
      scene.pay(day, person, scene.otherPerson(), {
        amount: scene.between(3_000, 8_000),
        channel: 'mobile',
        purpose: '转账',
        hour: 20 + i * 0.2,
        device: shared ? device : { id: person.device, ip: `203.0.113.${60 + i}` },
      });
    }
  });
}

const NEARLY = LIMIT.cash.CNY * (NEAR + 0.1);
const { smurfing, mule: MULE, sharedDevice } = TYPOLOGY;

export const accountTypologies: readonly Scenario[] = [
  {
    pattern: 'typology-smurfing',
    name: 'six-hands-one-pocket',
    expected: 'fires',
    note: 'six people pay in 45,000 to 47,000 in notes on one day and pass it to one the next',
    play: (scene) => smurfs(scene, smurfing.members, NEARLY),
  },
  {
    pattern: 'typology-smurfing',
    name: 'family-gifts',
    expected: 'near-miss',
    note: 'two people, amounts far below the limit',
    play: (scene) => smurfs(scene, 2, 8_000),
  },
  {
    pattern: 'typology-mule',
    name: 'fresh-account',
    expected: 'fires',
    note: 'an account three weeks old takes in ten strangers and is emptied the next day',
    play: (scene) => mule(scene, MULE.openedDaysBefore),
  },
  {
    pattern: 'typology-mule',
    name: 'old-account',
    expected: 'near-miss',
    note: 'the same flows over an account of many years: no fresh one',
    play: (scene) => mule(scene, 2_400),
  },
  {
    pattern: 'typology-shared-device',
    name: 'five-on-one-device',
    expected: 'fires',
    note: 'five unrelated customers pay from one device',
    play: (scene) => oneDevice(scene, sharedDevice.members, true),
  },
  {
    pattern: 'typology-shared-device',
    name: 'own-devices',
    expected: 'near-miss',
    note: 'the same payments, each from a device of its own',
    play: (scene) => oneDevice(scene, sharedDevice.members, false),
  },
];
