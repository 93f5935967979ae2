import type { IdentityDocument } from './customer-types.js';

export type VerificationOutcome = 'confirmed' | 'failed' | 'refused-by-customer';

export interface VerificationInput {
  reason: string;
  method: string;
  outcome: VerificationOutcome;
  documents?: IdentityDocument[];
  /** Ids of images, and references to whatever else proves it. */
  evidence?: string[];
}

export interface Verification extends Required<VerificationInput> {
  id: string;
  verifiedAt: string;
  verifiedOn: string;
  verifiedBy: string;
}

/** A reason or a method, in the reader's language, with its article. */
export interface VerificationTerm {
  id: string;
  title: string;
  article: string;
}

export interface VerificationTerms {
  reasons: VerificationTerm[];
  methods: VerificationTerm[];
}
