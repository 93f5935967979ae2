import type { Day, Text } from '../../../platform/index.js';
import type { CustomerKind } from '../../../customers/index.js';

/** The file `rules/due-diligence/requirements.json`; what each field means, its schema says. */
export interface RequirementFile {
  id: string;
  version: number;
  instruments: Record<string, { title: Text; short: Text }>;
  requirements: readonly Requirement[];
  barsSimplified: Said & {
    given: readonly string[];
    onSuspicion: Text;
    onHigherRisk: Text;
    levels: readonly string[];
    countries: { lists: readonly string[]; at: readonly string[] };
  };
  enhanced: { message: Text; basis: readonly Basis[] };
  /** Countries of the lists that bar the simplified level, with the days they are listed. */
  listedCountries: readonly { code: string; from?: Day; to?: Day }[];
  expiry: {
    subjects: readonly { code: string; at: string | null; message: Text }[];
    basis: readonly Basis[];
  };
  documents: { basis: readonly Basis[] };
  identityDocuments: {
    proofs: readonly {
      holders: readonly CustomerKind[];
      types: readonly string[];
      youngerThan?: number;
      basis: readonly Basis[];
    }[];
    unclear: readonly string[];
    subjects: readonly {
      at: string | null;
      holders: readonly CustomerKind[];
      unproven: Said;
      unclear?: Said;
    }[];
  };
  nationalities: readonly (Said & {
    types: readonly string[];
    among?: readonly string[];
    notAmong?: readonly string[];
    severity: 'error' | 'warning';
  })[];
  /** Types of documents that can be valid without end, and days that say so; from `documents.json`. */
  longTermTypes: readonly string[];
  longTermDays: readonly Day[];
  names: { anonymous: Said; persons: Said; exact: readonly string[]; patterns: readonly string[] };
  approvals: readonly ApprovalRequirement[];
  approvalMessages: { awaited: Text; refused: Text };
}

/** The provision a requirement rests on, from a day until before another. */
export interface Basis {
  instrument: string;
  article: string;
  certainty: 'verified' | 'secondary' | 'general-knowledge' | 'proposal';
  from: Day;
  to?: Day;
}

export interface Said {
  code: string;
  message: Text;
  basis: readonly Basis[];
}

/** A field with one of these values. */
export interface Where {
  path: string;
  isIn: readonly string[];
}

export interface Requirement extends Said {
  kinds: readonly CustomerKind[];
  level: 'standard' | 'simplified' | 'both';
  severity: 'error' | 'warning';
  refuses?: true;
  judgedBy?: string;
  given?: string;
  unless?: string;
  where?: Where;
  each?: string;
  eachGiven?: string;
  need?: readonly string[];
  stated?: readonly string[];
  found?: readonly string[];
  denied?: readonly string[];
  of?: 'identity-documents';
}

export interface ApprovalRequirement {
  code: string;
  /** Fields that an approval is about; it holds while they stay as they were. */
  restsOn: readonly string[];
  given?: string;
  where?: Where;
  finds?: readonly string[];
  basis: readonly Basis[];
}
