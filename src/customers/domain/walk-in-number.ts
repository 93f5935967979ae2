import { sha256 } from '../../platform/index.js';
import type { Person } from '../schemas.js';
import { documentNumberKey, nameKey } from './search-keys.js';

/** RFC 4648's base 32 in small digits and capitals without I, L, O, U (Crockford): read aloud without mistakes. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 13;

/**
 * The customer number of a walk-in person: `W` and 65 bits of a digest over the first document, else over name and
 * date of birth; the same person has the same number in every database, whatever the order of the transactions.
 */
export function walkInNumber({ name, dateOfBirth = '', documents: [first] = [] }: Person): string {
  const identity = first
    ? ['document', first.type, documentNumberKey(first.number)]
    : ['person', nameKey(name) || name, dateOfBirth];
  let bits = BigInt(`0x${sha256(JSON.stringify(identity)).toString('hex')}`);
  let text = '';
  for (let index = 0; index < LENGTH; index += 1) {
    text = ALPHABET[Number(bits % 32n)]! + text;
    bits /= 32n;
  }
  return `W${text}`;
}
