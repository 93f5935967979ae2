import type { Text } from '../../../platform/index.js';
import type { Finding } from '../../../customers/index.js';
import { testDeclared } from './declared-shares.js';
import type { Determination, Owner, UnresolvedCode } from './determination.js';
import type { OwnerRule } from './rule.js';

/** An owner by the customer's own word. */
export interface DeclaredOwner {
  party: string;
  share?: string | null;
  /** The basis in the customer's words. */
  means?: string | null;
}

export interface Difference {
  code: 'not-declared' | 'not-determined' | 'share-differs';
  party: string;
}

/**
 * Where no holding is recorded, the customer's word stands until it is checked: better known owners unchecked than
 * none; but it is put to the same test of shares. A recorded structure always decides over it.
 */
export function withDeclared(
  found: Determination,
  declared: readonly DeclaredOwner[],
  rule: OwnerRule,
): Determination {
  const unknown = found.unresolved.some(({ code }) => code === 'no-structure');
  if (!unknown || declared.length === 0 || found.owners.some(({ basis }) => basis !== 'manager'))
    return found;
  const tested = testDeclared(declared, { threshold: found.threshold, rule });
  const unresolved = [...found.unresolved, ...tested.unresolved];
  if (tested.owners.length === 0) return { ...found, unresolved };
  const owners = new Map(
    tested.owners.map(({ party, share, means }): [string, Owner] => [
      party,
      { party, basis: 'declared', ...(share ? { share } : {}), ...(means ? { means: [means] } : {}) },
    ]),
  );
  return { ...found, outcome: 'declared', owners: [...owners.values()], unresolved };
}

/** Where the customer's word and the structure say different things. */
export function differences(found: Determination, declared: readonly DeclaredOwner[]): Difference[] {
  if (found.outcome === 'declared') return [];
  const words = new Map(declared.map((one) => [one.party, one]));
  const owners = new Map(found.owners.map((one) => [one.party, one]));
  return [
    ...found.owners.flatMap(({ party, share, basis }): Difference[] => {
      const word = words.get(party);
      if (!word) return basis === 'manager' ? [] : [{ code: 'not-declared', party }];
      const apart = share && word.share ? Math.abs(Number(share) - Number(word.share)) : 0;
      return basis === 'ownership' && apart > 0.01 ? [{ code: 'share-differs', party }] : [];
    }),
    ...[...words.keys()]
      .filter((party) => !owners.has(party))
      .map((party): Difference => ({ code: 'not-determined', party })),
  ];
}

const ARTICLE: Text = {
  en: 'Beneficial Owner Measures 2025, art. 8',
  zh: '《受益所有人识别管理办法》（2025）第8条',
};

const DECLARED: Partial<Record<UnresolvedCode, (threshold: string) => Text>> = {
  'declared-below-threshold': (threshold) => ({
    en: `No declared share reaches ${threshold}%. Register all who hold that much, in the end, or whoever controls or manages, with that basis.`,
    zh: `申报的持股比例均未达到${threshold}%，请登记最终持股达到该比例的全部自然人，或登记实际控制人、高级管理人员并注明判定依据。`,
  }),
  'declared-without-share': (threshold) => ({
    en: `The declared owners have no share. Register the share of each, at least ${threshold}%, or control or management as the basis.`,
    zh: `申报的受益所有人未填写比例，请填写各自比例（不低于${threshold}%），或注明以控制、管理为判定依据。`,
  }),
  'declared-above-100': () => ({
    en: 'The declared shares come to more than the whole. Correct them by the register of shareholders.',
    zh: '申报的持股比例合计超过总额，请按股东名册更正。',
  }),
};

/** What is wrong with the customer's own word, once each. */
function declaredFindings({ unresolved, threshold }: Determination): Finding[] {
  return [...new Set(unresolved.map(({ code }) => code))].flatMap((code): Finding[] => {
    const message = DECLARED[code]?.(threshold);
    return message ? [{ code, severity: 'error', message, article: ARTICLE }] : [];
  });
}

/**
 * What a body's owners lack, worded as what to bring. Pure; the status of the customer follows it.
 * @param asked whether the law asks for the owners of this customer at all
 */
export function ownerFindings(
  found: Determination,
  declared: readonly DeclaredOwner[],
  asked = true,
): Finding[] {
  const { outcome, owners, unresolved } = found;
  if (outcome === 'exempt' || outcome === 'outside') return [];
  const findings: Finding[] = asked ? declaredFindings(found) : [];
  if (outcome === 'declared') return findings;
  // Who manages is the owner only when nobody owns or controls; with no structure recorded nobody can know that.
  const unknown = outcome === 'unresolved' && unresolved.some(({ code }) => code === 'no-structure');
  if (owners.every(({ basis }) => unknown && basis === 'manager')) {
    if (!asked) return [];
    findings.unshift({
      code: 'missing-beneficial-owner',
      severity: 'error',
      message: { en: 'The beneficial owner is missing.', zh: '缺少受益所有人信息。' },
      article: ARTICLE,
    });
    if (unknown) return findings;
  } else if (outcome === 'unresolved')
    findings.push({
      code: 'unresolved-ownership',
      // A manager stands in for owners only when it is known that there are none.
      severity: asked && owners.every(({ basis }) => basis === 'manager') ? 'error' : 'warning',
      message: {
        en: 'Part of the ownership is not documented. Ask for documents of all layers.',
        zh: '股权结构资料不完整，请补充各层级的证明材料。',
      },
      article: ARTICLE,
    });
  if (differences(found, declared).some(({ code }) => code === 'not-declared'))
    findings.push({
      code: 'undeclared-beneficial-owner',
      severity: 'warning',
      message: {
        en: 'Register every beneficial owner with document, gender, nationality and birth.',
        zh: '请登记全部受益所有人的证件、性别、国籍和出生日期。',
      },
      article: {
        en: 'Beneficial Owner Measures 2025, art. 18',
        zh: '《受益所有人识别管理办法》（2025）第18条',
      },
    });
  return findings;
}
