import type { Day } from '../../../platform/index.js';
import type { CustomerDocument, CustomerKind, Facts, Finding } from '../../../customers/index.js';
import { ageOn } from '../../document-checks/domain/holder.js';
import { inForce, quoted } from './basis.js';
import type { RequirementFile, Said } from './types.js';

/** Somebody with documents: the customer or one around it. */
export interface Holder {
  documents?: readonly CustomerDocument[];
  dateOfBirth?: Day;
}

export interface IdentityDocuments {
  /** The documents that prove who the holder is, or where there are none those of which a person has to decide it. */
  of(holder: Holder, kind: CustomerKind): CustomerDocument[];
  /** Whose documents prove nothing. */
  findings(facts: Facts): Finding[];
}

/** The holders at a field of the facts; `null` is the customer. */
export function holdersAt(facts: Facts, at: string | null): Holder[] {
  if (at === null) return [facts as Holder];
  const found = (facts as Record<string, unknown>)[at];
  return (Array.isArray(found) ? found : found === undefined ? [] : [found]) as Holder[];
}

/** Which documents prove by their type who somebody is (CDD Measures 2025, art. 49), as it stands on a day. */
export function compileIdentityDocuments(file: RequirementFile, day: Day): IdentityDocuments {
  const { proofs, unclear, subjects } = file.identityDocuments;
  const inUse = proofs.filter(({ basis }) => inForce(basis, day));
  const proves = ({ type }: CustomerDocument, { dateOfBirth }: Holder, kind: CustomerKind): boolean =>
    inUse.some(
      ({ holders, types, youngerThan }) =>
        holders.includes(kind) &&
        types.includes(type) &&
        (youngerThan === undefined || (dateOfBirth !== undefined && ageOn(dateOfBirth, day) < youngerThan)),
    );
  const of = (holder: Holder, kind: CustomerKind): CustomerDocument[] => {
    const { documents = [] } = holder;
    const proving = documents.filter((one) => proves(one, holder, kind));
    return proving.length > 0 ? proving : documents.filter(({ type }) => unclear.includes(type));
  };
  const finding = (severity: Finding['severity'], said: Said | undefined): Finding[] => {
    const rule = said && inForce(said.basis, day);
    if (!said || !rule) return [];
    const { code, message } = said;
    return [{ code, severity, message, article: quoted(rule, file.instruments) }];
  };
  const asked = subjects.map(({ at, holders, unproven, unclear: doubted }) => ({
    at,
    holders,
    unproven: finding('error', unproven),
    unclear: finding('warning', doubted),
  }));
  return {
    of,
    findings: (facts) =>
      asked.flatMap(({ at, holders, unproven, unclear: doubted }) => {
        if (!holders.includes(facts.kind)) return [];
        const kind = at === null ? facts.kind : 'individual';
        const shown = holdersAt(facts, at)
          .filter(({ documents = [] }) => documents.length > 0)
          .map((holder) => of(holder, kind));
        if (shown.some((documents) => documents.length === 0)) return unproven;
        return shown.some(([first]) => unclear.includes(first!.type)) ? doubted : [];
      }),
  };
}

/** Whether the end of validity is known, or that there is none, which only some types can be without. */
export const validityStated = (
  { longTermTypes, longTermDays }: RequirementFile,
  { type, validUntil, longTerm }: CustomerDocument,
): boolean =>
  longTerm || (validUntil !== undefined && longTermDays.includes(validUntil))
    ? longTermTypes.includes(type)
    : validUntil !== undefined;
