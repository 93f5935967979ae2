import { mod11Dash2Check } from './mod-11-2.js';

/**
 * The 18-character form of a 15-digit resident number: the century and the check character are put in (GB 11643).
 * Births of the 19th century got sequences 996 to 999 for people over a hundred when numbers were first given; they
 * are read as 18xx, as the old rule has it. Anything but 15 digits comes back as it is.
 */
export function upgradeResidentNumber(number: string): string {
  if (!/^\d{15}$/.test(number)) return number;
  const century = /99[6-9]$/.test(number) ? '18' : '19';
  const body = `${number.slice(0, 6)}${century}${number.slice(6)}`;
  return body + mod11Dash2Check(body);
}

/** The parts of an 18-character number laid out as GB 11643 has it; the birth day may be an impossible one. */
export function residentNumberParts(number: string): {
  region: string;
  /** `YYYY-MM-DD` as written, possible or not. */
  born: string;
  gender: 'male' | 'female';
} {
  return {
    region: number.slice(0, 6),
    born: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    gender: Number(number[16]) % 2 === 1 ? 'male' : 'female',
  };
}
