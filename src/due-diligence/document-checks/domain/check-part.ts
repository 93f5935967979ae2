import type { Day } from '../../../platform/index.js';
import type { Derived, DocumentCheckInput, DocumentFinding, DocumentReference, Suggestion } from './types.js';

/** What the check of one kind of number found. */
export interface NumberCheck {
  findings: DocumentFinding[];
  derived: Partial<Derived> & { normalisedNumber: string };
  suggestions: Suggestion[];
}

/** Checks one kind of number; `plain` is the number in capitals without separators. */
export type NumberChecker = (
  plain: string,
  input: DocumentCheckInput,
  reference: DocumentReference,
  today: Day,
) => NumberCheck;
