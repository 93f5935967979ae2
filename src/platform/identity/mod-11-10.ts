/**
 * ISO 7064 MOD 11,10, the hybrid system of the 15-digit business registration numbers (GS 15): the check digit of a row
 * of digits. Any one wrong digit changes it; of transpositions of neighbours it misses the few the standard misses.
 */
export function mod11Comma10Check(digits: string): string {
  let product = 10;
  for (let i = 0; i < digits.length; i++) {
    const sum = (product + digits.charCodeAt(i) - 48) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** Whether the last digit checks those before it. */
export function mod11Comma10Holds(number: string): boolean {
  return /^\d{2,}$/.test(number) && mod11Comma10Check(number.slice(0, -1)) === number.at(-1);
}
