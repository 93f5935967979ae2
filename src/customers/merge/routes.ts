import { Type } from '@sinclair/typebox';
import { complianceRoles, created, ok, read, schema, write, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchCode, customerNumber } from '../schemas.js';
import { listMerges } from './queries.js';
import type { Merges } from './service.js';

const { choice, closed, identifier, instant, line, nullable } = schema;
const tag = 'Customers';
const statuses = ['standing', 'reversed'] as const;

const side = closed({ id: Type.String(), customerNumber, name: Type.String(), branch: nullable(branchCode) });
const mergeAnswer = closed({
  id: Type.String(),
  status: choice(statuses),
  kept: side,
  merged: side,
  reason: Type.String(),
  mergedAt: instant(),
  mergedBy: Type.String(),
  reversedAt: nullable(instant()),
  reversedBy: nullable(Type.String()),
  reversalReason: nullable(Type.String()),
});

/** The routes that make one customer of two, and two again. One person's step: it can be undone as a whole. */
export function mergeRoutes(merges: Merges, audit: AuditTrail): Route[] {
  return [
    write({
      method: 'post',
      path: '/customer-merges',
      summary: 'Merge one customer into another; everything of it counts for the one that is kept',
      tag,
      roles: complianceRoles,
      body: closed({ keep: customerNumber, merge: customerNumber, reason: line(1_000) }),
      responses: { 201: mergeAnswer },
      write: async ({ actor, body, requestId }, tx) =>
        created(await merges.merge(tx, actor, { ...body, requestId })),
    }),
    read({
      method: 'get',
      path: '/customer-merges',
      summary: 'List merges of customers, the newest first',
      tag,
      roles: [...complianceRoles, 'auditor'],
      query: closed({
        customerNumber: Type.Optional(customerNumber),
        status: Type.Optional(choice(statuses)),
        ...schema.paging,
      }),
      responses: { 200: schema.pageOf(mergeAnswer) },
      handle: async (context) =>
        ok(
          await audit.reading(
            context,
            (tx) => listMerges(tx, context.query),
            ({ items }) => ({
              action: 'customer-merges.listed',
              subject: { kind: 'customer-list', id: context.requestId },
              details: { customers: items.flatMap(({ kept, merged }) => [kept.id, merged.id]) },
            }),
          ),
        ),
    }),
    write({
      method: 'post',
      path: '/customer-merges/{id}/reversal',
      summary: 'Undo a merge: everything of the merged customer is its own again',
      tag,
      roles: complianceRoles,
      params: closed({ id: identifier() }),
      body: closed({ reason: line(1_000) }),
      responses: { 200: mergeAnswer },
      write: async ({ actor, body, params, requestId }, tx) =>
        ok(await merges.reverse(tx, actor, { ...params, ...body, requestId })),
    }),
  ];
}
