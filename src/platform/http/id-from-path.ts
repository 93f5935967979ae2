import { notFound } from '../errors/common.js';
import { isId } from '../ids.js';

/** The id that a path names. Throws 404 for what can be none, before the database is asked. */
export function idFromPath(id: string): string {
  if (!isId(id)) throw notFound();
  return id;
}
