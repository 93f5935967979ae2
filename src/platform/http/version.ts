import type { Request } from 'express';
import { ifMatchRequired, malformed, staleVersion } from '../errors/common.js';

/** The version a PATCH was based on, from `If-Match`, bare or quoted. */
export function requiredVersion(request: Request): number {
  const header = request.get('if-match');
  if (!header) throw ifMatchRequired();
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!match)
    throw malformed({
      detail: { en: 'If-Match must be the version number.', zh: 'If-Match 必须为版本号。' },
    });
  return Number(match[1]);
}

export function assertVersion(request: Request, current: number): void {
  if (requiredVersion(request) !== current) throw staleVersion();
}

/** JSON merge patch (RFC 7396): null removes, objects merge, arrays are replaced whole. */
export function mergePatch<T>(target: T, patch: unknown): T {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch as T;
  const result: Record<string, unknown> =
    target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...(target as object) } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result as T;
}
