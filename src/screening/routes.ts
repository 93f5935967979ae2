import { Type } from '@sinclair/typebox';
import {
  accepted,
  Conditions,
  isId,
  decodeCursor,
  ok,
  problems,
  read,
  schema,
  toPage,
  write,
  type Clock,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Alerts } from '../alerts/index.js';
import { decideMatch } from './decisions.js';
import { decisions, matchStatuses } from './domain/match-status.js';
import { importList } from './lists.js';
import type { Screening } from './screening.js';

const { choice, closed, day, identifier, instant, line, pageOf, paging } = schema;
const tag = 'Screening';
const officers = ['compliance-officer', 'compliance-manager'] as const;
const readers = [...officers, 'auditor'] as const;
const LARGEST_LIST = 16 * 1024 * 1024;

const listImport = closed({
  id: Type.String(),
  state: choice(['completed']),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
});
const match = closed({
  id: Type.String(),
  customerNumber: Type.String(),
  listId: Type.String(),
  entityId: Type.String(),
  name: Type.String(),
  matchedBy: choice(['name', 'document']),
  status: choice(matchStatuses),
  foundAt: instant(),
});

/** The routes of lists and of matches with them. */
export function screeningRoutes(parts: {
  screening: Screening;
  alerts: Alerts;
  audit: AuditTrail;
  clock: Clock;
}): Route[] {
  return [
    write({
      method: 'post',
      path: '/watchlists/{id}/imports',
      summary:
        'Take a publication of a list (CSV: entityId, kind, name, aliases, dateOfBirth, documentNumbers)',
      tag,
      roles: officers,
      params: closed({ id: identifier() }),
      query: closed({ publishedOn: Type.Optional(day()) }),
      textBody: ['text/csv'],
      bodyLimit: LARGEST_LIST,
      responses: { 202: listImport },
      write: async ({ actor, body, params, query }, tx) => {
        const publication = { listId: params.id, csv: String(body ?? ''), publishedOn: query.publishedOn };
        const { result, fresh } = await importList(tx, actor, publication, parts);
        await parts.screening.screenEntries(tx, actor, fresh);
        return accepted(result);
      },
    }),
    read({
      method: 'get',
      path: '/watchlist-imports/{id}',
      summary: 'What an import of a list came to',
      tag,
      roles: readers,
      params: closed({ id: identifier() }),
      responses: { 200: listImport },
      handle: async ({ db, params }) => {
        if (!isId(params.id)) throw problems.notFound();
        const [row] = await db.query<Record<string, unknown>>(
          `SELECT id, 'completed' AS state, added, changed, removed FROM watchlist_import WHERE id = $1`,
          [params.id],
        );
        if (!row) throw problems.notFound();
        return ok(row);
      },
    }),
    read({
      method: 'get',
      path: '/screening-matches',
      summary: 'Customers that were found on a list, newest first',
      tag,
      roles: readers,
      hiddenFrom: ['teller'],
      query: closed({
        status: Type.Optional(choice(matchStatuses)),
        customerNumber: Type.Optional(Type.String({ maxLength: 64 })),
        ...paging,
      }),
      responses: { 200: pageOf(match) },
      handle: async ({ db, actor, query, requestId }) => {
        const { limit = 50, cursor, status, customerNumber } = query;
        return ok(
          await db.inTransaction(async (tx) => {
            const conditions = new Conditions()
              .add('m.status = ?', status)
              .add('c.customer_number = ?', customerNumber)
              .add('m.id < ?', cursor === undefined ? undefined : decodeCursor(cursor, ['key'])[0]);
            const at = conditions.parameter(limit + 1);
            const rows = await tx.query<Record<string, unknown> & { key: string; id: string }>(
              `SELECT m.id AS key, m.public_id AS id, c.customer_number AS "customerNumber", m.list_id AS "listId",
                 m.entity_id AS "entityId", m.name, m.matched_by AS "matchedBy", m.status,
                 to_json(m.found_at)#>>'{}' AS "foundAt"
               FROM screening_match_view m JOIN customer_view c ON c.id = m.customer_id
               ${conditions.where} ORDER BY m.id DESC LIMIT ${at}`,
              conditions.values,
            );
            await parts.audit.append(tx, actor, {
              action: 'screening-matches.listed',
              subject: { kind: 'screening-match-list', id: requestId },
              details: { matches: rows.map(({ id }) => id) },
              requestId,
            });
            return toPage(
              rows,
              limit,
              ({ key: _key, ...shown }) => shown,
              ({ key }) => [key],
            );
          }),
        );
      },
    }),
    write({
      method: 'post',
      path: '/screening-matches/{id}/decisions',
      summary: 'Judge a match; it is settled when a second person judges alike',
      tag,
      roles: officers,
      hiddenFrom: ['teller'],
      params: closed({ id: identifier() }),
      body: closed({ decision: choice(decisions), reason: line(2_000) }),
      responses: { 200: closed({ id: Type.String(), status: choice(matchStatuses) }) },
      write: async ({ actor, body, params }, tx) =>
        ok(await decideMatch(tx, actor, { id: params.id, ...body }, parts)),
    }),
  ];
}
