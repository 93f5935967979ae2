import type { Day } from '../../platform/index.js';
import type { CustomerBody, CustomerStatus } from '../schemas.js';
import type { Finding } from './finding.js';
import type { Hold } from './status.js';

/** What is known of a customer, in the words of the contract; only a walk-in may lack a branch. */
export type Facts = Omit<CustomerBody, 'branch'> & { branch?: string };

/** A customer that another leads to. */
export interface LinkedCustomer {
  id: string;
  customerNumber: string;
  name: string;
  branch: string | null;
}

/** A customer as stored. `key` is the number inside the database, `id` the one outside. */
export interface Customer {
  key: string;
  id: string;
  customerNumber: string;
  occasional: boolean;
  status: CustomerStatus;
  /** What the facts came to when they were last stored. */
  factsHold: Hold;
  /** What is known only from the database, by who found it. */
  findings: Record<string, Finding[]>;
  restricted: boolean;
  closedOn: Day | null;
  closureReason: string | null;
  riskLevel: string | null;
  nextReviewOn: string | null;
  /** The customer for whom all of this one's counts now. */
  mergedInto: LinkedCustomer | null;
  /** Customers that were merged into this one. */
  merged: LinkedCustomer[];
  screeningState: 'clear' | 'pending' | 'hit';
  createdAt: Date;
  updatedAt: Date;
  version: number;
  facts: Facts & { customerNumber: string };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** One form for what means the same: no empty lists, no flags that say what holds anyway. */
export function normalised<T extends Facts>(facts: T): T {
  const kept = Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value))) as T;
  if (kept.publicBody === false) delete kept.publicBody;
  if (kept.documents) {
    kept.documents = kept.documents.map(({ longTerm, images, ...document }) => ({
      ...document,
      ...(longTerm ? { longTerm } : {}),
      ...(isEmpty(images) ? {} : { images: images! }),
    }));
  }
  return kept;
}
