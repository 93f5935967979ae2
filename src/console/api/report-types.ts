export type ReportKind =
  'large-value' | 'suspicious' | 'correction' | 'deletion' | 'continuing' | 'supplement';
export type ReportStatus =
  'draft' | 'approved' | 'submitted' | 'accepted' | 'correction-requested' | 'rejected';

export interface ReportFile {
  name: string;
  role: 'message' | 'package' | 'print';
  mediaType: string;
  sha256: string;
  size: number;
  records: number | null;
}

export interface ReportFinding {
  severity: 'error' | 'warning';
  code: string;
  /** Element of the form, such as `CTID`. */
  element: string;
  path: string;
  record: { customerNumber?: string; source?: string; reference?: string };
  message: string;
}

/** Sums of one class (`0501`), direction and currency. */
export interface ReportTotal {
  feature: string;
  direction: 'in' | 'out';
  currency: string;
  customers: number;
  transactions: number;
  amount: string;
  amountCny: string | null;
  amountUsd: string | null;
}

export interface ReportSummary {
  id: string;
  kind: ReportKind;
  status: ReportStatus;
  businessDate: string | null;
  dueOn: string;
  dueOnEstimated: boolean;
  customers: number;
  records: number;
  transactions: number;
  errors: number;
  warnings: number;
  /** User names. */
  maker: string;
  createdAt: string;
  approver: string | null;
  approvedAt: string | null;
  submitter: string | null;
  submittedAt: string | null;
}

export interface Report extends ReportSummary {
  form: { name: string; version: string };
  institution: { code: string; name: string };
  totals: ReportTotal[];
  files: ReportFile[];
  findings: ReportFinding[];
}
