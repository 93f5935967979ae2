const CHECKS = '10X98765432';

/**
 * ISO 7064 MOD 11-2, as GB 11643 uses it for resident identity numbers: the check character of a row of digits.
 * 11 is prime and every weight differs from the next, so any one wrong character and any transposition of two
 * unequal digits changes it.
 */
export function mod11Dash2Check(digits: string): string {
  let product = 0;
  for (let i = 0; i < digits.length; i++) product = ((product + digits.charCodeAt(i) - 48) * 2) % 11;
  return CHECKS[product]!;
}

/** Whether the last character checks the digits before it; X is a capital. */
export function mod11Dash2Holds(number: string): boolean {
  return /^\d+[\dX]$/.test(number) && mod11Dash2Check(number.slice(0, -1)) === number.at(-1);
}
