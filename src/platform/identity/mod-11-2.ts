const CHECKS = '10X98765432';

/**
 * ISO 7064 MOD 11-2, as GB 11643 uses it for resident identity numbers: the check character of a row of digits.
 * 11 is prime and the weights are powers of 2, so any one wrong character and any two neighbours exchanged are noticed;
 * of characters farther apart only those ten apart, whose weights are equal, can be exchanged unnoticed.
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
