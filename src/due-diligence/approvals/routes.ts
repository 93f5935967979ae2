import { Type } from '@sinclair/typebox';
import { created, ok, read, schema, write, type Role, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { ApprovalView, SeniorApprovals } from './approvals.js';

const { choice, closed, identifier, line, nullable } = schema;
const readers: readonly Role[] = ['compliance-officer', 'compliance-manager', 'auditor'];
const params = closed({ id: identifier() });

const approval = closed({
  id: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  kind: choice(['asked', 'approved', 'refused']),
  grounds: Type.Array(Type.String(), { description: 'Why an approval is needed' }),
  reason: nullable(Type.String()),
  at: schema.instant(),
  by: Type.String(),
});
const list = closed({ items: Type.Array(approval) });
const shown = (rows: readonly ApprovalView[]) => ({
  items: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
});

/** Senior approval of relationships that need one. */
export function approvalRoutes(approvals: SeniorApprovals, audit: AuditTrail): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/approvals',
      summary: 'Approve or refuse a relationship that needs it; never by whoever entered it',
      tag: 'Due diligence',
      roles: ['compliance-manager'],
      params,
      body: closed({ decision: choice(['approve', 'refuse']), reason: line(2_000) }),
      responses: { 201: list },
      write: async ({ actor, params: { id }, body, requestId }, tx) => {
        await approvals.decide(tx, actor, id, body, requestId);
        return created(shown(await approvals.ofCustomer(tx, actor, id)));
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/approvals',
      summary: 'What was asked and decided about a relationship, newest first',
      tag: 'Due diligence',
      roles: readers,
      params,
      responses: { 200: list },
      handle: async ({ db, actor, params: { id }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const rows = await approvals.ofCustomer(tx, actor, id);
            const subject = { kind: 'customer', id };
            await audit.append(tx, actor, { action: 'customer.approvals-read', subject, requestId });
            return shown(rows);
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/customer-approvals',
      summary: 'Relationships that wait for an approval',
      tag: 'Due diligence',
      roles: readers,
      query: closed(schema.paging),
      responses: { 200: schema.pageOf(approval) },
      handle: async ({ db, actor, query, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const { limit = 50, cursor } = query;
            const page = await approvals.waiting(tx, { limit, ...(cursor === undefined ? {} : { cursor }) });
            await audit.append(tx, actor, {
              action: 'customers.listed',
              subject: { kind: 'customer-list', id: requestId },
              details: { customers: page.items.map(({ customerId }) => customerId) },
              requestId,
            });
            return { ...shown(page.items), nextCursor: page.nextCursor };
          }),
        ),
    }),
  ];
}
