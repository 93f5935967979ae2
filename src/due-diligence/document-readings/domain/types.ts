import type { Day } from '../../../platform/index.js';
import type { DocumentType } from '../../../customers/index.js';
import type { DocumentFinding } from '../../document-checks/index.js';

/**
 * How far a reading can be trusted. `checked`: read as it stands, and every check character agrees; `repaired`: they
 * agree after characters that look alike were exchanged or the line was fitted; `unchecked`: they do not agree, or
 * there is none.
 */
export const confidences = ['checked', 'repaired', 'unchecked'] as const;
export type Confidence = (typeof confidences)[number];

/** What a picture may show; a person compares it with the document and confirms. */
export interface Reading {
  type: DocumentType;
  /** Absent on the back of a card. */
  number?: string;
  name?: string;
  nameLatin?: string;
  dateOfBirth?: Day;
  gender?: 'male' | 'female';
  nationality?: string;
  validUntil?: Day;
  longTerm?: true;
  /** The zone as repaired, its lines apart. */
  mrz?: string;
  confidence: Confidence;
  findings: DocumentFinding[];
}
