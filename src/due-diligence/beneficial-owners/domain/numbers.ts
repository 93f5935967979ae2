import { fraction, type Fraction } from './fraction.js';

/** Arithmetic of one kind of number, so that one algorithm runs fast with floats and exact with fractions. */
export interface Numbers<N> {
  zero: N;
  one: N;
  add(a: N, b: N): N;
  multiply(a: N, b: N): N;
  /** `a / (1 - b)`; undefined where `b` leaves nothing. */
  overRest(a: N, b: N): N | undefined;
  isZero(a: N): boolean;
}

/** What is left of a circle below this is rounding: nobody outside owns any of it. */
const NOTHING_LEFT = 1e-12;

export const floats: Numbers<number> = {
  zero: 0,
  one: 1,
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  overRest: (a, b) => (1 - b > NOTHING_LEFT ? a / (1 - b) : undefined),
  isZero: (a) => a === 0,
};

/** Numbers grew beyond what is worth computing exactly. */
export class TooLong extends Error {}

const LONGEST = 1n << 65_536n;
const bounded = (value: Fraction): Fraction => {
  if (value.d > LONGEST) throw new TooLong('the exact share has too many digits');
  return value;
};

export const fractions: Numbers<Fraction> = {
  zero: { n: 0n, d: 1n },
  one: { n: 1n, d: 1n },
  add: (a, b) => bounded(fraction(a.n * b.d + b.n * a.d, a.d * b.d)),
  multiply: (a, b) => bounded(fraction(a.n * b.n, a.d * b.d)),
  overRest: (a, b) => (b.d - b.n > 0n ? bounded(fraction(a.n * b.d, a.d * (b.d - b.n))) : undefined),
  isZero: (a) => a.n === 0n,
};
