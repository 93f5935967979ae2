import { identity, isCountry, type Day } from '../../../../platform/index.js';
import { finding, type FindingCode } from '../findings.js';
import { compareHolder } from '../holder.js';
import type { Derived, DocumentCheckInput, DocumentFinding, DocumentReference, MrzField } from '../types.js';
import { parseMrz, type ParsedMrz } from './parse.js';
import { readMrz, repairMrz, type MrzLines } from './read.js';

const CHECK_CODES: Record<MrzField, FindingCode> = {
  number: 'mrz-check-number',
  dateOfBirth: 'mrz-check-date-of-birth',
  expiry: 'mrz-check-expiry',
  optional: 'mrz-check-optional',
  composite: 'mrz-check-composite',
};

/** Germany alone has one letter in the zone. */
const countryOf = (code: string): string => (code === 'D' ? 'DEU' : code);

function badCharacter({ lines }: MrzLines): DocumentFinding | undefined {
  for (const [line, row] of lines.entries()) {
    const position = row === undefined ? -1 : row.search(/[^A-Z0-9<]/);
    if (position >= 0)
      return finding('mrz-invalid-character', '/mrz', { line: line + 1, position: position + 1 });
  }
  return undefined;
}

/** Letters of a name without accents, order and spaces. */
const bare = (name: string): string =>
  [
    ...name
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z]/g, ''),
  ]
    .sort()
    .join('');

/** What the zone says against what was typed. */
function compare(parsed: ParsedMrz, number: string, input: DocumentCheckInput): DocumentFinding[] {
  const found: DocumentFinding[] = [];
  if (parsed.number !== number) found.push(finding('mrz-number-mismatch', '/mrz'));
  found.push(...compareHolder({ born: parsed.dateOfBirth ?? undefined, gender: parsed.gender }, input));
  if (parsed.expiry && input.validUntil !== undefined && parsed.expiry !== input.validUntil)
    found.push(finding('mrz-expiry-mismatch', '/validUntil', { date: parsed.expiry }));
  const issuer = parsed.issuer === undefined ? undefined : countryOf(parsed.issuer);
  if (issuer !== undefined && input.issuingCountry !== undefined && issuer !== input.issuingCountry)
    found.push(finding('country-mismatch', '/issuingCountry', { code: issuer }));
  if (
    parsed.nameLatin !== undefined &&
    input.name !== undefined &&
    /^[\p{Script=Latin}\s\p{P}]+$/u.test(input.name)
  ) {
    // A long name is cut off in the zone.
    const [zone, typed] = [bare(parsed.nameLatin), bare(input.name)];
    if (zone !== typed && zone.length < 30) found.push(finding('mrz-name-mismatch', '/name'));
  }
  if (
    parsed.documentCode !== undefined &&
    parsed.documentCode.startsWith('P') !== (input.type === 'passport')
  )
    found.push(finding('mrz-document-kind', '/mrz'));
  return found;
}

/**
 * Checks a machine-readable zone by itself, each check digit by name, and against what was typed.
 * @param number the typed number, normalised
 */
export function checkMrz(
  mrz: string,
  number: string,
  input: DocumentCheckInput,
  { rules }: DocumentReference,
  today: Day,
): { findings: DocumentFinding[]; derived: Partial<Derived> } {
  const read = readMrz(mrz);
  if (!read) return { findings: [finding('mrz-unreadable', '/mrz')], derived: {} };
  const fault = badCharacter(read);
  if (fault) return { findings: [fault], derived: {} };
  const parsed = parseMrz(repairMrz(read), today);
  const unknown = [
    ...new Set([parsed.issuer, parsed.nationality].map((code) => countryOf(code ?? ''))),
  ].filter((code) => code !== '' && !isCountry(code) && !rules.travelDocumentIssuers.includes(code));
  const findings = [
    ...parsed.checks.filter(({ holds }) => !holds).map(({ field }) => finding(CHECK_CODES[field], '/mrz')),
    ...(parsed.dateOfBirth === null || parsed.expiry === null
      ? [finding('mrz-impossible-date', '/mrz')]
      : []),
    ...unknown.map((code) => finding('unknown-country', '/mrz', { code })),
    ...compare(parsed, identity.plainNumber(number), input),
  ];
  const [nationality, issuer] = [parsed.nationality, parsed.issuer ?? ''].map(countryOf) as [string, string];
  return {
    findings,
    derived: {
      ...(parsed.dateOfBirth ? { dateOfBirth: parsed.dateOfBirth } : {}),
      ...(parsed.gender ? { gender: parsed.gender } : {}),
      ...(parsed.expiry ? { validUntil: parsed.expiry } : {}),
      ...(isCountry(nationality) ? { nationality } : {}),
      ...(isCountry(issuer) ? { issuingCountry: issuer } : {}),
      ...(parsed.nameLatin === undefined ? {} : { nameLatin: parsed.nameLatin }),
      mrz: {
        format: parsed.format,
        ...(parsed.documentCode === undefined ? {} : { documentCode: parsed.documentCode }),
        checks: parsed.checks,
      },
    },
  };
}
