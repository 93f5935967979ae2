import { identity, isDay, type Day } from '../../../platform/index.js';
import type { NumberCheck, NumberChecker } from './check-part.js';
import { finding } from './findings.js';
import { checkBirth, compareHolder } from './holder.js';
import { checkRegion } from './regions.js';
import { fitsHolder, readResidentShaped, residentAlphabet } from './resident-shaped.js';
import { suggest } from './suggest.js';
import type { DocumentCheckInput, DocumentFinding, DocumentReference } from './types.js';

/** Regions that stand in residence permits of Hong Kong, Macao and Taiwan residents only. */
export const PERMIT_REGIONS = ['810000', '820000', '830000'];
const NAMES = {
  'resident-id': { en: 'resident identity card', zh: '居民身份证' },
  'hk-macao-taiwan-residence': {
    en: 'residence permit of a Hong Kong, Macao or Taiwan resident',
    zh: '港澳台居民居住证',
  },
  'foreign-permanent-resident': { en: "foreigner's permanent residence card", zh: '外国人永久居留身份证' },
  'unified-social-credit': { en: 'unified social credit code', zh: '统一社会信用代码' },
} as const;

/** Says that a number belongs to another kind of document. */
export function otherType(
  type: keyof typeof NAMES,
  number: string,
): Pick<NumberCheck, 'findings' | 'suggestions'> {
  const { en, zh } = NAMES[type];
  return {
    findings: [finding('wrong-document-type', '/type', { document: en, documentZh: zh })],
    suggestions: [{ kind: 'other-type', number, type }],
  };
}

/** Check character, region, birth and sex of 18 characters of the resident form. */
export function checkEighteen(
  number: string,
  input: DocumentCheckInput,
  reference: DocumentReference,
  today: Day,
): NumberCheck {
  const { region, born, gender } = identity.residentNumberParts(number);
  const place = checkRegion(region, reference.regions);
  const holds = identity.mod11Dash2Holds(number);
  const findings: DocumentFinding[] = [
    ...(holds ? [] : [finding('check-character', '/number')]),
    ...place.findings,
    ...checkBirth(born, today, reference.rules),
    ...compareHolder({ born, gender }, input),
  ];
  return {
    findings,
    derived: {
      normalisedNumber: number,
      ...place.derived,
      ...(isDay(born) ? { dateOfBirth: born } : {}),
      gender,
    },
    suggestions: holds
      ? []
      : suggest(number, {
          length: 18,
          alphabet: residentAlphabet,
          fits: (candidate) => fitsHolder(candidate, input, reference, today),
        }),
  };
}

/** Reads the number, replaces look-alikes, and hands 18 characters on. */
export function readAndCheck(plain: string, check: (number: string) => NumberCheck): NumberCheck {
  const { number, replaced, fault } = readResidentShaped(plain);
  if (fault) return { findings: [fault], derived: { normalisedNumber: plain }, suggestions: [] };
  const result = check(number);
  if (!replaced) return result;
  return {
    ...result,
    findings: [finding('characters-replaced', '/number', { number }), ...result.findings],
    suggestions: [{ kind: 'look-alike', number }, ...result.suggestions],
  };
}

/** Resident identity cards, permanent and temporary (GB 11643): 18 characters, or the 15 digits of the old card. */
export const checkResidentNumber: NumberChecker = (plain, input, reference, today) => {
  if (plain.length === 18 && /[A-HJ-NP-RTUWY]/.test(plain) && identity.creditCodeHolds(plain))
    return { ...otherType('unified-social-credit', plain), derived: { normalisedNumber: plain } };
  return readAndCheck(plain, (number) => {
    if (number.length === 15) return checkFifteen(number, input, reference, today);
    if (number.length !== 18) {
      const grammar = {
        length: 18,
        alphabet: residentAlphabet,
        fits: (candidate: string) => fitsHolder(candidate, input, reference, today),
      };
      return {
        findings: [finding('wrong-length', '/number', { expected: 18, actual: number.length })],
        derived: { normalisedNumber: number },
        suggestions: suggest(number, grammar),
      };
    }
    const other = PERMIT_REGIONS.includes(number.slice(0, 6))
      ? 'hk-macao-taiwan-residence'
      : number.startsWith('9') && identity.mod11Dash2Holds(number)
        ? 'foreign-permanent-resident'
        : undefined;
    if (other) return { ...otherType(other, number), derived: { normalisedNumber: number } };
    const checked = checkEighteen(number, input, reference, today);
    return { ...checked, derived: { ...checked.derived, nationality: 'CHN' } };
  });
};

function checkFifteen(
  number15: string,
  input: DocumentCheckInput,
  reference: DocumentReference,
  today: Day,
): NumberCheck {
  const { notValidFrom } = reference.rules.oldResidentCard;
  const number = identity.upgradeResidentNumber(number15);
  const checked = checkEighteen(number, input, reference, today);
  return {
    findings: [
      ...(today >= notValidFrom
        ? [finding('old-card-expired', '/number', { date: notValidFrom, number })]
        : [finding('old-form', '/number')]),
      ...checked.findings,
    ],
    derived: { ...checked.derived, nationality: 'CHN' },
    suggestions: [{ kind: 'old-number', number }],
  };
}
