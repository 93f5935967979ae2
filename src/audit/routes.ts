import {
  Conditions,
  decodeCursor,
  ok,
  read,
  toPage,
  type BankDays,
  type Queryable,
  type Role,
  type Route,
} from '../platform/index.js';
import { exportChain } from './export.js';
import { auditEventPage, auditVerification, eventQuery, periodQuery } from './schemas.js';
import { eventColumns, toEvent, type EventRow } from './store.js';
import type { AuditTrail } from './trail.js';
import { verify, type Period } from './verification.js';

/** Who the actors are; the access module, which stands to the right, supplies it. */
export interface ActorDirectory {
  /** Sign-in or key names by actor id. */
  names(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ids of actors with this name. */
  idsOf(db: Queryable, name: string): Promise<readonly string[]>;
}

const readers: readonly Role[] = ['auditor', 'compliance-manager'];

/** Reading, verifying and exporting the audit trail. */
export function auditRoutes(parts: {
  trail: AuditTrail;
  days: BankDays;
  directory: ActorDirectory;
}): Route[] {
  const { trail, days, directory } = parts;
  const toPeriod = ({ from, to }: { from?: string; to?: string }): Period => ({
    ...(from === undefined ? {} : { from: instantOf(days, from) }),
    ...(to === undefined ? {} : { to: instantOf(days, to) }),
  });
  return [
    read({
      method: 'get',
      path: '/audit-events',
      summary: 'List audit events, newest first',
      tag: 'Audit',
      roles: readers,
      query: eventQuery,
      responses: { 200: auditEventPage },
      handle: async ({ db, query }) => {
        const { from, to } = toPeriod(query);
        const conditions = new Conditions();
        if (query.actor !== undefined)
          conditions.add('e.actor_id = ANY(?)', [query.actor, ...(await directory.idsOf(db, query.actor))]);
        conditions.add('e.action = ?', query.action);
        if (query.subject !== undefined) {
          const [, kind, id] = /^(?:([a-z-]+):)?(.*)$/s.exec(query.subject)!;
          conditions.add('e.subject_kind = ?', kind);
          if (id !== '' || kind === undefined) conditions.add('e.subject_id = ?', id);
        }
        conditions.add('e.recorded_at >= ?', from).add('e.recorded_at < ?', to);
        if (query.cursor !== undefined)
          conditions.add('e.id < ?::bigint', ...decodeCursor(query.cursor, ['key']));
        const limit = query.limit ?? 50;
        const rows = await db.query<EventRow & { sequence: string | null }>(
          `SELECT ${eventColumns}, s.sequence FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id
           ${conditions.where} ORDER BY e.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
          conditions.values,
        );
        const names = await directory.names(db, [...new Set(rows.map(({ actor_id }) => actor_id))]);
        return ok(
          toPage(
            rows,
            limit,
            (row) => {
              const event = toEvent(row);
              const name = names.get(event.actor.id);
              return {
                ...event,
                actor: { ...event.actor, ...(name === undefined ? {} : { name }) },
                sequence: row.sequence === null ? null : Number(row.sequence),
              };
            },
            ({ id }) => [id],
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: '/audit-events/verification',
      summary: 'Compute the chain of audit events again and compare',
      tag: 'Audit',
      roles: readers,
      query: periodQuery,
      responses: { 200: auditVerification },
      handle: async ({ db, query }) => ok(await verify(db, toPeriod(query))),
    }),
    read({
      method: 'get',
      path: '/audit-events/export',
      summary: 'Export sealed audit events, verifiable offline with the verify-audit command',
      tag: 'Audit',
      roles: readers,
      query: periodQuery,
      responses: { 200: null },
      produces: ['application/x-ndjson'],
      handle: async ({ db, query, actor, requestId }) => {
        await db.inTransaction((tx) =>
          trail.append(tx, actor, {
            action: 'audit.exported',
            subject: { kind: 'audit', id: 'chain' },
            requestId,
            details: { ...query },
          }),
        );
        return {
          status: 200,
          headers: {
            'Content-Type': 'application/x-ndjson; charset=utf-8',
            'Content-Disposition': 'attachment; filename="audit-events.ndjson"',
          },
          stream: exportChain(db, toPeriod(query), (ids) => directory.names(db, ids)),
        };
      },
    }),
  ];
}

function instantOf(days: BankDays, text: string): Date {
  return text.length === 10 ? days.startOf(text) : new Date(text);
}
