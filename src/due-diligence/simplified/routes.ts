import { Type } from '@sinclair/typebox';
import { ok, read, schema, write, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { SimplifiedDueDiligence } from './simplified.js';

const { choice, closed, identifier } = schema;

const answer = closed({
  level: choice(['standard', 'simplified'], 'As registered'),
  barred: Type.Boolean({
    description: 'A suspicion stands or the risk is higher: the simplified level does not hold (art. 29)',
  }),
  findings: Type.Array(
    closed({
      code: Type.String(),
      severity: choice(['error', 'warning']),
      message: Type.String(),
      article: Type.Optional(Type.String()),
    }),
  ),
});

/** What compliance needs to order full due diligence. */
export function fullDueDiligenceRoutes(simplified: SimplifiedDueDiligence, audit: AuditTrail): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/full-due-diligence',
      summary:
        'Order full due diligence: what is missing for it is asked as of any customer, without a reason',
      tag: 'Due diligence',
      roles: ['compliance-officer', 'compliance-manager'],
      params: closed({ id: identifier() }),
      body: closed({}),
      responses: { 200: closed({ missing: Type.Array(Type.String()) }) },
      write: async ({ actor, params: { id }, requestId }, tx) => {
        const ordered = await simplified.order(tx, actor, id);
        await audit.append(tx, actor, {
          action: 'customer.full-due-diligence-ordered',
          subject: { kind: 'customer', id },
          details: { missing: ordered.missing },
          requestId,
        });
        return ok(ordered);
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/full-due-diligence',
      summary: 'What full due diligence still asks of a customer, and whether the simplified is barred',
      tag: 'Due diligence',
      roles: ['compliance-officer', 'compliance-manager', 'auditor'],
      params: closed({ id: identifier() }),
      responses: { 200: answer },
      handle: async ({ db, actor, params: { id }, language, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const { findings, ...found } = await simplified.ofCustomer(tx, actor, id);
            const subject = { kind: 'customer', id };
            await audit.append(tx, actor, {
              action: 'customer.full-due-diligence-read',
              subject,
              requestId,
            });
            return {
              ...found,
              findings: findings.map(({ code, severity, message, article }) => ({
                ...{ code, severity, message: message[language] },
                ...(article === undefined ? {} : { article: article[language] }),
              })),
            };
          }),
        ),
    }),
  ];
}
