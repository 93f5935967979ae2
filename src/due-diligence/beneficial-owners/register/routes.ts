import {
  complianceRoles,
  created,
  ok,
  read,
  schema,
  write,
  type Role,
  type Route,
} from '../../../platform/index.js';
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

const READERS: readonly Role[] = [...complianceRoles, 'auditor'];
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
      roles: complianceRoles,
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
      handle: async (context) =>
        ok(
          await audit.reading(
            context,
            (tx) => discrepancies.list(tx, context.query),
            ({ items }) => ({
              action: 'register-discrepancies.read',
              subject: { kind: 'register-discrepancy-list', id: context.requestId },
              details: { count: items.length },
            }),
          ),
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
      handle: async (context) => {
        const { id } = context.params;
        const subject = { kind: 'register-discrepancy', id };
        return ok(
          await audit.reading(context, (tx) => discrepancies.get(tx, id), {
            action: 'register-discrepancy.read',
            subject,
          }),
        );
      },
    }),
    write({
      method: 'post',
      path: '/register-discrepancies/{id}/events',
      summary: 'Add what was done: a note, a reminder, the correction, the report, or why it needs none',
      tag,
      roles: complianceRoles,
      params,
      body: eventBody,
      responses: { 201: schema.closed({ status: schema.choice(discrepancyStatuses) }) },
      write: async ({ actor, body, params: { id }, requestId }, tx) =>
        created({ status: await discrepancies.add(tx, actor, { id, ...body, requestId }) }),
    }),
  ];
}
