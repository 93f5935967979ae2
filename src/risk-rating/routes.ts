import { Type } from '@sinclair/typebox';
import { created, ok, read, schema, write, type Route } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Customers } from '../customers/index.js';
import { decideOverride, requestOverride } from './overrides.js';
import { listOverrides, presentOverride } from './override-store.js';
import { ratingHistory } from './queries.js';
import { decisionBody, overrideAnswer, overrideBody, overrideStatuses, ratingsAnswer } from './schemas.js';
import type { RiskRatings } from './service.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;
const params = schema.closed({ id: schema.identifier() });
const tag = 'Risk rating';

/** Ratings of one customer, and the levels that people decide. Nobody at a counter learns of them. */
export function riskRoutes(parts: {
  ratings: RiskRatings;
  customers: Customers;
  audit: AuditTrail;
}): Route[] {
  const { ratings, customers, audit } = parts;
  return [
    read({
      method: 'get',
      path: '/customers/{id}/risk-ratings',
      summary: 'Every risk rating of a customer with its reasons, newest first',
      tag,
      roles: readers,
      params,
      query: schema.closed(schema.paging),
      responses: { 200: ratingsAnswer },
      handle: async ({ actor, db, params: { id }, query: { limit = 50, ...more }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const customer = await customers.get(tx, actor, id);
            await audit.append(tx, actor, {
              action: 'customer.risk-read',
              subject: { kind: 'customer', id: customer.id },
              requestId,
            });
            return ratingHistory(tx, customer.key, { limit, ...more });
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/customers/{id}/risk-ratings',
      summary: 'Ask for a level other than the machine’s; another person approves it',
      tag,
      roles: ['compliance-officer', 'compliance-manager'],
      params,
      body: overrideBody,
      responses: { 201: overrideAnswer },
      write: async ({ actor, body, params: { id }, requestId }, tx) => {
        const customer = await customers.get(tx, actor, id);
        return created(presentOverride(await requestOverride(tx, actor, ratings, customer, body, requestId)));
      },
    }),
    write({
      method: 'post',
      path: '/risk-ratings/{id}/approval',
      summary: "Decide about another person's override",
      tag,
      roles: ['compliance-manager'],
      params,
      body: decisionBody,
      responses: { 200: overrideAnswer },
      write: async ({ actor, body, params: { id }, requestId }, tx) =>
        ok(await decideOverride(tx, actor, ratings, id, body, requestId)),
    }),
    read({
      method: 'get',
      path: '/risk-overrides',
      summary: 'Levels that people asked for, the oldest first',
      tag,
      roles: readers,
      query: schema.closed({ ...schema.paging, status: Type.Optional(schema.choice(overrideStatuses)) }),
      responses: { 200: schema.pageOf(overrideAnswer) },
      handle: async ({ actor, db, query, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const page = await listOverrides(tx, query);
            await audit.append(tx, actor, {
              action: 'risk-overrides.listed',
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
