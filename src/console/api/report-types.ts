import type { Finding } from './types.js';

export type ReportKind =
  'large-value' | 'suspicious' | 'correction' | 'deletion' | 'continuing' | 'supplement';
export type ReportStatus =
  'draft' | 'approved' | 'submitted' | 'accepted' | 'correction-requested' | 'rejected';

export interface ReportFile {
  name: string;
  mediaType: string;
  sha256: string;
  size: number;
}

export interface Report {
  id: string;
  kind: ReportKind;
  status: ReportStatus;
  businessDate?: string | null;
  dueOn: string | null;
  createdAt?: string;
  createdBy?: string | { username: string; displayName?: string } | null;
  approvedAt?: string | null;
  approvedBy?: string | { username: string; displayName?: string } | null;
  submittedAt?: string | null;
  files: ReportFile[];
  findings: Finding[];
  totals?: Record<string, unknown> | null;
}
