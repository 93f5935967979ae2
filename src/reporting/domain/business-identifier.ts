import { createHash } from 'node:crypto';

const LONGEST = 256;
const PLAIN = /^[\x21-\x7E\u00A0-\uD7FF\uE000-\uFFFD]*$/u;

/**
 * TICD (C.6): one identifier for one one-sided record, in every class and every kind of report, made from
 * what the core banking system calls it, so that it needs no register and never changes. Different records
 * have different identifiers: the separator is escaped inside the parts. Names that are too long or hold
 * what a report cannot carry (blanks, control characters) are replaced by their digest.
 */
export function businessIdentifier(source: string, reference: string): string {
  const readable = `${escape(source)}:${escape(reference)}`;
  if (PLAIN.test(readable) && readable.length <= LONGEST) return readable;
  // An escaped part never begins with "~", so the two forms cannot meet.
  return `~${createHash('sha256')
    .update(JSON.stringify([source, reference]))
    .digest('hex')}`;
}

function escape(part: string): string {
  return part.replace(/[%:]|^~/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
