/**
 * Document numbers that pass every check and belong to nobody.
 *
 * Resident IDs and credit codes carry county code 99 of an existing province and prefecture: GB/T 2260 has never
 * assigned a county 99, so no office has issued a number from there. Mobile numbers begin with 154, a segment
 * that has not been given to any operator. Passport and permit numbers begin with a run no issuer has reached.
 */
import type { Random } from './random.js';
import { dayText } from './days.js';

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** Check character of a resident ID's first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function residentIdCheck(digits17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (digits17.charCodeAt(i) - 48) * (ID_WEIGHTS[i] as number);
  return ID_CHECKS[sum % 11] as string;
}

/** `prefecture` is four digits (province and prefecture); `birth` a day number. */
export function residentId(
  prefecture: string,
  birth: number,
  gender: 'male' | 'female',
  random: Random,
): string {
  const sequence = random.int(499) * 2 + (gender === 'male' ? 1 : 2);
  const body = `${prefecture}99${dayText(birth).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + residentIdCheck(body);
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the eight characters of an organisation code (GB 11714). */
export function organisationCodeCheck(code8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += parseInt(code8[i] as string, 36) * (ORGANISATION_WEIGHTS[i] as number);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Check character of a unified social credit code's first 17 characters (GB 32100). */
export function creditCodeCheck(code17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    sum += CREDIT_ALPHABET.indexOf(code17[i] as string) * (CREDIT_WEIGHTS[i] as number);
  }
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** Register and category as GB 32100 has them: 11 public organ, 12 public institution, 91 firm, 92 sole trader. */
export type CreditCodePrefix = '11' | '12' | '91' | '92';

export function creditCode(prefix: CreditCodePrefix, prefecture: string, random: Random): string {
  const organisation = `M${random.pick(['A', 'B', 'C'])}${random.digits(6)}`;
  const body = `${prefix}${prefecture}99${organisation}${organisationCodeCheck(organisation)}`;
  return body + creditCodeCheck(body);
}

export const mobileNumber = (random: Random): string => `154${random.digits(8)}`;
export const chinesePassport = (random: Random): string => `EZ9${random.digits(6)}`;
export const foreignPassport = (random: Random): string => `Z99${random.digits(6)}`;
/** Permit of a Hong Kong (H) or Macao (M) resident, the nine-character form of 2012. */
export const hkMacaoPermit = (place: 'H' | 'M', random: Random): string => `${place}99${random.digits(6)}`;
/** Permit of a Taiwan resident, the eight digits of the five-year card. */
export const taiwanPermit = (random: Random): string => `99${random.digits(6)}`;
