import type { Finding } from './types.js';

export type CustomerKind = 'individual' | 'organisation' | 'sole-trader';
export type CustomerStatus = 'pending' | 'active' | 'restricted' | 'refused' | 'closed';

export interface IdentityDocument {
  type: string;
  number: string;
  issuer?: string | null;
  issuedOn?: string | null;
  validUntil?: string | null;
  longTerm?: boolean | null;
  /** Ids of scans, and references of the bank's own archive. */
  images?: string[];
}

export interface Contact {
  type: 'mobile' | 'phone' | 'email';
  value: string;
  consent?: boolean;
}

export interface Person {
  name: string;
  nameLatin?: string | null;
  nationality?: string | null;
  gender?: string | null;
  dateOfBirth?: string | null;
  contacts?: Contact[];
  documents?: IdentityDocument[];
}

export interface Account {
  accountNumber: string;
  type: string;
  currency: string;
  openedOn: string;
  closedOn?: string | null;
}

/** Decimal text in CNY, or an amount with its currency. */
export type Wealth = string | { amount: string; currency: string };

export interface CustomerInput {
  kind: CustomerKind;
  branch: string | null;
  name: string;
  formerNames?: string[];
  customerNumber?: string;
  publicBody?: boolean;
  nameLatin?: string | null;
  gender?: string | null;
  dateOfBirth?: string | null;
  nationality?: string | null;
  occupation?: string | null;
  industry?: string | null;
  addresses?: { type: string; text: string; country: string; region?: string | null }[];
  contacts?: Contact[];
  documents?: IdentityDocument[];
  purpose?: string | null;
  natureOfBusiness?: string | null;
  sourceOfFunds?: string | null;
  annualIncome?: Wealth | null;
  businessScope?: string | null;
  registeredCapital?: Wealth | null;
  openedOn?: string | null;
  channel?: string | null;
  legalRepresentative?: Person | null;
  agent?: (Person & { authorisation?: string }) | null;
  beneficialOwners?: (Person & { basis: string; share?: string; since?: string })[];
  accounts?: Account[];
}

/** `riskLevel` and `screening.matches` are absent for tellers. */
export interface Customer extends CustomerInput {
  id: string;
  customerNumber: string;
  status: CustomerStatus;
  riskLevel?: string | null;
  nextReviewOn?: string | null;
  screening?: { state: 'clear' | 'pending' | 'hit'; matches?: unknown[] } | null;
  findings?: Finding[];
  /** Of another branch's customer without its number. */
  mergedInto?: { customerNumber?: string };
  merged?: { customerNumber?: string }[];
  version: number;
}

/** One line of a search's answer: enough to recognise a customer, no more. */
export type CustomerHit = Pick<
  Customer,
  'id' | 'customerNumber' | 'kind' | 'name' | 'nameLatin' | 'branch' | 'status'
> & {
  matchedBy?: string;
};
