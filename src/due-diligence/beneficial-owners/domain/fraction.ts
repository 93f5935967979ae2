/** An exact number: a whole numerator over a positive whole denominator, in lowest terms. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

export function fraction(n: bigint, d = 1n): Fraction {
  const divisor = gcd(n, d) || 1n;
  return d < 0n ? { n: -n / divisor, d: -d / divisor } : { n: n / divisor, d: d / divisor };
}

/** The exact value of a decimal text; `shift` moves the point to the left, so 2 makes per cent a ratio. */
export function fractionOf(decimal: string, shift = 0): Fraction {
  const [whole = '0', part = ''] = decimal.split('.');
  return fraction(BigInt(whole + part), 10n ** BigInt(part.length + shift));
}

export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
