import { identity, isDay, type Day } from '../../../platform/index.js';
import type { DocumentType } from '../../../customers/index.js';
import type { NumberChecker } from './check-part.js';
import { checkCreditCode } from './credit-code.js';
import { finding } from './findings.js';
import { checkForeignPermanentResident } from './foreign-permanent-resident.js';
import { checkBirth } from './holder.js';
import { checkMrz } from './mrz/check.js';
import { checkResidencePermit } from './residence-permit.js';
import { checkResidentNumber } from './resident-number.js';
import { checkFreeText, checkHkMacaoPermit, checkPassport, checkTaiwanPermit } from './travel-documents.js';
import type { DocumentCheck, DocumentCheckInput, DocumentFinding, DocumentReference } from './types.js';
import { checkValidity } from './validity.js';

const checkers: Record<DocumentType, NumberChecker> = {
  'resident-id': checkResidentNumber,
  'temporary-resident-id': checkResidentNumber,
  passport: checkPassport,
  'hk-macao-permit': checkHkMacaoPermit,
  'taiwan-permit': checkTaiwanPermit,
  'hk-macao-taiwan-residence': checkResidencePermit,
  'foreign-permanent-resident': checkForeignPermanentResident,
  'military-id': checkFreeText,
  'household-register': checkFreeText,
  'unified-social-credit': checkCreditCode,
  other: checkFreeText,
};

/** Later findings that say what an earlier one said are left out. */
function once(findings: readonly DocumentFinding[]): DocumentFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, pointer = '', message }) => {
    const key = `${code} ${pointer} ${message.en}`;
    return seen.size < seen.add(key).size;
  });
}

/**
 * Checks a document as typed at the counter: its number, its machine-readable zone, its days, its holder. Pure, far
 * below a millisecond; stores and asks nothing.
 */
export function checkDocumentBy(
  reference: DocumentReference,
  input: DocumentCheckInput,
  today: Day,
): DocumentCheck {
  const plain = identity.plainNumber(input.number);
  const number = checkers[input.type](plain, input, reference, today);
  const { normalisedNumber } = number.derived;
  const zone =
    input.mrz === undefined
      ? { findings: [], derived: {} }
      : checkMrz(input.mrz, normalisedNumber, input, reference, today);
  const derived = { comparisonNumber: normalisedNumber, ...zone.derived, ...number.derived };
  const between =
    number.derived.dateOfBirth !== undefined &&
    zone.derived.dateOfBirth !== undefined &&
    number.derived.dateOfBirth !== zone.derived.dateOfBirth
      ? [finding('date-of-birth-mismatch', '/mrz', { date: number.derived.dateOfBirth })]
      : [];
  const born = derived.dateOfBirth ?? input.dateOfBirth;
  const typedBirth =
    input.dateOfBirth !== undefined && number.derived.dateOfBirth === undefined
      ? checkBirth(input.dateOfBirth, today, reference.rules, '/dateOfBirth')
      : [];
  const validUntil = input.validUntil ?? (input.longTerm ? undefined : zone.derived.validUntil);
  const findings = once([
    ...number.findings,
    ...zone.findings,
    ...between,
    ...typedBirth,
    ...checkValidity(
      { ...input, validUntil },
      born !== undefined && isDay(born) ? born : undefined,
      today,
      reference.rules,
    ),
  ]);
  return {
    valid: !findings.some(({ severity }) => severity === 'error'),
    findings,
    derived,
    suggestions: number.suggestions,
  };
}
