import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../platform/index.js';

const { choice, closed, day, instant, nullable } = schema;

export const reportKinds = [
  'large-value',
  'suspicious',
  'correction',
  'deletion',
  'continuing',
  'supplement',
] as const;
export const reportStatuses = [
  'draft',
  'approved',
  'submitted',
  'accepted',
  'correction-requested',
  'rejected',
] as const;
export type ReportStatus = (typeof reportStatuses)[number];

export const reportBody = closed(
  { kind: choice(['large-value'] as const), businessDate: day('The natural day of the transactions') },
  {
    $id: 'ReportRequest',
    description: 'A draft of what stands to be reported of a day and was not reported yet',
  },
);

const total = closed({
  feature: Type.String(),
  direction: choice(['in', 'out']),
  currency: Type.String(),
  customers: Type.Integer(),
  transactions: Type.Integer(),
  amount: Type.String(),
  amountCny: nullable(Type.String()),
  amountUsd: nullable(Type.String()),
});

const finding = closed({
  severity: choice(['error', 'warning'], 'A report with errors cannot be approved'),
  code: Type.String(),
  element: Type.String({ description: 'Element of the form, such as CTID' }),
  path: Type.String({ description: 'Where in the message' }),
  record: closed({
    customerNumber: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    reference: Type.Optional(Type.String()),
  }),
  message: Type.String(),
});

const file = closed({
  name: Type.String(),
  role: choice(['message', 'package', 'print'], 'The XML, the ZIP that carries it, or the PDF for people'),
  mediaType: Type.String(),
  sha256: Type.String(),
  size: Type.Integer(),
  records: nullable(Type.Integer()),
});

const summaryFields = {
  id: Type.String(),
  kind: choice(reportKinds),
  status: choice(reportStatuses),
  businessDate: nullable(day()),
  dueOn: day('End of the fifth working day after the business date'),
  dueOnEstimated: Type.Boolean({ description: 'A day on the way has no published holiday notice yet' }),
  customers: Type.Integer(),
  records: Type.Integer({ description: 'A transaction in two classes is two records' }),
  transactions: Type.Integer(),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  maker: Type.String(),
  createdAt: instant(),
  approver: nullable(Type.String()),
  approvedAt: nullable(instant()),
  submitter: nullable(Type.String()),
  submittedAt: nullable(instant()),
};

export const reportSummary = closed(summaryFields, { $id: 'ReportSummary' });

export const reportAnswer = closed(
  {
    ...summaryFields,
    form: closed({ name: Type.String(), version: Type.String() }),
    institution: closed({ code: Type.String(), name: Type.String() }),
    totals: Type.Array(total),
    files: Type.Array(file),
    findings: Type.Array(finding),
  },
  { $id: 'Report' },
);

export const reportQuery = closed({
  ...schema.paging,
  kind: Type.Optional(choice(reportKinds)),
  status: Type.Optional(choice(reportStatuses)),
  businessDate: Type.Optional(day()),
  dueBefore: Type.Optional(day()),
});
export type ReportQuery = Static<typeof reportQuery>;
