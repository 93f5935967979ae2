import { createHash } from 'node:crypto';

function asUuid(hash: Buffer): string {
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The key of a transaction: half of SHA-256 over source and reference, told apart by a NUL neither may contain. */
export function transactionKey(source: string, reference: string): string {
  return asUuid(createHash('sha256').update(`${source}\u0000${reference}`).digest());
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`;
}

/** Digest of a content, the same whatever the order of its fields. */
export function contentDigest(content: object): string {
  return asUuid(createHash('sha256').update(canonical(content)).digest());
}
