import type { Facts } from '../../../customers/index.js';

/** What of a fact makes it the same one: of documents type and number, not when they end or who scanned them. */
function essence(field: string, facts: Facts): unknown {
  switch (field) {
    case 'documents':
      return (facts.documents ?? []).map(({ type, number }) => `${type} ${number}`).sort();
    case 'agent':
    case 'legalRepresentative': {
      const head = facts[field];
      return (
        head && [head.name, (head.documents ?? []).map(({ type, number }) => `${type} ${number}`).sort()]
      );
    }
    case 'beneficialOwners':
      return (facts.beneficialOwners ?? [])
        .map(
          ({ name, documents = [] }) =>
            `${name} ${documents
              .map(({ number }) => number)
              .sort()
              .join(' ')}`,
        )
        .sort();
    default:
      return (facts as unknown as Record<string, unknown>)[field];
  }
}

/** Which of these facts changed so that the customer must be verified again (CDD Measures 2025, art. 26). */
export function changedFacts(before: Facts, after: Facts, fields: readonly string[]): string[] {
  return fields.filter(
    (field) =>
      JSON.stringify(essence(field, before) ?? null) !== JSON.stringify(essence(field, after) ?? null),
  );
}
