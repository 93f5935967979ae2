import { identity, isDay, type Day } from '../../../platform/index.js';
import { finding } from './findings.js';
import { regionOf } from './regions.js';
import { ageOn } from './holder.js';
import type { DocumentCheckInput, DocumentFinding, DocumentReference } from './types.js';

export const DIGITS = '0123456789';
/** What may stand at a position of 17 digits and a check character. */
export const residentAlphabet = (position: number): string => (position === 17 ? `${DIGITS}X` : DIGITS);

export interface ReadNumber {
  number: string;
  /** Letters were read as the digits they look like. */
  replaced: boolean;
  fault?: DocumentFinding;
}

/**
 * Reads 17 digits and a check character, or the 15 digits of an old card. Letters that look like digits are
 * accepted where the whole then checks; otherwise the first of them is the fault.
 */
export function readResidentShaped(plain: string): ReadNumber {
  // Fifteen digits have no check character; of any other length the last may be one.
  const tail = plain.length === 15 ? 15 : plain.length - 1;
  const body = identity.withDigits(plain.slice(0, tail));
  const number = body + identity.withDigits(plain.slice(tail), 'X');
  const replaced = number !== plain;
  if (/^\d+$/.test(number.slice(0, tail)) && /^[\dX]?$/.test(number.slice(tail))) {
    if (!replaced) return { number, replaced };
    if (plain.length !== 18 || identity.mod11Dash2Holds(number)) return { number, replaced };
  }
  const at = [...plain].findIndex((character, index) =>
    index < tail ? !/\d/.test(character) : !/[\dX]/.test(character),
  );
  return {
    number: plain,
    replaced: false,
    fault: finding('invalid-character', '/number', { position: at + 1, character: plain[at]! }),
  };
}

/** Whether a number of the resident form could be that of the person who was typed in, check character included. */
export function fitsHolder(
  number: string,
  input: DocumentCheckInput,
  { rules, regions }: DocumentReference,
  today: Day,
): boolean {
  if (!identity.mod11Dash2Holds(number)) return false;
  const { region, born, gender } = identity.residentNumberParts(number);
  if (regionOf(region, regions).known !== 'yes') return false;
  if (!isDay(born) || born > today || ageOn(born, today) > rules.plausibleAge.most) return false;
  if (input.dateOfBirth !== undefined && input.dateOfBirth !== born) return false;
  return input.gender === undefined || input.gender === 'other' || input.gender === gender;
}
