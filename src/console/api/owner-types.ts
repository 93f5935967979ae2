export interface OwnerParty {
  id: string;
  kind: 'person' | 'body';
  bodyType: string | null;
  name: string;
  gender: string | null;
  dateOfBirth: string | null;
  nationality: string | null;
  documents: { type: string; number: string; validUntil: string | null }[];
  customerId: string | null;
}

export interface Relationship {
  id: string;
  type: string;
  holder: OwnerParty;
  subject: OwnerParty;
  /** Per cent as decimal text. */
  share: string | null;
  means: string | null;
  since: string;
  until: string | null;
  source: string;
  reference: string | null;
  /** The field of the customer it follows. */
  fact: string | null;
  endReason: string | null;
}

export interface Relationships {
  asOf: string | null;
  items: Relationship[];
  truncated: boolean;
}

export interface FoundOwner {
  party: string;
  basis: string;
  share: string | null;
  means: string[];
  through: string[];
  paths: { parties: string[]; shares: string[]; product: string }[];
}

export interface Determination {
  outcome: string;
  treatment: { treatment: string; article: string } | null;
  /** Absent for those bound to a branch. */
  threshold?: string;
  owners: FoundOwner[];
  stateHeld: string;
  open: string;
  unresolved: { code: string; parties: string[]; share: string | null }[];
}

export interface OwnersAnswer {
  asOf: string;
  version: number | null;
  computedAt: string | null;
  determination: Determination;
  declared: { party: string; share: string | null; basis: string | null }[];
  differences: { code: string; party: string }[];
  parties: OwnerParty[];
  history: {
    version: number;
    asOf: string;
    computedAt: string;
    outcome: string;
    owners: { party: string; basis: string; share: string | null }[];
  }[];
  confirmations: {
    version: number;
    method: string | null;
    evidence: string[];
    note: string | null;
    confirmedAt: string;
    /** Null for a branch where somebody elsewhere did. */
    confirmedBy: string | null;
  }[];
}

export interface OwnedEntity {
  customerId: string;
  customerNumber: string;
  name: string;
  branch: string | null;
  basis: string;
  share: string | null;
  asOf: string;
}

export interface RegisterDifference {
  code: string;
  owner: string;
  found: string | null;
  registered: string | null;
  material: boolean;
}

export interface RegisterComparison {
  id: string;
  differences: RegisterDifference[];
  material: boolean;
  discrepancyId: string | null;
}

export interface RegisterDiscrepancy {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  register: string;
  foundOn: string;
  dueOn: string;
  estimated: boolean;
  material: boolean;
  status: string;
  /** Negative when overdue; null when ended. */
  workingDaysLeft: number | null;
}

export interface RegisterDiscrepancyDetail extends RegisterDiscrepancy {
  queriedOn: string;
  differences: RegisterDifference[];
  mayFollow: string[];
  events: { kind: string; text: string | null; at: string; by: string }[];
}
