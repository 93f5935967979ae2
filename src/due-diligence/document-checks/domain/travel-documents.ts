import { identity, isCountry } from '../../../platform/index.js';
import type { NumberChecker } from './check-part.js';
import { finding } from './findings.js';

const matches = (number: string, forms: readonly string[]): boolean =>
  forms.some((form) => new RegExp(form).test(number));

/** Letters first, then digits: a letter among the digits is read as the digit it looks like. */
const digitsAfter = (plain: string, letters: number): string =>
  plain.slice(0, letters) + identity.withDigits(plain.slice(letters));

/** How many characters of a Hong Kong or Macao permit's number last for life; then the count of issues follows. */
const LASTING = 9;

/** Permits of Hong Kong and Macao residents: H or M and 8 digits that last for life, on the 1999 card 2 more. */
export const checkHkMacaoPermit: NumberChecker = (plain, _input, { rules }) => {
  const { hkMacaoPermit, hkMacaoPermitUnconfirmed } = rules.numberForms;
  const number = matches(plain, hkMacaoPermitUnconfirmed) ? plain : digitsAfter(plain, 1);
  const derived = { normalisedNumber: number, comparisonNumber: number.slice(0, LASTING) };
  const replaced = number === plain ? [] : [finding('characters-replaced', '/number', { number })];
  if (matches(number, hkMacaoPermit)) {
    return {
      findings: replaced,
      derived,
      suggestions: replaced.length > 0 ? [{ kind: 'look-alike', number }] : [],
    };
  }
  if (matches(number, hkMacaoPermitUnconfirmed))
    return { findings: [finding('unusual-form', '/number')], derived, suggestions: [] };
  return {
    findings: [finding('wrong-form', '/number', { form: 'H / M + 8 (+ 2)' })],
    derived: { normalisedNumber: plain },
    suggestions: [],
  };
};

/** Permits of Taiwan residents: 8 digits on the card of today, 10 and the count of issues on the booklet before it. */
export const checkTaiwanPermit: NumberChecker = (plain, _input, { rules }) => {
  const { taiwanPermit, taiwanPermitOld } = rules.numberForms;
  if (matches(plain, taiwanPermitOld))
    return {
      findings: [finding('old-form', '/number')],
      derived: { normalisedNumber: plain, comparisonNumber: plain.slice(0, 10) },
      suggestions: [],
    };
  const number = identity.withDigits(plain);
  const right = matches(number, taiwanPermit);
  const replaced = right && number !== plain;
  return {
    findings: [
      ...(right ? [] : [finding('wrong-form', '/number', { form: '8' })]),
      ...(replaced ? [finding('characters-replaced', '/number', { number })] : []),
    ],
    derived: { normalisedNumber: right ? number : plain },
    suggestions: replaced ? [{ kind: 'look-alike', number }] : [],
  };
};

/** Passports: letters and digits; the forms of some issuers are known and only hinted at, for issuers change them. */
export const checkPassport: NumberChecker = (plain, { issuingCountry }, { rules }) => {
  const { passports, passportAny } = rules.numberForms;
  if (!matches(plain, passportAny)) {
    const at = [...plain].findIndex((character) => !/[A-Z0-9]/.test(character));
    return {
      findings: [
        at >= 0
          ? finding('invalid-character', '/number', { position: at + 1, character: plain[at]! })
          : finding('wrong-form', '/number', { form: 'A-Z, 0-9: 5-15' }),
      ],
      derived: { normalisedNumber: plain },
      suggestions: [],
    };
  }
  const forms = issuingCountry === undefined ? undefined : passports[issuingCountry];
  const country = issuingCountry !== undefined && isCountry(issuingCountry) ? { issuingCountry } : {};
  if (forms === undefined || matches(plain, forms))
    return { findings: [], derived: { normalisedNumber: plain, ...country }, suggestions: [] };
  const swapped = [1, 2].map((letters) => digitsAfter(plain, letters)).find((one) => matches(one, forms));
  return {
    findings: [finding('unusual-form', '/number')],
    derived: { normalisedNumber: plain, ...country },
    suggestions: swapped === undefined ? [] : [{ kind: 'look-alike', number: swapped }],
  };
};

/** Military and police cards, household registers and all else: free text within limits. */
export const checkFreeText: NumberChecker = (plain, _input, { rules }) => {
  const { least, most } = rules.freeTextLength;
  const { length } = [...plain];
  const right = length >= least && length <= most;
  return {
    findings: right
      ? []
      : [finding('wrong-length', '/number', { expected: `${least}-${most}`, actual: length })],
    derived: { normalisedNumber: plain },
    suggestions: [],
  };
};
