import {
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Day,
  type Language,
  type Queryable,
} from '../platform/index.js';
import type { Finding } from './domain/finding.js';
import type { ReportSummary } from './domain/totals.js';
import type { ReportQuery, ReportStatus } from './schemas.js';
import { filesOf } from './store.js';

export interface ReportRow {
  id: string;
  public_id: string;
  kind: string;
  status: ReportStatus;
  business_date: Day | null;
  due_on: Day;
  due_on_estimated: boolean;
  form_name: string;
  form_version: string;
  institution_code: string;
  institution_name: string;
  summary: ReportSummary;
  findings: Finding[];
  error_count: number;
  created_at: Date;
  maker_id: string;
  maker_name: string;
  approved_at: Date | null;
  approver_name: string | null;
  submitted_at: Date | null;
  submitter_name: string | null;
}

const COLUMNS = `id, public_id, kind, status, business_date::text AS business_date, due_on::text AS due_on, due_on_estimated,
  form_name, form_version, institution_code, institution_name, summary, findings, error_count, created_at, maker_id,
  maker_name, approved_at, approver_name, submitted_at, submitter_name`;

/** The row behind a public id. @throws Problem 404 when there is none. */
export async function findReport(q: Queryable, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<ReportRow> {
  const [row] = isId(id)
    ? await q.query<ReportRow>(`SELECT ${COLUMNS} FROM report WHERE public_id = $1 ${lock}`, [id])
    : [];
  if (!row) throw problems.notFound();
  return row;
}

/** Newest business date first. */
export async function listReports(q: Queryable, query: ReportQuery) {
  const limit = query.limit ?? 50;
  const conditions = new Conditions()
    .add('kind = ?', query.kind)
    .add('status = ?', query.status)
    .add('business_date = ?::date', query.businessDate)
    .add('due_on < ?::date', query.dueBefore);
  if (query.cursor !== undefined) {
    const [day, id] = decodeCursor(query.cursor, ['day', 'key']);
    conditions.add("(coalesce(business_date, DATE '0001-01-01'), id) < (?::date, ?::bigint)", day, id);
  }
  const rows = await q.query<ReportRow>(
    `SELECT ${COLUMNS} FROM report ${conditions.where}
     ORDER BY coalesce(business_date, DATE '0001-01-01') DESC, id DESC LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(rows, limit, toSummary, (row) => [row.business_date ?? '0001-01-01', row.id]);
}

/** The report with its files, totals and findings in the reader's language. */
export async function reportFor(q: Queryable, row: ReportRow, language: Language) {
  return {
    ...toSummary(row),
    form: { name: row.form_name, version: row.form_version },
    institution: { code: row.institution_code, name: row.institution_name },
    totals: row.summary.totals.map((total) => ({
      ...total,
      direction: total.direction === '01' ? 'in' : 'out',
    })),
    files: await filesOf(q, row.id),
    findings: row.findings.map((finding) => ({ ...finding, message: finding.message[language] })),
  };
}

function toSummary(row: ReportRow) {
  return {
    id: row.public_id,
    kind: row.kind,
    status: row.status,
    businessDate: row.business_date,
    dueOn: row.due_on,
    dueOnEstimated: row.due_on_estimated,
    customers: row.summary.customers,
    records: row.summary.records,
    transactions: row.summary.transactions,
    errors: row.error_count,
    warnings: row.findings.filter(({ severity }) => severity === 'warning').length,
    maker: row.maker_name,
    createdAt: row.created_at.toISOString(),
    approver: row.approver_name,
    approvedAt: row.approved_at?.toISOString() ?? null,
    submitter: row.submitter_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
  };
}
