import countries from 'i18n-iso-countries';
import { identity, isCountry, isDay, type Day } from '../../../platform/index.js';
import type { NumberCheck, NumberChecker } from './check-part.js';
import { finding } from './findings.js';
import { checkBirth, compareHolder } from './holder.js';
import { otherType, readAndCheck } from './resident-number.js';
import { DIGITS } from './resident-shaped.js';
import { suggest } from './suggest.js';
import type { DocumentCheckInput, DocumentReference } from './types.js';

interface NewCard {
  place: string;
  country: string | undefined;
  born: string;
  gender: 'male' | 'female';
}

/** 9, place of acceptance (2), nationality (ISO 3166 numeric), birth (8), sequence (3, odd for men), check character. */
function parts(number: string): NewCard {
  return {
    place: number.slice(1, 3),
    country: countries.numericToAlpha3(number.slice(3, 6)),
    born: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    gender: Number(number[16]) % 2 === 1 ? 'male' : 'female',
  };
}

/**
 * Both cards of foreigners with permanent residence: 3 letters and 12 digits (until 2023), or 18 characters that begin
 * with 9 and check as resident numbers do.
 */
export const checkForeignPermanentResident: NumberChecker = (plain, input, reference, today) => {
  if (/^[A-Z]{3}/.test(plain)) return checkOldCard(plain, input, reference);
  return readAndCheck(plain, (number) => checkNewCard(number, input, reference, today));
};

function checkOldCard(plain: string, input: DocumentCheckInput, { rules }: DocumentReference): NumberCheck {
  const country = plain.slice(0, 3);
  const digits = identity.withDigits(plain.slice(3));
  const number = country + digits;
  const base = { derived: { normalisedNumber: number }, suggestions: [] };
  if (number.length !== 15)
    return {
      ...base,
      findings: [finding('wrong-length', '/number', { expected: 15, actual: number.length })],
    };
  const bad = [...digits].findIndex((character) => !/\d/.test(character));
  if (bad >= 0)
    return {
      ...base,
      findings: [finding('invalid-character', '/number', { position: bad + 4, character: digits[bad]! })],
    };
  const known = isCountry(country);
  const findings = [
    ...(number === plain ? [] : [finding('characters-replaced', '/number', { number })]),
    ...(known || rules.travelDocumentIssuers.includes(country)
      ? []
      : [finding('unknown-country', '/number', { code: country })]),
  ];
  // Where the birth stands in the twelve digits is not confirmed, so that its absence is a hint only.
  const birth = input.dateOfBirth?.replaceAll('-', '').slice(2);
  if (birth !== undefined && !digits.includes(birth))
    findings.push(finding('date-of-birth-unconfirmed', '/dateOfBirth'));
  return {
    ...base,
    findings,
    derived: { normalisedNumber: number, ...(known ? { nationality: country } : {}) },
  };
}

function checkNewCard(
  number: string,
  input: DocumentCheckInput,
  { rules, regions }: DocumentReference,
  today: Day,
): NumberCheck {
  const fits = (candidate: string): boolean => {
    const { place, country, born } = parts(candidate);
    if (!candidate.startsWith('9') || !identity.mod11Dash2Holds(candidate)) return false;
    if (country === undefined || regions.provinces[place] === undefined) return false;
    if (!isDay(born) || born > today) return false;
    return input.dateOfBirth === undefined || input.dateOfBirth === born;
  };
  const suggestions = (): NumberCheck['suggestions'] =>
    suggest(number, { length: 18, alphabet: (at) => (at === 17 ? `${DIGITS}X` : DIGITS), fits });
  if (number.length !== 18)
    return {
      findings: [finding('wrong-length', '/number', { expected: 18, actual: number.length })],
      derived: { normalisedNumber: number },
      suggestions: suggestions(),
    };
  const holds = identity.mod11Dash2Holds(number);
  if (!number.startsWith('9')) {
    if (holds) return { ...otherType('resident-id', number), derived: { normalisedNumber: number } };
    return {
      findings: [finding('wrong-form', '/number', { form: '9 + 17' })],
      derived: { normalisedNumber: number },
      suggestions: suggestions(),
    };
  }
  const { place, country, born, gender } = parts(number);
  return {
    findings: [
      ...(holds ? [] : [finding('check-character', '/number')]),
      ...(regions.provinces[place] === undefined
        ? [finding('unknown-province', '/number', { code: place })]
        : []),
      ...(country === undefined ? [finding('unknown-country', '/number', { code: number.slice(3, 6) })] : []),
      ...checkBirth(born, today, rules),
      ...compareHolder({ born, gender }, input, 'gender-unusual'),
    ],
    derived: {
      normalisedNumber: number,
      ...(country === undefined ? {} : { nationality: country }),
      ...(isDay(born) ? { dateOfBirth: born } : {}),
      gender,
    },
    suggestions: holds ? [] : suggestions(),
  };
}
