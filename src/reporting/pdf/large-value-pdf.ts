import type { Finding } from '../domain/finding.js';
import { codeEntry, type ReportForm } from '../domain/form.js';
import type { LargeValueSnapshot } from '../domain/snapshot.js';
import type { ReportSummary } from '../domain/totals.js';
import { drawDetails } from './details.js';
import { REPORT_LABELS, type ReportLabels } from './labels.js';
import { Sheet, type SheetOptions } from './page.js';
import { drawSummary } from './summary.js';

export interface LargeValuePdfInput {
  readonly language: 'zh' | 'en';
  readonly snapshot: LargeValueSnapshot;
  readonly summary: ReportSummary;
  readonly form: ReportForm;
  readonly report: {
    readonly id: string;
    readonly status: string;
    /** YYYY-MM-DD */
    readonly dueOn: string;
    /** The instant the file bears, and as the bank's local time for the reader. */
    readonly createdAt: Date;
    readonly createdAtText: string;
    readonly maker: string;
    readonly approver: string | null;
    readonly approvedAtText: string | null;
  };
  readonly messages: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly size: number;
    readonly records: number;
  }[];
  readonly findings: readonly Finding[];
}

/** What the parts of the printed report share. */
export interface PrintContext {
  readonly input: LargeValuePdfInput;
  readonly sheet: Sheet;
  readonly labels: ReportLabels;
  /** Name of a code in the reader's language; the code itself when the table has no name. */
  readonly codeName: (table: string, code: string | null) => string;
}

/**
 * The large-value report for people, A4 landscape: who, what and how much on the first page, with the digest
 * of every message so that paper and file can be matched; then each customer with its transactions. Document
 * numbers are masked: the full ones are in the message. The same input gives the same bytes.
 */
export async function largeValuePdf(input: LargeValuePdfInput): Promise<Buffer> {
  const labels = REPORT_LABELS[input.language];
  const { snapshot, report } = input;
  const status = labels.status[report.status] ?? report.status;
  const options: SheetOptions = {
    title: `${labels.title} ${snapshot.institution.name} ${snapshot.businessDate}`,
    author: snapshot.institution.name,
    language: input.language === 'zh' ? 'zh-CN' : 'en',
    createdAt: report.createdAt,
    runningHead: [labels.title, snapshot.institution.name, snapshot.businessDate, status].join('  ·  '),
    foot: (page, pages) => ({
      left: `${labels.confidential}  ·  ${report.id}`,
      right: labels.page(page, pages),
    }),
  };
  const codeName = (table: string, code: string | null) =>
    code === null ? '' : (codeEntry(input.form, table, code)?.[input.language] ?? code);
  const draw = async (pages: number | null) => {
    const sheet = new Sheet(options, pages);
    const context: PrintContext = { input, sheet, labels, codeName };
    drawSummary(context);
    await drawDetails(context);
    return { pages: sheet.pageNumber, bytes: await sheet.finish() };
  };
  const counted = await draw(null);
  return (await draw(counted.pages)).bytes;
}
