const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Check character of the eight characters of an organisation code (GB 11714, modulus 11). Digits are always told apart;
 * letters count 10 to 35, so two that differ by 11 or 22 (A, L, W; also 0, B, M, X) look the same to it.
 */
export function organisationCodeCheck(code8: string): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += parseInt(code8[i]!, 36) * WEIGHTS[i]!;
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Whether nine characters (no hyphen) are an organisation code with the right check character. */
export function organisationCodeHolds(code9: string): boolean {
  return /^[0-9A-Z]{8}[0-9X]$/.test(code9) && organisationCodeCheck(code9) === code9[8];
}
