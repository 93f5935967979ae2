import { ok, read, schema, write, type Clock, type Route } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { assign } from './assignment.js';
import type { AlertQueries } from './queries.js';
import { alertAnswer, alertQuery, alertSummary, assignmentBody } from './schemas.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;

export function alertRoutes(parts: { queries: AlertQueries; audit: AuditTrail; clock: Clock }): Route[] {
  const { queries } = parts;
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
      handle: async ({ query }) => ok(await queries.list(query)),
    }),
    read({
      method: 'get',
      path: '/alerts/{id}',
      summary: 'One alert: why, and the evidence',
      tag: 'Alerts',
      roles: readers,
      hiddenFrom: ['teller'],
      responses: { 200: alertAnswer },
      handle: async ({ params }) => ok(await queries.get(params['id']!)),
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
