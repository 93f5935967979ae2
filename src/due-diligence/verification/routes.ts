import { Type } from '@sinclair/typebox';
import { created, ok, read, schema, write, type Role, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { document } from '../../customers/index.js';
import { outcomes, type VerificationTerms } from './terms.js';
import type { Verification, Verifications } from './verifications.js';

const { choice, closed, identifier, line } = schema;
const readers: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const tag = 'Due diligence';
const params = closed({ id: identifier() });

const verificationBody = closed({
  reason: line(200, 'A reason of GET /verification-terms, or own words'),
  method: line(100, 'A method of GET /verification-terms, or own words'),
  outcome: Type.Optional(choice(outcomes, 'confirmed when left out')),
  documents: Type.Optional(
    Type.Array(document, { maxItems: 20, description: 'Each takes the place of the one of its type' }),
  ),
  evidence: Type.Optional(
    Type.Array(line(1_024), { maxItems: 50, description: 'References of images, scans and queries' }),
  ),
});
const verification = closed({
  id: Type.String(),
  verifiedAt: schema.instant(),
  verifiedOn: schema.day(),
  reason: Type.String(),
  method: Type.String(),
  outcome: choice(outcomes),
  documents: Type.Array(document),
  evidence: Type.Array(Type.String()),
  verifiedBy: Type.String(),
});
const term = closed({ id: Type.String(), title: Type.String(), article: Type.String() });
const shown = ({ verifiedAt, ...one }: Verification) => ({ ...one, verifiedAt: verifiedAt.toISOString() });

/** Verifying customers, and what the words of a verification mean. */
export function verificationRoutes(
  verifications: Verifications,
  terms: VerificationTerms,
  audit: AuditTrail,
): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/verifications',
      summary: 'Record how a customer was verified; documents given renew those of their type',
      tag,
      roles: ['teller', 'core-banking'],
      params,
      body: verificationBody,
      responses: { 201: verification },
      write: async ({ actor, params: { id }, body, requestId }, tx) =>
        created(shown(await verifications.record(tx, actor, id, body, requestId))),
    }),
    read({
      method: 'get',
      path: '/customers/{id}/verifications',
      summary: 'How a customer was verified, newest first',
      tag,
      roles: readers,
      params,
      responses: { 200: schema.pageOf(verification) },
      handle: async ({ db, actor, params: { id }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const rows = await verifications.ofCustomer(tx, actor, id);
            const subject = { kind: 'customer', id };
            await audit.append(tx, actor, { action: 'customer.verifications-read', subject, requestId });
            return { items: rows.map(shown), nextCursor: null };
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/verification-terms',
      summary: 'Reasons and methods of verifications, with their articles',
      tag,
      roles: readers,
      responses: { 200: closed({ reasons: Type.Array(term), methods: Type.Array(term) }) },
      handle: async ({ language }) => {
        const list = (of: VerificationTerms['reasons'] | VerificationTerms['methods']) =>
          of.map(({ id, title, article }) => ({
            id,
            title: title[language],
            article: terms.articleForm[language].replace('{article}', article),
          }));
        return ok({ reasons: list(terms.reasons), methods: list(terms.methods) });
      },
    }),
  ];
}
