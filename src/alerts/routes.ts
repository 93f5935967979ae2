import { ok, read, schema, write, type Clock, type Context, type Route, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { assign } from './assignment.js';
import type { AlertQueries } from './queries.js';
import { alertAnswer, alertQuery, alertSummary, assignmentBody } from './schemas.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;

export function alertRoutes(parts: { queries: AlertQueries; audit: AuditTrail; clock: Clock }): Route[] {
  const { queries, audit } = parts;
  /** An alert shows its customer: reading it leaves a trace. */
  const seen = (
    tx: Tx,
    { actor, requestId }: Pick<Context, 'actor' | 'requestId'>,
    shown: { id: string } | { ids: unknown[] },
  ): Promise<void> =>
    audit.append(tx, actor, {
      requestId,
      ...('id' in shown
        ? { action: 'alert.read', subject: { kind: 'alert', id: shown.id } }
        : {
            action: 'alerts.listed',
            subject: { kind: 'alert-list', id: requestId },
            details: { alerts: shown.ids },
          }),
    });
  return [
    read({
      method: 'get',
      path: '/alerts',
      summary: 'Alerts, by deadline or newest first',
      tag: 'Alerts',
      roles: readers,
      hiddenFrom: ['teller'],
      query: alertQuery,
      responses: { 200: schema.pageOf(alertSummary) },
      handle: async (context) =>
        ok(
          await context.db.inTransaction(async (tx) => {
            const page = await queries.list(context.query, tx);
            await seen(tx, context, { ids: page.items.map(({ id }) => id) });
            return page;
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/alerts/{id}',
      summary: 'One alert: why, and the evidence',
      tag: 'Alerts',
      roles: readers,
      hiddenFrom: ['teller'],
      responses: { 200: alertAnswer },
      handle: async (context) =>
        ok(
          await context.db.inTransaction(async (tx) => {
            const id = context.params['id']!;
            const alert = await queries.get(id, tx);
            await seen(tx, context, { id });
            return alert;
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/alerts/{id}/assignment',
      summary: 'Give an alert to someone, or back to the queue',
      tag: 'Alerts',
      roles: ['compliance-officer', 'compliance-manager'],
      hiddenFrom: ['teller'],
      body: assignmentBody,
      responses: { 200: alertAnswer },
      write: async ({ actor, params, body }, tx) => {
        await assign(tx, parts, actor, params['id']!, body.assignee);
        return ok(await queries.get(params['id']!, tx));
      },
    }),
  ];
}
