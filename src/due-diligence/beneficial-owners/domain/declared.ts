import type { Text } from '../../../platform/index.js';
import type { Finding } from '../../../customers/index.js';
import type { Determination, Owner } from './determination.js';

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
 * none. A recorded structure always decides over it.
 */
export function withDeclared(found: Determination, declared: readonly DeclaredOwner[]): Determination {
  const unknown = found.unresolved.some(({ code }) => code === 'no-structure');
  if (!unknown || declared.length === 0 || found.owners.some(({ basis }) => basis !== 'manager'))
    return found;
  const owners = new Map(
    declared.map(({ party, share, means }): [string, Owner] => [
      party,
      { party, basis: 'declared', ...(share ? { share } : {}), ...(means ? { means: [means] } : {}) },
    ]),
  );
  return { ...found, outcome: 'declared', owners: [...owners.values()] };
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
  if (outcome === 'exempt' || outcome === 'outside' || outcome === 'declared') return [];
  const findings: Finding[] = [];
  // Who manages is the owner only when nobody owns or controls; with no structure recorded nobody can know that.
  const unknown = outcome === 'unresolved' && unresolved.some(({ code }) => code === 'no-structure');
  if (owners.every(({ basis }) => unknown && basis === 'manager')) {
    if (!asked) return [];
    findings.push({
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
