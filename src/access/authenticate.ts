import type { Request } from 'express';
import type { Actor, Database } from '../platform/index.js';
import { ApiKeys } from './api-keys.js';
import { crossSite } from './problems.js';
import type { Sessions } from './sessions.js';

export const COOKIE = 'mingjian_session';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const TOKEN = /^[\x21-\x7e]{1,200}$/;

/** Refuses what the page of another site makes a browser send; a browser names the origin with every unsafe request. */
export function assertSameSite(request: Request): void {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw crossSite();
    return;
  }
  const origin = request.get('origin');
  if (origin !== undefined && hostOf(origin) !== request.host) throw crossSite();
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/**
 * Who sends a request: `Authorization: Bearer` with a session token or an API key, or else the session cookie. A
 * header that does not hold is not made good by a cookie.
 */
export function createAuthenticator(parts: {
  db: Database;
  sessions: Sessions;
  keys: ApiKeys;
}): (request: Request) => Promise<Actor | undefined> {
  const { db, sessions, keys } = parts;
  const findKey = shared((token) => keys.find(db, token));
  return async (request) => {
    const header = request.get('authorization');
    if (header !== undefined) {
      const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
      if (token === undefined || !TOKEN.test(token)) return undefined;
      return ApiKeys.looksLikeOne(token) ? findKey(token) : sessions.find(db, token);
    }
    const token: unknown = (request.cookies as Record<string, unknown> | undefined)?.[COOKIE];
    if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
    const actor = await sessions.find(db, token);
    if (actor && !SAFE.has(request.method)) assertSameSite(request);
    return actor;
  };
}

/**
 * Requests that come while a look-up of the same key is under way share its answer: a core system that sends many at
 * once asks the database once. Nothing is kept beyond the look-up, so that a revoked key ends at once.
 */
function shared(
  find: (token: string) => Promise<Actor | undefined>,
): (token: string) => Promise<Actor | undefined> {
  const underWay = new Map<string, Promise<Actor | undefined>>();
  return (token) => {
    const already = underWay.get(token);
    if (already) return already;
    const found = find(token).finally(() => underWay.delete(token));
    underWay.set(token, found);
    return found;
  };
}
