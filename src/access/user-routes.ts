import {
  assertVersion,
  Conditions,
  created,
  decodeCursor,
  ok,
  read,
  requiredVersion,
  toPage,
  write,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { hashPassword } from './passwords.js';
import { idParams, listQuery, userBody, userPage, userPatch, userView } from './schemas.js';
import type { Sessions } from './sessions.js';
import { userColumns, type UserChange, type UserRow, type Users } from './users.js';

function toView(row: UserRow) {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles,
    branch: row.branch,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

export function userRoutes(parts: { users: Users; sessions: Sessions; audit: AuditTrail }): Route[] {
  const { users, sessions, audit } = parts;
  return [
    read({
      method: 'get',
      path: '/users',
      summary: 'List users by user name',
      tag: 'Access',
      roles: ['administrator', 'auditor'],
      query: listQuery,
      responses: { 200: userPage },
      handle: async ({ db, query }) => {
        const limit = query.limit ?? 50;
        const conditions = new Conditions();
        if (query.cursor !== undefined)
          conditions.add('username > ?', String(decodeCursor(query.cursor, 1)[0]));
        const rows = await db.query<UserRow>(
          `SELECT ${userColumns} FROM user_account ${conditions.where} ORDER BY username LIMIT ${conditions.parameter(limit + 1)}`,
          conditions.values,
        );
        return ok(toPage(rows, limit, toView, ({ username }) => [username]));
      },
    }),
    write({
      method: 'post',
      path: '/users',
      summary: 'Create a user',
      tag: 'Access',
      roles: ['administrator'],
      body: userBody,
      responses: { 201: userView },
      write: async ({ body, actor, requestId }, tx) => {
        const { password, ...user } = body;
        const row = await users.create(tx, { ...user, passwordHash: await hashPassword(password) });
        await audit.append(tx, actor, {
          action: 'user.created',
          subject: { kind: 'user', id: row.id },
          requestId,
          details: { roles: row.roles, branch: row.branch },
        });
        return created(toView(row));
      },
    }),
    write({
      method: 'patch',
      path: '/users/{id}',
      summary: 'Change, disable or enable a user; new password, roles or status end the sessions',
      tag: 'Access',
      roles: ['administrator'],
      params: idParams,
      body: userPatch,
      responses: { 200: userView },
      write: async ({ body, params, actor, request, requestId }, tx) => {
        requiredVersion(request);
        const before = await users.forChange(tx, params.id);
        assertVersion(request, before.version);
        const { password, ...rest } = body;
        const change: UserChange = {
          ...rest,
          ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
        };
        const after = await users.change(tx, actor, before, change);
        if (password !== undefined || body.roles !== undefined || body.status !== undefined)
          await sessions.closeAll(tx, after.id, actor.sessionId);
        await audit.append(tx, actor, {
          action: 'user.changed',
          subject: { kind: 'user', id: after.id },
          requestId,
          details: {
            fields: Object.keys(body),
            ...(body.roles ? { roles: { from: before.roles, to: after.roles } } : {}),
            ...(body.branch ? { branch: { from: before.branch, to: after.branch } } : {}),
            ...(body.status ? { status: { from: before.status, to: after.status } } : {}),
          },
        });
        return ok(toView(after));
      },
    }),
  ];
}
