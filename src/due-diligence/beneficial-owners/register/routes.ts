import { created, ok, read, schema, write, type Role, type Route } from '../../../platform/index.js';
import type { AuditTrail } from '../../../audit/index.js';
import { discrepancyStatuses } from '../domain/register-status.js';
import {
  comparisonAnswer,
  comparisonBody,
  discrepancyDetail,
  discrepancyQuery,
  discrepancySummary,
  eventBody,
} from './schemas.js';
import type { RegisterDiscrepancies } from './service.js';

const OFFICERS: readonly Role[] = ['compliance-officer', 'compliance-manager'];
const READERS: readonly Role[] = [...OFFICERS, 'auditor'];
const tag = 'Relationships and owners';
const params = schema.closed({ id: schema.identifier() });

/** The routes of comparisons with registers and of what differed. */
export function registerRoutes({
  discrepancies,
  audit,
}: {
  discrepancies: RegisterDiscrepancies;
  audit: AuditTrail;
}): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/register-comparisons',
      summary: 'Hold what a register says of the beneficial owners against what the bank found',
      tag,
      roles: OFFICERS,
      params,
      body: comparisonBody,
      responses: { 201: comparisonAnswer },
      write: async ({ actor, body, params: { id }, requestId }, tx) =>
        created(await discrepancies.compare(tx, actor, { customerId: id, body, requestId })),
    }),
    read({
      method: 'get',
      path: '/register-discrepancies',
      summary: 'Differences between registers and what the bank found, by the end of their period',
      tag,
      roles: READERS,
      query: discrepancyQuery,
      responses: { 200: schema.pageOf(discrepancySummary) },
      handle: async ({ actor, db, query, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const page = await discrepancies.list(tx, query);
            await audit.append(tx, actor, {
              action: 'register-discrepancies.read',
              subject: { kind: 'register-discrepancy-list', id: requestId },
              details: { count: page.items.length },
              requestId,
            });
            return page;
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/register-discrepancies/{id}',
      summary: 'One difference with a register: how the two differ, and what was done about it',
      tag,
      roles: READERS,
      params,
      responses: { 200: discrepancyDetail },
      handle: async ({ actor, db, params: { id }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const found = await discrepancies.get(tx, id);
            await audit.append(tx, actor, {
              action: 'register-discrepancy.read',
              subject: { kind: 'register-discrepancy', id },
              requestId,
            });
            return found;
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/register-discrepancies/{id}/events',
      summary: 'Add what was done: a note, a reminder, the correction, the report, or why it needs none',
      tag,
      roles: OFFICERS,
      params,
      body: eventBody,
      responses: { 201: schema.closed({ status: schema.choice(discrepancyStatuses) }) },
      write: async ({ actor, body, params: { id }, requestId }, tx) =>
        created({ status: await discrepancies.add(tx, actor, { id, ...body, requestId }) }),
    }),
  ];
}
