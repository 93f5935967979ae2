const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '');

/**
 * Whether a text speaks of a suspicious report, which a discrepancy report must not (Beneficial Owner Measures 2025,
 * arts 23-31). Han words are found with blanks or marks between; Latin ones as whole words.
 */
export function mentionsReport(text: string, words: readonly string[]): boolean {
  const plain = folded(text);
  const tight = plain.replace(/[\s\p{P}\p{S}]/gu, '');
  const spaced = ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return words.some((word) => {
    const wanted = folded(word);
    return /\p{Script=Han}/u.test(wanted) ? tight.includes(wanted) : spaced.includes(` ${wanted} `);
  });
}
