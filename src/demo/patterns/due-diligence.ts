/** CDD-1 … CDD-5: behaviour in due diligence (CDD Measures 2025 art. 41), as facts and, where money moves, payments. */
import { Scene, type Scenario } from './scene.js';

function told(
  pattern: string,
  name: string,
  type: string,
  data: Record<string, string>,
  note: string,
  text: string,
): Scenario {
  return {
    pattern,
    name,
    expected: 'fires',
    note,
    play(scene) {
      const day = scene.workingDays(1)[0] as number;
      const main = scene.main('individual', Scene.income(80_000));
      scene.event(day, main, type, data);
      scene.referral(day, main, text);
    },
  };
}

/** Money from abroad whose sender is named in full, or lacks name and account. */
function inward(scene: Scene, complete: boolean): void {
  const days = scene.workingDays(6);
  const main = scene.main('individual', {
    ...Scene.income(120_000),
    extraAccounts: [{ type: '120002', currency: 'USD' }],
  });
  const sender = scene.overseas('GBR', 'Anna Ellison');
  if (!complete) {
    const { institutionCode = '', institutionName = '', country = '' } = sender.body;
    sender.body = { institutionCode, institutionName, country };
  }
  scene.pay(days[0] as number, sender, main, {
    amount: 6_800,
    currency: 'USD',
    crossBorder: true,
    country: 'GBR',
    purpose: '汇入汇款',
  });
  if (complete) return;
  scene.event(days[1] as number, main, 'originator-information-requested', {
    missing: 'name, account, address',
  });
  scene.event(days[5] as number, main, 'originator-information-not-received', {
    missing: 'name, account, address',
  });
}

export const dueDiligence: readonly Scenario[] = [
  told(
    'CDD-1',
    'refuses-identity',
    'identity-document-refused',
    { occasion: 'review' },
    'refuses to show a valid document at a review',
    '客户拒绝出示有效身份证件，称“以前办过”。',
  ),
  told(
    'CDD-2',
    'doubtful-purpose',
    'relationship-purpose-doubtful',
    { purpose: 'account for others' },
    'says the account is for the use of others',
    '客户承认开户供他人使用，目的可疑。',
  ),
  {
    pattern: 'CDD-3',
    name: 'originator-unknown',
    expected: 'fires',
    note: 'an inward remittance whose sender stays unnamed after asking',
    play: (scene) => inward(scene, false),
  },
  {
    pattern: 'CDD-3',
    name: 'originator-complete',
    expected: 'near-miss',
    note: 'the same with a sender named in full',
    play: (scene) => inward(scene, true),
  },
  told(
    'CDD-4',
    'identity-in-doubt',
    'identity-doubt-remains',
    { doubt: 'photograph and holder differ' },
    'doubts about earlier identity data remain after checks',
    '客户本人与证件照片不符，核实后仍存疑。',
  ),
  told(
    'CDD-5',
    'other-behaviour',
    'unusual-behaviour',
    { behaviour: 'accompanied and instructed by another' },
    'is led by the hand through the counter business',
    '客户办理业务时由他人陪同并逐句授意。',
  ),
];
