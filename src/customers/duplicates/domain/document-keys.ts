import { documentNumberKey } from '../../domain/search-keys.js';
import type { DocumentType } from '../../schemas.js';

export interface NumberedDocument {
  type: DocumentType;
  number: string;
}

/** Letters that are typed or read for a digit, in a number that has digits only. */
const FOR_DIGITS: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
};
/** Letters that a social credit code never has (GB 32100), and what is meant by them. */
const IN_CREDIT_CODES: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5' };
/** What is mistaken in every number that mixes letters and digits. */
const ANYWHERE: Readonly<Record<string, string>> = { O: '0', I: '1' };

const folded = (text: string, by: Readonly<Record<string, string>>): string =>
  [...text].map((character) => by[character] ?? character).join('');

/**
 * The 17 digits before the check character of a resident identity number (GB 11643), or `undefined`. The old number of
 * 15 digits has no century and no check character: it is made whole, so that both numbers of a person are one.
 */
export function residentDigits(number: string): string | undefined {
  const key = documentNumberKey(number).replace('×', 'X');
  const digits = folded(key.slice(0, 17), FOR_DIGITS);
  if (key.length === 18 && /^\d{17}$/.test(digits)) return digits;
  return key.length === 15 && /^\d{15}$/.test(digits)
    ? `${digits.slice(0, 6)}19${digits.slice(6)}`
    : undefined;
}

/** Types whose number is a resident identity number, or one built like it. */
const RESIDENT: readonly DocumentType[] = [
  'resident-id',
  'temporary-resident-id',
  'household-register',
  'hk-macao-taiwan-residence',
  'foreign-permanent-resident',
];

/**
 * What stands for a document when two are compared: equal for the same document however it is written, for the old and
 * the new number of a person, and for a permit before and after its renewal.
 */
export function documentKey({ type, number }: NumberedDocument): string {
  const key = documentNumberKey(number);
  if (RESIDENT.includes(type)) {
    const digits = residentDigits(number);
    if (digits !== undefined) return digits;
  }
  if (type === 'unified-social-credit') return folded(key, IN_CREDIT_CODES);
  // Letter and eight digits are the person's for good; what follows counts the renewals.
  if (type === 'hk-macao-permit' && key.length >= 9) return key[0]! + folded(key.slice(1, 9), FOR_DIGITS);
  if (type === 'taiwan-permit' && key.length >= 8) {
    const digits = folded(key.slice(0, 8), FOR_DIGITS);
    if (/^\d{8}$/.test(digits)) return digits;
  }
  return folded(key, ANYWHERE);
}

/** The key with any two neighbours exchanged: what a slip of the fingers makes of it. */
export function transpositions(key: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at + 1 < key.length; at += 1) {
    if (key[at] === key[at + 1]) continue;
    found.add(key.slice(0, at) + key[at + 1]! + key[at]! + key.slice(at + 2));
  }
  return [...found];
}
