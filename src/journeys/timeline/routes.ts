import { Type } from '@sinclair/typebox';
import { ok, read, schema, type Role, type Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Timelines } from './timeline.js';

const { choice, closed, instant, nullable } = schema;
const READERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'auditor'];

const entry = closed({
  at: instant(),
  kind: Type.String({ description: 'Where it comes from' }),
  code: Type.String({ description: 'What happened' }),
  params: Type.Record(Type.String(), Type.Unknown()),
  summary: schema.bilingual,
  actor: nullable(Type.String()),
  link: nullable(
    closed({ kind: choice(['customer', 'task', 'alert', 'report', 'notice', 'tab']), id: Type.String() }),
  ),
});

/** The route of a customer's history. */
export function timelineRoutes(timelines: Timelines, audit: AuditTrail): Route[] {
  return [
    read({
      method: 'get',
      path: '/customers/{id}/timeline',
      summary: 'What happened to a customer, newest first, as far as the reader may know it',
      tag: 'Customers',
      roles: READERS,
      params: closed({ id: schema.identifier() }),
      query: closed({
        kinds: Type.Optional(
          Type.String({
            pattern: '^[a-z-]+(,[a-z-]+)*$',
            maxLength: 300,
            description: 'Only these kinds of entries, with commas between',
          }),
        ),
        ...schema.paging,
      }),
      responses: { 200: schema.pageOf(entry) },
      handle: async ({ actor, db, params, query: { kinds, ...paging }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const wanted = kinds === undefined ? paging : { ...paging, kinds: kinds.split(',') };
            const page = await timelines.page(tx, actor, params.id, wanted);
            await audit.append(tx, actor, {
              action: 'customer.timeline-read',
              subject: { kind: 'customer', id: params.id },
              details: { entries: page.items.length },
              requestId,
            });
            return page;
          }),
        ),
    }),
  ];
}
