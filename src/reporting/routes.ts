import { created, ok, problems, read, schema, write, type Route } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { findReport, listReports, reportFor } from './queries.js';
import { reportAnswer, reportBody, reportQuery, reportSummary } from './schemas.js';
import type { LargeValueReports } from './service.js';
import { openFile } from './store.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;
const common = { tag: 'Reports', hiddenFrom: ['teller'] } as const;

/** Reports to the regulator: drafts, approval by a second person, files. */
export function reportRoutes({ reports, audit }: { reports: LargeValueReports; audit: AuditTrail }): Route[] {
  return [
    write({
      ...common,
      method: 'post',
      path: '/reports',
      summary: 'Make a draft of what is to be reported of a day',
      roles: ['compliance-officer', 'compliance-manager'],
      body: reportBody,
      responses: { 201: reportAnswer },
      write: async ({ actor, body, language }, tx) => {
        const id = await reports.create(tx, actor, body.businessDate);
        return created(await reportFor(tx, await findReport(tx, id), language));
      },
    }),
    read({
      ...common,
      method: 'get',
      path: '/reports',
      summary: 'Reports, newest business date first',
      roles: readers,
      query: reportQuery,
      responses: { 200: schema.pageOf(reportSummary) },
      handle: async ({ db, query }) => ok(await listReports(db, query)),
    }),
    read({
      ...common,
      method: 'get',
      path: '/reports/{id}',
      summary: 'One report with its files and findings',
      roles: readers,
      responses: { 200: reportAnswer },
      handle: async ({ db, params, language }) =>
        ok(await reportFor(db, await findReport(db, params['id']!), language)),
    }),
    read({
      ...common,
      method: 'get',
      path: '/reports/{id}/files/{name}',
      summary: 'A file of a report: message, package or print',
      roles: readers,
      responses: { 200: null },
      produces: ['application/xml', 'application/zip', 'application/pdf'],
      handle: async ({ db, params, actor }) => {
        const report = await findReport(db, params['id']!);
        const found = await openFile(db, report.id, params['name']!);
        if (!found) throw problems.notFound();
        const { file, stream } = found;
        await db.inTransaction((tx) =>
          audit.append(tx, actor, {
            action: 'report.file-read',
            subject: { kind: 'report', id: report.public_id },
            details: { name: file.name },
          }),
        );
        return {
          status: 200,
          stream,
          headers: {
            'Content-Type': file.mediaType,
            'Content-Length': String(file.size),
            'Content-Disposition': `attachment; filename="${file.name}"`,
            'Cache-Control': 'no-store',
            ETag: `"${file.sha256}"`,
          },
        };
      },
    }),
    write({
      ...common,
      method: 'post',
      path: '/reports/{id}/approval',
      summary: "Approve another person's draft",
      roles: ['compliance-manager'],
      responses: { 200: reportAnswer },
      write: async ({ actor, params, language }, tx) => {
        await reports.approve(tx, actor, params['id']!);
        return ok(await reportFor(tx, await findReport(tx, params['id']!), language));
      },
    }),
    write({
      ...common,
      method: 'post',
      path: '/reports/{id}/submission',
      summary: 'Mark an approved report as handed over to the regulator',
      roles: ['compliance-officer', 'compliance-manager'],
      responses: { 200: reportAnswer },
      write: async ({ actor, params, language }, tx) => {
        await reports.submit(tx, actor, params['id']!);
        return ok(await reportFor(tx, await findReport(tx, params['id']!), language));
      },
    }),
  ];
}
