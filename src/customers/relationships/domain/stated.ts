import type { Day } from '../../../platform/index.js';

/** A party in the words of whoever stated a relationship, as far as they are shown. */
export interface Stated {
  name?: string;
  documents?: readonly StatedDocument[];
}

export interface StatedDocument {
  type: string;
  number: string;
  validUntil?: Day | null;
}

export interface ShownDocument {
  type: string;
  number: string;
  validUntil: Day | null;
}

/**
 * What documents a party has: those known of it, then what was stated and is not among them. A customer's are those of
 * its record, whatever somebody says.
 */
export function documentsOf(
  party: { customerId: string | null; documents: readonly ShownDocument[] },
  stated: readonly StatedDocument[] = [],
): ShownDocument[] {
  if (party.customerId !== null) return [...party.documents];
  const mark = ({ type, number }: StatedDocument) => `${type} ${number}`;
  const all = new Map<string, ShownDocument>(party.documents.map((document) => [mark(document), document]));
  for (const { type, number, validUntil = null } of stated)
    if (!all.has(mark({ type, number }))) all.set(mark({ type, number }), { type, number, validUntil });
  return [...all.values()];
}
