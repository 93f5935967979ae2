/** The 31 characters of GB 32100: digits and capitals without I, O, S, V, Z. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const BASE = CREDIT_CODE_ALPHABET.length;
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/**
 * Check character of a unified social credit code's first 17 characters (GB 32100-2015, modulus 31, weights 3^(i-1)).
 * 31 is prime and 3 generates all 30 residues, so any one wrong character and any two exchanged are noticed, except the
 * first exchanged with the check character itself: both count once.
 */
export function creditCodeCheck(code17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code17) {
    sum += CREDIT_CODE_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % BASE;
  }
  return CREDIT_CODE_ALPHABET[(BASE - (sum % BASE)) % BASE]!;
}

/** Whether a text of 18 capitals and digits is laid out as a credit code and its last character is right. */
export function creditCodeHolds(code: string): boolean {
  return SHAPE.test(code) && creditCodeCheck(code.slice(0, 17)) === code[17];
}
