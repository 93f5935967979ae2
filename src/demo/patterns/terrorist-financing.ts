/**
 * TF-0801 … TF-0807 (Order [2007] No.1 art. 8) and TF-0901 … TF-0904 (art. 9). There is no amount below which
 * nothing need be looked at, and attempts count. Persons, groups and listed names are invented.
 */
import type { Profile } from '../profile.js';
import { Scene, type Scenario } from './scene.js';

/** Countries the demo treats as conflict areas; a bank keeps its own list. */
const CONFLICT = ['SYR', 'AFG', 'YEM'] as const;

const person = (scene: Scene, yuan = 60_000): Profile =>
  scene.main('individual', { ...Scene.income(yuan), extraAccounts: [{ type: '120002', currency: 'USD' }] });

/** Small gifts from many, then the sum towards a conflict area, in part refused. */
function raises(scene: Scene): void {
  const days = scene.workingDays(8);
  const main = person(scene);
  for (let n = 0; n < 12; n++) {
    const terms = {
      amount: scene.between(100, 800, 50),
      purpose: '捐助前线弟兄',
      channel: 'mobile' as const,
    };
    scene.pay(days[n % 6] as number, scene.otherPerson(), main, terms);
  }
  const abroad = scene.overseas('SYR', 'Zafir Qenduli');
  const terms = { amount: 4_000, crossBorder: true, country: 'SYR', purpose: '援助', hour: 16 };
  scene.pay(days[6] as number, main, abroad, terms);
  scene.pay(days[7] as number, main, abroad, { ...terms, outcome: 'attempted' });
  scene.referral(days[7] as number, main, '客户以“援助前线”名义收取多笔小额捐款并汇往冲突地区，说不清用途。');
}

function sends(scene: Scene): void {
  const main = person(scene);
  scene.workingDays(3).forEach((day, i) => {
    const country = CONFLICT[i] as string;
    scene.pay(day, main, scene.overseas(country, 'Haldor Mizrane'), {
      amount: 300 + i * 120,
      currency: 'USD',
      crossBorder: true,
      country,
      purpose: '生活援助',
      ...(i === 2 ? { outcome: 'attempted' as const } : {}),
    });
    if (i === 2) scene.referral(day, main, '客户连续向冲突地区不同收款人汇款，无亲属关系，拒绝说明。');
  });
}

/** Money that is not the customer's: in from strangers, out in notes near a border, by somebody else's hand. */
function keeps(scene: Scene): void {
  const days = scene.workingDays(5);
  const main = person(scene);
  const hand = { id: `d-tf${days[0]}`, ip: '198.51.100.7' };
  days.forEach((day, i) => {
    scene.pay(day, scene.otherPerson(), main, { amount: scene.between(2_000, 4_000), purpose: '保管款' });
    scene.cash(day, main, 'out', {
      amount: 2_000 + i * 100,
      channel: 'atm',
      device: hand,
      place: { country: 'CHN', regionCode: '650000', text: '边境口岸自助柜员机' },
      hour: 19,
    });
  });
  scene.referral(days[4] as number, main, '账户疑由他人控制，资金到账后即在边境地区取现。');
}

function deals(scene: Scene, purpose: string, text: string, direction: 'in' | 'out'): void {
  const day = scene.workingDays(1)[0] as number;
  const main = person(scene);
  const other = scene.otherPerson();
  const terms = { amount: scene.between(800, 3_000), purpose };
  if (direction === 'in') scene.pay(day, other, main, terms);
  else scene.pay(day, main, other, terms);
  scene.referral(day, main, text);
}

function buys(scene: Scene): void {
  const days = scene.workingDays(3);
  const main = person(scene);
  ['氧化剂试剂', '定时器及电子雷管配件', '无人机挂载装置'].forEach((purpose, i) => {
    scene.pay(days[i] as number, main, scene.otherFirm(), { amount: scene.between(600, 1_900, 10), purpose });
  });
  scene.referral(days[2] as number, main, '客户无相关职业背景，短期内购买多种可用于制爆的物品。');
}

function leaves(scene: Scene): void {
  const days = scene.workingDays(6);
  const main = person(scene);
  scene.pay(days[0] as number, scene.otherPerson(), main, { amount: 38_000, purpose: '变卖车辆' });
  scene.pay(days[2] as number, main, scene.otherFirm(), { amount: 6_300, purpose: '单程机票' });
  scene.cash(days[4] as number, main, 'out', { amount: 30_000, cashPurpose: '全部取出' });
  scene.referral(days[5] as number, main, '客户变卖财产、清空账户并购买前往冲突地区周边的单程机票。');
}

/** Gifts to a charity that passes them on inside the country for what it says. */
function charity(scene: Scene): void {
  const days = scene.workingDays(8);
  const main = scene.main('organisation', {
    ...Scene.income(3_000_000),
    name: '云汀市稻香公益基金会',
    industry: 'S95',
    scope: '救灾、助学公益项目',
  });
  for (let n = 0; n < 12; n++) {
    scene.pay(days[n % 6] as number, scene.otherPerson(), main, {
      amount: scene.between(100, 800, 50),
      purpose: '救灾捐款',
    });
  }
  scene.pay(days[7] as number, main, scene.otherFirm(), { amount: 5_000, purpose: '采购救灾棉被' });
}

const suspicions: readonly Scenario[] = [
  {
    pattern: 'TF-0801',
    name: 'raises-money',
    expected: 'fires',
    note: 'small gifts gathered for fighters and sent to a conflict area',
    play: raises,
  },
  {
    pattern: 'TF-0801',
    name: 'relief-charity',
    expected: 'near-miss',
    note: 'a registered charity gathers gifts and buys relief goods',
    play: charity,
  },
  {
    pattern: 'TF-0802',
    name: 'sends-money',
    expected: 'fires',
    note: 'small amounts to strangers in three conflict areas, one only attempted',
    play: sends,
  },
  {
    pattern: 'TF-0802',
    name: 'family-abroad',
    expected: 'near-miss',
    note: 'one remittance a month to the same relative in a quiet country',
    play(scene) {
      const days = scene.workingDays(45);
      const main = person(scene);
      const relative = scene.overseas('PAK', 'Imran Sahil');
      for (const place of [0, 22, 44]) {
        scene.pay(days[place] as number, main, relative, {
          amount: 400,
          currency: 'USD',
          crossBorder: true,
          country: 'PAK',
          purpose: '赡家款',
        });
      }
    },
  },
  {
    pattern: 'TF-0803',
    name: 'keeps-money',
    expected: 'fires',
    note: 'somebody else draws what strangers pay in, near a border',
    play: keeps,
  },
  {
    pattern: 'TF-0804',
    name: 'known-associate',
    expected: 'fires',
    note: 'a payment to a person whom staff know as suspected of belonging to a group',
    play: (scene) => deals(scene, '活动经费', '收款人疑为境外极端组织成员，员工从公开报道认出。', 'out'),
  },
  {
    pattern: 'TF-0805',
    name: 'money-from-suspects',
    expected: 'fires',
    note: 'money from a person whom staff suspect',
    play: (scene) => deals(scene, '组织拨付', '付款人疑与恐怖组织有关，附言可疑。', 'in'),
  },
  {
    pattern: 'TF-0806',
    name: 'buys-precursors',
    expected: 'fires',
    note: 'purchases that together can serve an attack',
    play: buys,
  },
  {
    pattern: 'TF-0807',
    name: 'sells-up-and-leaves',
    expected: 'fires',
    note: 'everything turned into money, a one-way ticket towards a conflict area',
    play: leaves,
  },
];

const LISTS = [
  ['TF-0901', 'state-council', 'Orhan Velidzan', '奥尔汗·维利赞', '奥尔罕·贝里坎'],
  ['TF-0902', 'judicial', 'Tamir Qashqul', '塔米尔·卡什库尔', '塔里木·哈什木'],
  ['TF-0903', 'un-security-council', 'Yusef Al-Marqadi', '优素福·马尔卡迪', '约瑟·马尔科'],
  ['TF-0904', 'pboc-watch', 'Daud Berezin', '达乌德·别列津', '大卫·贝恩斯'],
] as const;

function paysName(scene: Scene, list: string, listed: string, latin: string, name: string): void {
  const main = person(scene);
  const documentNumber = `Z99${scene.random.digits(6)}`;
  const entityId = `demo-${list}-${main.customerNumber}`;
  scene.watch({ entityId, list, kind: 'individual', name: listed, nameLatin: latin, documentNumber });
  const other = scene.otherPerson();
  other.body = { ...other.body, name };
  if (name === listed) other.body.document = { type: 'passport', number: documentNumber };
  scene.pay(scene.workingDays(1)[0] as number, main, other, {
    amount: scene.between(200, 900, 10),
    purpose: '转账',
  });
}

const lists: readonly Scenario[] = LISTS.flatMap(([pattern, list, latin, listed, similar]) => [
  {
    pattern,
    name: 'pays-listed-person',
    expected: 'fires' as const,
    note: 'the counterparty bears a listed name and document number',
    play: (scene: Scene) => paysName(scene, list, listed, latin, listed),
  },
  {
    pattern,
    name: 'pays-similar-name',
    expected: 'near-miss' as const,
    note: 'the counterparty bears a distantly similar name',
    play: (scene: Scene) => paysName(scene, list, listed, latin, similar),
  },
]);

export const terroristFinancing: readonly Scenario[] = [...suspicions, ...lists];
