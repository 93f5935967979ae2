const WEIGHTS = [7, 3, 1];

/** 0 to 9, A = 10 to Z = 35, the filler `<` = 0. */
function valueOf(character: string): number {
  if (character === '<') return 0;
  return parseInt(character, 36);
}

/**
 * Check digit of a field of a machine-readable zone (ICAO 9303-3, 4.9: weights 7 3 1, modulus 10). It misses a character
 * put for another whose value differs by a multiple of 10 (0, A, K, U and the filler), and neighbours transposed whose
 * values differ by a multiple of 5 (every two weights differ by an even number).
 */
export function mrzCheck(field: string): string {
  let sum = 0;
  for (let i = 0; i < field.length; i++) sum += valueOf(field[i]!) * WEIGHTS[i % 3]!;
  return String(sum % 10);
}
