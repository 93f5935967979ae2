import type { Suggestion } from './types.js';

/** More candidates than this explain nothing. */
const MOST_TRANSPOSITIONS = 3;

interface Grammar {
  /** How long the number should be. */
  length: number;
  /** Characters that may stand at a position. */
  alphabet: (position: number) => string;
  /** Whether the check characters hold and everything else fits: dates, regions, what was typed of the holder. */
  fits: (number: string) => boolean;
}

const replaced = (number: string, at: number, by: string, width = 1): string =>
  number.slice(0, at) + by + number.slice(at + width);

/**
 * What was probably meant by a number that does not check: neighbours transposed, one character too many, one wrong.
 * A wrong or surplus character is named only when one single number explains it.
 */
export function suggest(number: string, { length, alphabet, fits }: Grammar): Suggestion[] {
  if (number.length === length + 1) {
    const shorter = new Set([...number].map((_, at) => replaced(number, at, '')).filter(fits));
    return shorter.size === 1 ? [{ kind: 'surplus-character', number: [...shorter][0]! }] : [];
  }
  if (number.length !== length) return [];
  const swapped = new Set<string>();
  for (let at = 0; at + 1 < length; at++) {
    const candidate = replaced(number, at, number[at + 1]! + number[at]!, 2);
    if (candidate !== number && fits(candidate)) swapped.add(candidate);
  }
  const found: Suggestion[] =
    swapped.size <= MOST_TRANSPOSITIONS
      ? [...swapped].map((one) => ({ kind: 'transposition', number: one }))
      : [];
  const corrected = new Set<string>();
  for (let at = 0; at < length && corrected.size < 2; at++)
    for (const character of alphabet(at)) {
      const candidate = replaced(number, at, character);
      if (character !== number[at] && fits(candidate)) corrected.add(candidate);
    }
  if (corrected.size === 1) found.push({ kind: 'wrong-character', number: [...corrected][0]! });
  return found;
}
