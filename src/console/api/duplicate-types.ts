import type { CustomerHit } from './customer-types.js';

export interface PairSide extends CustomerHit {
  formerNames: string[];
  gender: string | null;
  dateOfBirth: string | null;
  nationality: string | null;
  documents: { type: string; number: string }[];
  contacts: { type: string; value: string }[];
  openedOn: string | null;
  accounts: number;
}

/** Two customers who may be one. */
export interface DuplicatePair {
  id: string;
  status: 'open' | 'same' | 'different';
  score: number;
  reasons: { code: string; message: string }[];
  customers: [PairSide, PairSide];
  decidedBy: string | null;
  decisionReason: string | null;
}

/** One of the two customers of a merge. */
export interface MergeSide {
  id: string;
  customerNumber: string;
  name: string;
}

export interface CustomerMerge {
  id: string;
  status: 'standing' | 'reversed';
  kept: MergeSide;
  merged: MergeSide;
  reason: string;
  mergedAt: string;
  mergedBy: string;
  reversedAt: string | null;
  reversedBy: string | null;
  reversalReason: string | null;
}

/** A search for duplicates among all customers. */
export interface DuplicateScan {
  id: string;
  state: 'running' | 'completed';
  examined: number;
  found: number;
  finishedAt: string | null;
}
