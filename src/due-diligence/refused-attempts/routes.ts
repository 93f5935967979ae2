import { Type } from '@sinclair/typebox';
import { created, noContent, ok, read, schema, write, type Role, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { customerNumber, person } from '../../customers/index.js';
import type { RefusedAttempts } from './attempts.js';
import { attemptGrounds, type RefusedAttemptRule } from './rule.js';

const { amount, choice, closed, currency, identifier, instant, line, nullable } = schema;
const officers: readonly Role[] = ['compliance-officer', 'compliance-manager'];
const customerIs = choice(
  ['applicant', 'impersonated'],
  'The person refused, or the one whose name or document was used',
);

const account = {
  service: Type.Optional(line(200, 'What was asked for')),
  amount: Type.Optional(amount()),
  currency: Type.Optional(currency()),
  claimed: Type.Optional(person),
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 8_000, pattern: '\\S' })),
  images: Type.Optional(Type.Array(line(1_024), { maxItems: 20, description: 'Ids of uploaded scans' })),
};

/** Attempts go in here from the counter, and come out only for those who decide about alerts. */
export function refusedAttemptRoutes(
  attempts: RefusedAttempts,
  rule: RefusedAttemptRule,
  audit: AuditTrail,
): Route[] {
  const alert = closed({ id: identifier() });
  return [
    write({
      method: 'post',
      path: '/refused-attempts',
      summary:
        'Record business that was attempted under another’s or a forged document, without identification or under no name; answers what to say, and cannot be read back',
      tag: 'Due diligence',
      roles: ['teller', ...officers],
      body: closed({
        ground: choice(attemptGrounds),
        customerNumber: Type.Optional(customerNumber),
        customerIs: Type.Optional(customerIs),
        ...account,
      }),
      responses: {
        201: closed({
          id: Type.String(),
          refusedAt: instant(),
          refusal: Type.String({ description: 'What may be said to the person' }),
          article: Type.String(),
        }),
      },
      write: async ({ actor, body, requestId, language }, tx) => {
        const { id, at } = await attempts.record(tx, actor, body, requestId);
        const refusal = rule.refusal[language];
        return created({ id, refusedAt: at.toISOString(), refusal, article: rule.article[language] });
      },
    }),
    read({
      method: 'get',
      path: '/alerts/{id}/refused-attempt',
      summary: 'The refused attempt behind an alert',
      tag: 'Alerts',
      roles: [...officers, 'auditor'],
      hiddenFrom: ['teller'],
      params: alert,
      responses: {
        200: closed({
          id: Type.String(),
          ground: choice(attemptGrounds),
          groundTitle: Type.String(),
          customerNumber: nullable(Type.String()),
          customerIs: nullable(customerIs),
          branch: nullable(Type.String()),
          at: instant(),
          by: Type.String(),
          images: Type.Array(Type.String()),
          account: closed(account),
          reversal: nullable(closed({ reason: Type.String(), at: instant(), by: Type.String() })),
        }),
      },
      handle: async ({ db, actor, params: { id }, requestId, language }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const { at, reversal, ...attempt } = await attempts.ofAlert(tx, id);
            const subject = { kind: 'refused-attempt', id: attempt.id };
            const details = { alert: id };
            await audit.append(tx, actor, { action: 'refused-attempt.read', subject, details, requestId });
            const { title } = rule.grounds.find((ground) => ground.id === attempt.ground)!;
            return {
              ...attempt,
              groundTitle: title[language],
              at: at.toISOString(),
              reversal: reversal && { ...reversal, at: new Date(reversal.at).toISOString() },
            };
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/alerts/{id}/refused-attempt/reversal',
      summary: 'Take back a refusal that was a mistake; not by whoever recorded it',
      tag: 'Alerts',
      roles: officers,
      hiddenFrom: ['teller'],
      params: alert,
      body: closed({ reason: line(1_000) }),
      responses: { 204: null },
      write: async ({ actor, params: { id }, body, requestId }, tx) => {
        await attempts.reverse(tx, actor, id, body.reason, requestId);
        return noContent();
      },
    }),
  ];
}
