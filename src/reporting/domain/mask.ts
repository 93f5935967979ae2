/**
 * A document or telephone number for people who need to recognise it, not to use it: the first three and
 * the last four characters of a long one, the first and last of a short one.
 */
export function maskNumber(number: string): string {
  const letters = [...number];
  const [head, tail] = letters.length >= 11 ? [3, 4] : letters.length >= 5 ? [1, 2] : [0, 0];
  return letters.map((letter, at) => (at < head || at >= letters.length - tail ? letter : '*')).join('');
}
