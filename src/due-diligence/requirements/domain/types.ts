import type { Day, Text } from '../../../platform/index.js';
import type { CustomerKind } from '../../../customers/index.js';

/** The file `rules/due-diligence/requirements.json`; what each field means, its schema says. */
export interface RequirementFile {
  id: string;
  version: number;
  instruments: Record<string, { title: Text; short: Text }>;
  requirements: readonly Requirement[];
  barsSimplified: Said & { given: readonly string[]; onSuspicion: Text };
  expiry: {
    subjects: readonly { code: string; at: string | null; message: Text }[];
    basis: readonly Basis[];
  };
  documents: { basis: readonly Basis[] };
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

interface Said {
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
}

export interface ApprovalRequirement {
  code: string;
  given?: string;
  where?: Where;
  basis: readonly Basis[];
}
