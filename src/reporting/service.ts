import {
  newId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Tx,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Alerts } from '../alerts/index.js';
import { businessIdentifier } from './domain/business-identifier.js';
import { buildSnapshot } from './domain/build-snapshot.js';
import { Findings, type Finding } from './domain/finding.js';
import { checkingLargeValue } from './domain/large-value-message.js';
import type { LargeValueSnapshot } from './domain/snapshot.js';
import { summarise, type ReportSummary } from './domain/totals.js';
import { formInForce, readForm, readMappings } from './forms.js';
import { largeValueFiles } from './files/large-value-files.js';
import { unhurried } from './files/unhurried.js';
import { largeValuePdf } from './pdf/large-value-pdf.js';
import * as refused from './problems.js';
import { findReport, type ReportRow } from './queries.js';
import { localTime, readSource } from './read-source.js';
import { deadlineOf, reportableOf, whollyReported, type Reportable } from './reportable.js';
import * as store from './store.js';

export interface ReportingParts {
  readonly clock: Clock;
  readonly days: BankDays;
  readonly audit: AuditTrail;
  readonly alerts: Alerts;
  readonly institution: { readonly code: string; readonly name: string; readonly regionCode: string };
  /** The folder `reports` of the project. */
  readonly reportsFolder: string;
}

/** Makes large-value reports, has them approved by a second person, and marks them handed over. */
export class LargeValueReports {
  constructor(private readonly parts: ReportingParts) {}

  /** A draft of what stands to be reported of a day and is in no approved report. @returns its public id */
  async create(tx: Tx, actor: Actor, businessDate: Day): Promise<string> {
    const { clock, days, audit, institution, reportsFolder } = this.parts;
    const now = clock.now();
    if (businessDate > days.dayOf(now)) throw refused.dayNotBegun();
    const form = formInForce(reportsFolder, businessDate);
    if (!form) throw refused.formNotInForce();
    const reportable = await notYetReported(tx, businessDate, await reportableOf(tx, businessDate));
    const findings = new Findings();
    const source = await readSource(tx, days, institution, businessDate, reportable);
    const snapshot = buildSnapshot(source, form, readMappings(reportsFolder, form.version), findings);
    const summary = summarise(snapshot);
    const forbidden = await unhurried(checkingLargeValue(snapshot, form), (characters) => characters);
    const all = [...findings.list(), ...forbidden];
    const errors = all.filter(({ severity }) => severity === 'error').length;
    const due = await deadlineOf(tx, businessDate);
    const id = newId(now.getTime());
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO report (public_id, kind, status, business_date, due_on, due_on_estimated, form_name, form_version,
         institution_code, institution_name, summary, findings, error_count, created_at, maker_id, maker_name)
       VALUES ($1, 'large-value', 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
      [
        id, businessDate, due.day, due.estimated, form.form, form.version, institution.code, institution.name,
        JSON.stringify(summary), JSON.stringify(all), errors, now, actor.id, actor.name,
      ],
    ); // prettier-ignore
    const reportId = row!.id;
    await store.addEvent(tx, reportId, 'created', actor, now);
    await store.addCustomers(tx, reportId, snapshot.customers);
    await addRecords(tx, reportId, businessDate, reportable);
    // What the form forbids is not written; the draft shows the findings instead.
    if (errors === 0) await this.writeMessages(tx, reportId, snapshot, now);
    await this.print(tx, await findReport(tx, id), snapshot, summary, all);
    await audit.append(tx, actor, {
      action: 'report.created',
      subject: { kind: 'report', id },
      details: {
        kind: 'large-value',
        businessDate,
        customers: summary.customers,
        records: summary.records,
        errors,
      },
    });
    return id;
  }

  /** A second person takes responsibility: from here on its transactions are reported, and by this report alone. */
  async approve(tx: Tx, actor: Actor, id: string): Promise<void> {
    const { clock, audit } = this.parts;
    const report = await findReport(tx, id, 'FOR UPDATE');
    if (report.status !== 'draft') throw problems.wrongState();
    if (report.maker_id === actor.id) throw refused.makerCannotApprove();
    if (report.error_count > 0) throw refused.reportHasErrors();
    await this.parts.alerts.lockDay(tx, report.business_date!);
    await claimKeys(tx, report.id);
    await assertStillTrue(tx, report.id, report.business_date!);
    const now = clock.now();
    await tx.query(
      `UPDATE report SET status = 'approved', approved_at = $2, approver_id = $3, approver_name = $4 WHERE id = $1`,
      [report.id, now, actor.id, actor.name],
    );
    await store.addEvent(tx, report.id, 'approved', actor, now);
    await this.parts.alerts.handOn(tx, await whollyReported(tx, report.business_date!));
    const approved = await findReport(tx, id);
    const snapshot = await store.readSnapshot(tx, { ...approved, business_date: approved.business_date! });
    await this.print(tx, approved, snapshot, approved.summary, approved.findings);
    await audit.append(tx, actor, { action: 'report.approved', subject: { kind: 'report', id } });
  }

  /** Somebody has handed the packages to the regulator. */
  async submit(tx: Tx, actor: Actor, id: string): Promise<void> {
    const report = await findReport(tx, id, 'FOR UPDATE');
    if (report.status !== 'approved') throw problems.wrongState();
    const now = this.parts.clock.now();
    await tx.query(
      `UPDATE report SET status = 'submitted', submitted_at = $2, submitter_id = $3, submitter_name = $4 WHERE id = $1`,
      [report.id, now, actor.id, actor.name],
    );
    await store.addEvent(tx, report.id, 'submitted', actor, now);
    await this.parts.audit.append(tx, actor, { action: 'report.submitted', subject: { kind: 'report', id } });
  }

  private async writeMessages(
    tx: Tx,
    reportId: string,
    snapshot: LargeValueSnapshot,
    now: Date,
  ): Promise<void> {
    const { days, reportsFolder } = this.parts;
    const form = readForm(reportsFolder, snapshot.form.version);
    const day = days.dayOf(now);
    const series = `NBH ${snapshot.institution.code}`;
    const options = {
      day,
      writtenAt: localTime(days, now),
      nextNumber: () => store.nextNumber(tx, series, day),
    };
    for await (const { part, message, package: zip } of largeValueFiles(snapshot, form, options)) {
      const { records } = summarise(part);
      await store.addFile(
        tx,
        reportId,
        { ...message, role: 'message', mediaType: 'application/xml', records },
        now,
      );
      await store.addFile(
        tx,
        reportId,
        { ...zip, role: 'package', mediaType: 'application/zip', records },
        now,
      );
    }
  }

  private async print(
    tx: Tx,
    report: ReportRow,
    snapshot: LargeValueSnapshot,
    summary: ReportSummary,
    findings: readonly Finding[],
  ): Promise<void> {
    const { days, reportsFolder, clock } = this.parts;
    const messages = (await store.filesOf(tx, report.id)).filter(({ role }) => role === 'message');
    const text = (instant: Date) => localTime(days, instant).replace('T', ' ');
    for (const [language, tag] of [
      ['zh', 'zh-CN'],
      ['en', 'en'],
    ] as const) {
      const bytes = await largeValuePdf({
        language,
        snapshot,
        summary,
        findings,
        form: readForm(reportsFolder, snapshot.form.version),
        report: {
          id: report.public_id,
          status: report.status,
          dueOn: report.due_on,
          createdAt: report.created_at,
          createdAtText: text(report.created_at),
          maker: report.maker_name,
          approver: report.approver_name,
          approvedAtText: report.approved_at && text(report.approved_at),
        },
        messages: messages.map((message) => ({ ...message, records: message.records ?? 0 })),
      });
      const state = report.status === 'draft' ? '-draft' : '';
      const name = `large-value-${snapshot.businessDate}${state}-${tag}.pdf`;
      await store.addFile(
        tx,
        report.id,
        { name, role: 'print', mediaType: 'application/pdf', bytes },
        clock.now(),
      );
    }
  }
}

async function notYetReported(tx: Tx, day: Day, standing: readonly Reportable[]): Promise<Reportable[]> {
  if (standing.length === 0) throw refused.nothingToReport();
  const rows = await tx.query<{ customer_number: string; feature: string; business_id: string }>(
    'SELECT customer_number, feature, business_id FROM reported_key WHERE business_date = $1',
    [day],
  );
  const reported = new Set(rows.map((row) => `${row.customer_number}\n${row.feature}\n${row.business_id}`));
  // Under whichever number: what was reported of a customer before a merge stays reported after it.
  const records = await tx.query<{ customer_id: string; ledger_id: string; feature: string }>(
    `SELECT r.customer_id, r.ledger_id, r.feature FROM report p JOIN report_record r ON r.report_id = p.id
     WHERE p.business_date = $1 AND p.status <> 'draft'`,
    [day],
  );
  const handedOn = new Set(records.map((row) => `${row.customer_id} ${row.ledger_id} ${row.feature}`));
  const left = standing.flatMap((movement) => {
    const identifier = businessIdentifier(movement.source, movement.reference);
    const features = movement.features.filter(
      (code) =>
        !reported.has(`${movement.customerNumber}\n${code}\n${identifier}`) &&
        !handedOn.has(`${movement.bookedFor} ${movement.ledgerId} ${code}`),
    );
    return features.length > 0 ? [{ ...movement, features }] : [];
  });
  if (left.length === 0) throw refused.alreadyReported();
  return left;
}

async function addRecords(
  tx: Tx,
  reportId: string,
  day: Day,
  reportable: readonly Reportable[],
): Promise<void> {
  const rows = reportable.flatMap((movement) =>
    movement.features.map((feature) => ({ ...movement, feature })),
  );
  await tx.query(
    `INSERT INTO report_record (report_id, business_date, customer_number, feature, business_id, customer_id, booked_at, ledger_id, amount)
     SELECT $1, $2, r.* FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[], $8::bigint[], $9::numeric[]) AS r`,
    [
      reportId,
      day,
      rows.map((row) => row.customerNumber),
      rows.map((row) => row.feature),
      rows.map((row) => businessIdentifier(row.source, row.reference)),
      rows.map((row) => row.bookedFor),
      rows.map((row) => row.bookedAt),
      rows.map((row) => row.ledgerId),
      rows.map((row) => row.amount),
    ],
  );
}

/** Waits for whoever approves a report with a common key at the same time; the one who comes second is refused. */
async function claimKeys(tx: Tx, reportId: string): Promise<void> {
  const [claimed] = await tx.query<{ complete: boolean }>(
    `WITH added AS (
       INSERT INTO reported_key (customer_number, business_date, feature, business_id, report_id)
       SELECT customer_number, business_date, feature, business_id, report_id FROM report_record WHERE report_id = $1
       ORDER BY business_date, customer_number, feature, business_id
       ON CONFLICT DO NOTHING RETURNING 1)
     SELECT (SELECT count(*) FROM added) = (SELECT count(*) FROM report_record WHERE report_id = $1) AS complete`,
    [reportId],
  );
  if (!claimed!.complete) throw refused.alreadyReported();
}

/** A reversal, an exclusion, a withdrawn alert or a merge of customers since the draft makes it say what is no longer so. */
async function assertStillTrue(tx: Tx, reportId: string, day: Day): Promise<void> {
  const rows = await tx.query<{
    customer_id: string;
    customer_number: string;
    ledger_id: string;
    feature: string;
    amount: string;
  }>(
    'SELECT customer_id, customer_number, ledger_id, feature, trim_scale(amount)::text AS amount FROM report_record WHERE report_id = $1',
    [reportId],
  );
  const key = (...parts: string[]) => parts.join(' ');
  const standing = new Set(
    (await reportableOf(tx, day)).flatMap(({ bookedFor, customerNumber, ledgerId, features, amount }) =>
      features.map((feature) => key(bookedFor, customerNumber, ledgerId, feature, amount)),
    ),
  );
  if (
    rows.some(
      (row) =>
        !standing.has(key(row.customer_id, row.customer_number, row.ledger_id, row.feature, row.amount)),
    )
  ) {
    throw refused.reportOutdated();
  }
}
