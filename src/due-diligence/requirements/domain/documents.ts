import type { Day } from '../../../platform/index.js';
import type { Facts, Finding, Person } from '../../../customers/index.js';
import type { DocumentCheck, DocumentCheckInput } from '../../document-checks/domain/types.js';

/** What a document says against its holder; expiry is judged over all documents of a holder, not here. */
const ELSEWHERE = new Set(['expired', 'expires-soon']);

/** Faults in the documents of a customer and of the persons around it, each code once. */
export function documentFindings(
  check: (input: DocumentCheckInput, today: Day) => DocumentCheck,
  facts: Facts,
  today: Day,
): Finding[] {
  const { kind, legalRepresentative, agent, beneficialOwners = [] } = facts;
  const customer: Person[] =
    kind === 'individual' ? [facts as Person] : [{ name: facts.name, documents: facts.documents ?? [] }];
  const found = new Map<string, Finding>();
  for (const holder of [...customer, legalRepresentative, agent, ...beneficialOwners]) {
    if (!holder) continue;
    const { name, gender, dateOfBirth } = holder;
    for (const { type, number, issuedOn, validUntil, longTerm } of holder.documents ?? []) {
      const { findings } = check(
        { type, number, name, gender, dateOfBirth, issuedOn, validUntil, longTerm },
        today,
      );
      for (const { code, severity, message } of findings)
        if (severity === 'error' && !ELSEWHERE.has(code))
          found.set(code, { code: `document-${code}`, severity, message });
    }
  }
  return [...found.values()];
}
