import {
  Conditions,
  created,
  decodeCursor,
  isId,
  noContent,
  ok,
  problems,
  read,
  toPage,
  write,
  type BankDays,
  type Clock,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { keyColumns, type ApiKeys, type KeyRow } from './api-keys.js';
import { idParams, keyBody, keyCreated, keyPage, listQuery } from './schemas.js';

function toView(row: KeyRow) {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    expiresOn: row.expires_on,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

export function keyRoutes(parts: {
  keys: ApiKeys;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
}): Route[] {
  const { keys, audit, clock, days } = parts;
  return [
    read({
      method: 'get',
      path: '/api-keys',
      summary: 'List API keys, newest first; never the keys themselves',
      tag: 'Access',
      roles: ['administrator', 'auditor'],
      query: listQuery,
      responses: { 200: keyPage },
      handle: async ({ db, query }) => {
        const limit = query.limit ?? 50;
        const conditions = new Conditions();
        if (query.cursor !== undefined) {
          const id = String(decodeCursor(query.cursor, 1)[0]);
          if (!isId(id)) throw problems.invalidQuery();
          conditions.add('id < ?', id);
        }
        const rows = await db.query<KeyRow>(
          `SELECT ${keyColumns} FROM api_key ${conditions.where} ORDER BY id DESC LIMIT ${conditions.parameter(limit + 1)}`,
          conditions.values,
        );
        return ok(toPage(rows, limit, toView, ({ id }) => [id]));
      },
    }),
    write({
      method: 'post',
      path: '/api-keys',
      summary: 'Create an API key; it is shown in this answer only',
      tag: 'Access',
      roles: ['administrator'],
      body: keyBody,
      responses: { 201: keyCreated },
      secretAnswer: true,
      write: async ({ body, actor, requestId }, tx) => {
        if (body.expiresOn !== undefined && body.expiresOn < days.dayOf(clock.now())) throw inThePast();
        const key = await keys.create(tx, { ...body, createdBy: actor.name });
        await audit.append(tx, actor, {
          action: 'api-key.created',
          subject: { kind: 'api-key', id: key.id },
          requestId,
          details: { role: body.role, expiresOn: body.expiresOn ?? null },
        });
        return created(key);
      },
    }),
    write({
      method: 'delete',
      path: '/api-keys/{id}',
      summary: 'Revoke an API key at once',
      tag: 'Access',
      roles: ['administrator'],
      params: idParams,
      responses: { 204: null },
      write: async ({ params, actor, requestId }, tx) => {
        if (!isId(params.id) || !(await keys.revoke(tx, params.id))) throw problems.notFound();
        await audit.append(tx, actor, {
          action: 'api-key.revoked',
          subject: { kind: 'api-key', id: params.id },
          requestId,
        });
        return noContent();
      },
    }),
  ];
}

function inThePast() {
  return problems.invalidBody({
    faults: [
      {
        pointer: '/expiresOn',
        code: 'in-the-past',
        message: { en: 'must not lie in the past', zh: '不得早于今天' },
      },
    ],
  });
}
