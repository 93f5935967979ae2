import { Type } from '@sinclair/typebox';
import { noContent, ok, read, schema, write, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { customerNumber } from '../../customers/index.js';
import type { Referrals } from './referrals.js';

const { closed, identifier, nullable } = schema;

/** A suspicion goes in here, and comes out only for those who decide about alerts. */
export function referralRoutes(referrals: Referrals, audit: AuditTrail): Route[] {
  return [
    write({
      method: 'post',
      path: '/referrals',
      summary: 'Refer a suspicion about a customer to compliance; it cannot be read back',
      tag: 'Due diligence',
      roles: ['teller', 'compliance-officer', 'compliance-manager'],
      body: closed({
        customerNumber,
        text: Type.String({ minLength: 1, maxLength: 8_000, pattern: '\\S' }),
      }),
      responses: { 204: null },
      write: async ({ actor, body, requestId }, tx) => {
        await referrals.refer(tx, actor, body, requestId);
        return noContent();
      },
    }),
    read({
      method: 'get',
      path: '/alerts/{id}/referral',
      summary: 'The suspicion that a member of staff put into words, behind an alert',
      tag: 'Alerts',
      roles: ['compliance-officer', 'compliance-manager', 'auditor'],
      hiddenFrom: ['teller'],
      params: closed({ id: identifier() }),
      responses: {
        200: closed({
          customerNumber,
          text: Type.String(),
          branch: nullable(Type.String()),
          referredAt: schema.instant(),
          referredBy: Type.String(),
        }),
      },
      handle: async ({ db, actor, params: { id }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const { referredAt, ...referral } = await referrals.ofAlert(tx, id);
            const subject = { kind: 'alert', id };
            await audit.append(tx, actor, { action: 'referral.read', subject, requestId });
            return { ...referral, referredAt: referredAt.toISOString() };
          }),
        ),
    }),
  ];
}
