import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import {
  intake,
  ok,
  projectRoot,
  read,
  schema,
  type Clock,
  type Context,
  type Reply,
  type Role,
  type Route,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customer } from '../domain/record.js';
import { branchCode, customerKinds, customerNumber, customerStatuses, findingCode } from '../schemas.js';
import type { Customers } from '../service.js';
import { exportColumns } from './domain/columns.js';
import { countExport, readExport, type ExportFilters } from './read.js';

/** A whole master record in one file is not for a counter: branches have their lists. */
const EXPORTERS: readonly Role[] = ['compliance-officer', 'compliance-manager', 'auditor', 'core-banking'];
const tag = 'Customers';

/**
 * A change is stamped before it is committed. What is stamped up to now may still be under way; asking again from a
 * little earlier finds it. Longer than any transaction may stay open.
 */
const OVERLAP_MS = 600_000;

const filters = {
  status: Type.Optional(schema.choice(customerStatuses)),
  branch: Type.Optional(branchCode),
  kind: Type.Optional(schema.choice(customerKinds)),
  riskLevel: Type.Optional(schema.line(32)),
  finding: Type.Optional(findingCode),
  changedSince: Type.Optional(
    schema.instant('Entered or changed at or after; take the `Export-Watermark` of the export before'),
  ),
};
const exportQuery = schema.closed({
  ...filters,
  after: Type.Optional(customerNumber),
});

/** The columns of `rules/import-mappings/native-customers-csv.json`, so that an export can be imported. */
const nativeColumns = () =>
  exportColumns(
    JSON.parse(
      readFileSync(join(projectRoot, 'rules/import-mappings/native-customers-csv.json'), 'utf8'),
    ) as intake.MappingDefinition,
  );

/** The routes that give out the master record: as a file for people, and to systems that keep in step with it. */
export function exportRoutes(parts: { customers: Customers; audit: AuditTrail; clock: Clock }): Route[] {
  const { customers, audit, clock } = parts;
  const columns = nativeColumns();

  /** Counts, leaves the trace of who took what, and starts the stream. */
  const stream = async (
    { db, actor, query, requestId }: Pick<Context, 'db' | 'actor' | 'requestId'> & { query: ExportFilters },
    format: { name: 'csv' | 'ndjson'; type: string; head: string; line(customer: Customer): string },
  ): Promise<Reply> => {
    const until = clock.now();
    const { after, ...shown } = query;
    const count = await db.inTransaction(async (tx) => {
      const found = await countExport(tx, query, until);
      await audit.append(tx, actor, {
        action: 'customers.exported',
        subject: { kind: 'customer-export', id: requestId },
        details: { format: format.name, ...shown, resumed: after !== undefined, count: found },
        requestId,
      });
      return found;
    });
    const batches = readExport(db, query, until);
    // The first batch before the answer begins: what is wrong with the request is still an answer of its own.
    const first = await batches.next();
    async function* blocks() {
      yield format.head;
      for (let batch = first; !batch.done; batch = await batches.next())
        yield batch.value.map(format.line).join('');
    }
    return {
      status: 200,
      headers: {
        'Content-Type': `${format.type}; charset=utf-8`,
        'Content-Disposition': `attachment; filename="customers.${format.name}"`,
        'Export-Count': String(count),
        'Export-Watermark': new Date(until.getTime() - OVERLAP_MS).toISOString(),
      },
      stream: Readable.from(blocks(), { objectMode: false }),
    };
  };

  return [
    read({
      method: 'get',
      path: '/customer-exports/count',
      summary: 'How many customers an export with these filters has',
      tag,
      roles: EXPORTERS,
      query: schema.closed(filters),
      responses: { 200: schema.closed({ customers: Type.Integer() }) },
      handle: async ({ db, query }) => ok({ customers: await countExport(db, query, clock.now()) }),
    }),
    read({
      method: 'get',
      path: '/customer-exports.csv',
      summary:
        'Customers in the columns of the import mapping native-customers-csv; the last one holds what the others have no room for. A cell that a spreadsheet would run begins with an apostrophe, which the import takes off again',
      tag,
      roles: EXPORTERS,
      query: exportQuery,
      responses: { 200: null },
      produces: ['text/csv'],
      handle: (context) =>
        stream(context, {
          name: 'csv',
          type: 'text/csv',
          head: intake.csvLine(columns.names),
          line: ({ facts }) => intake.csvLine(columns.cells(facts)),
        }),
    }),
    read({
      method: 'get',
      path: '/customer-exports.ndjson',
      summary:
        'Customers as they are answered, one a line; with changedSince in the order of their change. The header Export-Watermark is the changedSince of the next time; after a break go on with after, the last customer number that arrived, or since the updatedAt of the last change',
      tag,
      roles: EXPORTERS,
      query: exportQuery,
      responses: { 200: null },
      produces: ['application/x-ndjson'],
      handle: (context) =>
        stream(context, {
          name: 'ndjson',
          type: 'application/x-ndjson',
          head: '',
          line: (customer) =>
            `${JSON.stringify(customers.present(customer, context.actor, context.language))}\n`,
        }),
    }),
  ];
}
