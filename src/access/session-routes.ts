import {
  created,
  noContent,
  ok,
  problems,
  read,
  write,
  type Actor,
  type Context,
  type Reply,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Attempts } from './attempts.js';
import { assertSameSite, COOKIE } from './authenticate.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { wrongCredentials } from './problems.js';
import { newSession, passwordChangeBody, sessionView, signInBody } from './schemas.js';
import type { Sessions } from './sessions.js';
import type { Users } from './users.js';

export interface SessionParts {
  users: Users;
  sessions: Sessions;
  attempts: Attempts;
  audit: AuditTrail;
  secureCookies: boolean;
}

/** Signing in and out. */
export function sessionRoutes(parts: SessionParts): Route[] {
  const { users, sessions, attempts, audit } = parts;
  const cookie = (value: string, attributes: string) =>
    `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict${parts.secureCookies ? '; Secure' : ''}; ${attributes}`;

  /** Checks a password within the limit of attempts; a refusal is recorded. */
  async function prove(
    context: Pick<Context, 'db' | 'request' | 'requestId'>,
    actor: Actor,
    key: { username: string } | { id: string },
    name: string,
    password: string,
  ) {
    const address = context.request.ip ?? '';
    await attempts.reserve(name, address);
    const user = await users.credentials(context.db, key);
    const right = await verifyPassword(user?.password_hash, password);
    if (!user || !right || user.status !== 'active') {
      await context.db.inTransaction((tx) =>
        audit.append(tx, actor, {
          action: 'session.refused',
          subject: { kind: 'user', id: user?.id ?? 'unknown' },
          requestId: context.requestId,
        }),
      );
      throw wrongCredentials();
    }
    await attempts.release(name, address);
    return user;
  }

  return [
    read({
      method: 'post',
      path: '/sessions',
      summary: 'Sign in',
      tag: 'Access',
      roles: 'anyone',
      body: signInBody,
      responses: { 201: newSession },
      secretAnswer: true,
      bodyLimit: 16_384,
      handle: async (context): Promise<Reply> => {
        const { db, body, request, requestId, actor } = context;
        assertSameSite(request);
        const username = body.username.trim().toLowerCase();
        const user = await prove(context, actor, { username }, username, body.password);
        const { token, expiresAt } = await db.inTransaction(async (tx) => {
          const session = await sessions.open(tx, user.id);
          await audit.append(
            tx,
            { kind: 'user', id: user.id, name: user.username, roles: user.roles },
            { action: 'session.started', subject: { kind: 'user', id: user.id }, requestId },
          );
          return session;
        });
        const reply = created({
          token,
          expiresAt: expiresAt.toISOString(),
          user: {
            username: user.username,
            displayName: user.display_name,
            roles: user.roles,
            branch: user.branch,
          },
        });
        // A length of time, not an instant: the clock of a desk may be wrong.
        return {
          ...reply,
          headers: { 'Set-Cookie': cookie(token, `Max-Age=${sessions.seconds}`) },
        };
      },
    }),
    read({
      method: 'get',
      path: '/sessions/current',
      summary: 'Who is signed in, and until when',
      tag: 'Access',
      roles: 'signed-in',
      responses: { 200: sessionView },
      handle: async ({ db, actor }) => {
        const session = actor.sessionId && (await sessions.view(db, actor.sessionId));
        if (!session) throw problems.notFound();
        const { username, display_name: displayName, roles, branch, expires_at } = session;
        return ok({ expiresAt: expires_at.toISOString(), user: { username, displayName, roles, branch } });
      },
    }),
    write({
      method: 'delete',
      path: '/sessions/current',
      summary: 'Sign out',
      tag: 'Access',
      roles: 'signed-in',
      responses: { 204: null },
      write: async ({ actor, requestId }, tx) => {
        if (!actor.sessionId) throw problems.notFound();
        await sessions.close(tx, actor.sessionId);
        await audit.append(tx, actor, {
          action: 'session.ended',
          subject: { kind: 'user', id: actor.id },
          requestId,
        });
        return { ...noContent(), headers: { 'Set-Cookie': cookie('', 'Max-Age=0') } };
      },
    }),
    read({
      method: 'post',
      path: '/sessions/current/password',
      summary: 'Change the own password; other sessions of the user end',
      tag: 'Access',
      roles: 'signed-in',
      body: passwordChangeBody,
      responses: { 204: null },
      handle: async (context) => {
        const { db, body, actor, requestId } = context;
        if (!actor.sessionId) throw problems.notFound();
        await prove(context, actor, { id: actor.id }, actor.name, body.currentPassword);
        const passwordHash = await hashPassword(body.newPassword);
        await db.inTransaction(async (tx) => {
          await users.change(tx, actor, await users.forChange(tx, actor.id), { passwordHash });
          await sessions.closeAll(tx, actor.id, actor.sessionId);
          await audit.append(tx, actor, {
            action: 'user.changed',
            subject: { kind: 'user', id: actor.id },
            requestId,
            details: { fields: ['password'] },
          });
        });
        return noContent();
      },
    }),
  ];
}
