import type { Facts } from '../../../customers/index.js';

type Document = NonNullable<Facts['documents']>[number];

/** What of a fact makes it the same one: of documents type and number, not when they end or who scanned them. */
function essence(field: string, facts: Facts): unknown {
  switch (field) {
    case 'documents':
      return (facts.documents ?? []).map(({ type, number }) => `${type} ${number}`).sort();
    case 'legalRepresentative': {
      const head = facts.legalRepresentative;
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

/** Documents whose expiry no longer matters: gone, or replaced by a later one of their type. `type:validUntil`. */
export function replacedDocuments(before: Facts, after: Facts): string[] {
  const kept = after.documents ?? [];
  const stands = ({ type, validUntil }: Document): boolean =>
    kept.some((one) => one.type === type && one.validUntil === validUntil && one.longTerm !== true) &&
    !kept.some((one) => one.type === type && (one.longTerm === true || (one.validUntil ?? '') > validUntil!));
  const gone = (before.documents ?? []).filter((one) => one.validUntil !== undefined && !stands(one));
  return [...new Set(gone.map(({ type, validUntil }) => `${type}:${validUntil}`))];
}
