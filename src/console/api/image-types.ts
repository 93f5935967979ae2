import type { Finding } from './types.js';

/** An uploaded scan; a customer's document or a verification names its id. */
export interface StoredImage {
  id: string;
  mediaType: string;
  size: number;
}

/** A scan of a customer, those of replaced documents included. */
export interface CustomerImage extends StoredImage {
  uploadedAt: string;
}

/** `checked`: the check characters agree; `repaired`: after look-alikes were exchanged; `unchecked`: there were none. */
export type ReadingConfidence = 'checked' | 'repaired' | 'unchecked';

/** What a photo may show; nothing of it counts until a person has compared it with the document. */
export interface Reading {
  type: string;
  number?: string;
  name?: string;
  nameLatin?: string;
  dateOfBirth?: string;
  gender?: string;
  nationality?: string;
  validUntil?: string;
  longTerm?: boolean;
  confidence: ReadingConfidence;
  findings: Finding[];
}
