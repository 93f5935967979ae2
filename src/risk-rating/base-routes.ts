import { Type } from '@sinclair/typebox';
import { Conditions, decodeCursor, ok, read, schema, toPage, type Route } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { overviewAnswer, unratedAnswer } from './schemas.js';
import type { RiskRatings } from './service.js';
import { overview } from './workshop.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;
const tag = 'Risk rating';

/** How the whole base stands, and who still lacks a first rating. */
export function riskBaseRoutes({ ratings, audit }: { ratings: RiskRatings; audit: AuditTrail }): Route[] {
  return [
    read({
      method: 'get',
      path: '/risk-overview',
      summary: 'How the whole base stands: levels, first ratings missing, overrides to decide',
      tag,
      roles: readers,
      responses: { 200: overviewAnswer },
      handle: async ({ db }) => ok(await overview(db, ratings.today())),
    }),
    read({
      method: 'get',
      path: '/risk-first-ratings',
      summary: 'Customers without a first rating, by when it is due',
      tag,
      roles: readers,
      query: schema.closed({ ...schema.paging, dueBefore: Type.Optional(schema.day()) }),
      responses: { 200: schema.pageOf(unratedAnswer) },
      handle: async ({ actor, db, query: { limit = 50, cursor, dueBefore }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const conditions = new Conditions()
              .add('s.rating_id IS NULL')
              .add("c.status NOT IN ('closed', 'refused')")
              .add('s.first_due_on < ?::date', dueBefore);
            if (cursor !== undefined)
              conditions.add(
                '(s.first_due_on, s.customer_id) > (?::date, ?::bigint)',
                ...decodeCursor(cursor, ['day', 'key']),
              );
            const rows = await tx.query<Record<string, string>>(
              `SELECT s.customer_id AS key, c.public_id AS id, c.customer_number, c.name, c.branch, s.first_due_on::text AS due
               FROM risk_standing s JOIN customer_view c ON c.id = s.customer_id ${conditions.where}
               ORDER BY s.first_due_on, s.customer_id LIMIT ${conditions.parameter(limit + 1)}`,
              conditions.values,
            );
            const page = toPage(
              rows,
              limit,
              (row) => ({
                customerId: row['id']!,
                customerNumber: row['customer_number']!,
                customerName: row['name']!,
                branch: row['branch'] ?? null,
                firstDueOn: row['due']!,
                overdue: row['due']! < ratings.today(),
              }),
              (row) => [row['due']!, row['key']!],
            );
            await audit.append(tx, actor, {
              action: 'risk-first-ratings.listed',
              subject: { kind: 'customer-list', id: requestId },
              details: { customers: page.items.map(({ customerId }) => customerId) },
              requestId,
            });
            return page;
          }),
        ),
    }),
  ];
}
