/**
 * What a row's columns have no room for, in one cell: a JSON object of RFC 6901 pointers into the record and the values
 * there, such as `{"/documents/2": {...}, "/accounts/0/closedOn": "2025-01-31"}`.
 */
type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** A step of a pointer, from the other side. */
export const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Puts the values of a cell into a record, in the order in which they stand; a list may only grow at its end.
 * @returns whether all of it could be put
 */
export function putFurther(record: Record<string, unknown>, cell: string): boolean {
  let entries: [string, unknown][];
  try {
    const parsed: unknown = JSON.parse(cell);
    if (!isContainer(parsed) || Array.isArray(parsed)) return false;
    entries = Object.entries(parsed);
  } catch {
    return false;
  }
  return entries.every(([pointer, value]) => put(record, pointer, value));
}

function put(record: Record<string, unknown>, pointer: string, value: unknown): boolean {
  const [root, ...tokens] = pointer.split('/').map(unescaped);
  if (root !== '' || tokens.length === 0) return false;
  let at: Container = record;
  for (const [depth, token] of tokens.entries()) {
    if (!mayHold(at, token)) return false;
    if (depth === tokens.length - 1) {
      (at as Record<string, unknown>)[token] = value;
      return true;
    }
    const next: unknown = Object.hasOwn(at, token) ? (at as Record<string, unknown>)[token] : undefined;
    if (next !== undefined && !isContainer(next)) return false;
    const inner: Container = next ?? (/^\d+$/.test(tokens[depth + 1]!) ? [] : {});
    (at as Record<string, unknown>)[token] = inner;
    at = inner;
  }
  return false;
}

/** A name in an object, or a position up to the end of a list. */
function mayHold(at: Container, token: string): boolean {
  if (Array.isArray(at)) return /^(0|[1-9]\d{0,5})$/.test(token) && Number(token) <= at.length;
  return token !== '__proto__';
}
