import { identity } from '../../../platform/index.js';
import type { NumberCheck, NumberChecker } from './check-part.js';
import { finding } from './findings.js';
import { checkRegion, regionOf } from './regions.js';
import { DIGITS } from './resident-shaped.js';
import { suggest } from './suggest.js';
import type { DocumentReference } from './types.js';

/** Registered with the State itself. */
const NATIONAL = '100000';
/** Authorities whose codes carry the region of the place: staffing, civil affairs, market supervision, agriculture. */
const BY_REGION = '159N';

const isRegionDigit = (at: number): boolean => at >= 2 && at < 8;
const alphabet = (at: number): string => (isRegionDigit(at) ? DIGITS : identity.CREDIT_CODE_ALPHABET);

const bothHold = (code: string): boolean =>
  identity.creditCodeHolds(code) && identity.organisationCodeHolds(code.slice(8, 17));

/** Letters the standard leaves out, and letters among the digits of the region, as the digits they look like. */
const withoutLookAlikes = (plain: string): string =>
  [...plain]
    .map((character, at) =>
      alphabet(at).includes(character) ? character : (identity.lookAlikeDigit(character) ?? character),
    )
    .join('');

const spelledOut = (code9: string): string => `${code9.slice(0, 8)}-${code9[8]}`;

/** Unified social credit codes (GB 32100) with the organisation code in them; also the numbers from before them. */
export const checkCreditCode: NumberChecker = (plain, _input, reference, today) => {
  const old = checkOldNumber(plain, reference, today);
  if (old) return old;
  const fits = (code: string): boolean =>
    bothHold(code) &&
    (code.slice(2, 8) === NATIONAL || regionOf(code.slice(2, 8), reference.regions).known === 'yes');
  if (plain.length !== 18)
    return {
      findings: [finding('wrong-length', '/number', { expected: 18, actual: plain.length })],
      derived: { normalisedNumber: plain },
      suggestions: suggest(plain, { length: 18, alphabet, fits }),
    };
  const code = withoutLookAlikes(plain);
  if (code !== plain && bothHold(code)) {
    const checked = checkParts(code, reference);
    return {
      findings: [finding('characters-replaced', '/number', { number: code }), ...checked.findings],
      derived: checked.derived,
      suggestions: [{ kind: 'look-alike', number: code }],
    };
  }
  const bad = [...plain].findIndex((character, at) => !alphabet(at).includes(character));
  if (bad >= 0)
    return {
      findings: [finding('invalid-character', '/number', { position: bad + 1, character: plain[bad]! })],
      derived: { normalisedNumber: plain },
      suggestions: suggest(plain, { length: 18, alphabet, fits }),
    };
  const checked = checkParts(plain, reference);
  return { ...checked, suggestions: bothHold(plain) ? [] : suggest(plain, { length: 18, alphabet, fits }) };
};

function checkParts(
  code: string,
  { rules, regions }: DocumentReference,
): Pick<NumberCheck, 'findings' | 'derived'> {
  const [authority, category] = [code[0]!, code[1]!];
  const organisation = code.slice(8, 17);
  const regionCode = code.slice(2, 8);
  const place =
    regionCode === NATIONAL || !BY_REGION.includes(authority)
      ? { findings: [], derived: { regionCode, ...(regionCode === NATIONAL ? { regionName: '中国' } : {}) } }
      : checkRegion(regionCode, regions);
  const holds = identity.organisationCodeHolds(organisation);
  return {
    findings: [
      ...(rules.creditCodeKinds[authority]?.includes(category)
        ? []
        : [finding('unknown-registration-kind', '/number', { code: authority + category })]),
      ...place.findings,
      ...(holds ? [] : [finding('organisation-check-character', '/number')]),
      ...(identity.creditCodeHolds(code) ? [] : [finding('check-character', '/number')]),
    ],
    derived: {
      normalisedNumber: code,
      ...place.derived,
      ...(holds ? { organisationCode: spelledOut(organisation) } : {}),
    },
  };
}

/** The 15 digits of an old business licence, or the 9 characters of an organisation code. */
function checkOldNumber(
  plain: string,
  { rules, regions }: DocumentReference,
  today: string,
): NumberCheck | undefined {
  const licence = plain.length === 15 ? identity.withDigits(plain) : undefined;
  if (licence !== undefined && /^\d{15}$/.test(licence)) {
    const { known: _known, ...place } = regionOf(licence.slice(0, 6), regions);
    return {
      findings: [
        ...(today >= rules.oldLicence.notValidFrom ? [finding('old-licence', '/number')] : []),
        ...(licence === plain ? [] : [finding('characters-replaced', '/number', { number: licence })]),
        ...(identity.mod11Comma10Holds(licence) ? [] : [finding('check-character', '/number')]),
      ],
      derived: { normalisedNumber: licence, ...place },
      suggestions: [],
    };
  }
  if (plain.length !== 9) return undefined;
  const holds = identity.organisationCodeHolds(plain);
  return {
    findings: [
      finding('old-licence', '/number'),
      ...(holds ? [] : [finding('organisation-check-character', '/number')]),
    ],
    derived: { normalisedNumber: plain, ...(holds ? { organisationCode: spelledOut(plain) } : {}) },
    suggestions: [],
  };
}
