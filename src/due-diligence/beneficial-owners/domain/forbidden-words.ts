/** What may stand in a text although a forbidden word is part of it. */
export interface Innocent {
  /** Such as the names of regions: `Hong Kong SAR`. */
  phrases?: readonly string[];
  /** Names of those the text is about. */
  names?: readonly string[];
}

const visible = (text: string): string => text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
const folded = (text: string): string => visible(text).toLowerCase();
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** A phrase wherever it stands, whatever blanks or marks part it; where words are parted, as whole words. */
function phrasePattern(phrase: string): RegExp | undefined {
  const parts = folded(phrase).match(/[\p{L}\p{N}]+/gu);
  if (!parts) return undefined;
  const [before, after] = isHan(phrase) ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  return new RegExp(`${before}${parts.join('[^\\p{L}\\p{N}]+')}${after}`, 'giu');
}

/**
 * Whether a text speaks of a suspicious report, which a discrepancy report must not (Beneficial Owner Measures 2025,
 * arts 23-31). Han words are found with blanks or marks between; Latin ones as whole words. An abbreviation (written in
 * capitals) may stand in the plural; with a capital at its beginning only it is a name or another word (`Sar`, `Str.`).
 */
export function mentionsReport(
  text: string,
  words: readonly string[],
  { phrases = [], names = [] }: Innocent = {},
): boolean {
  const patterns = [...phrases, ...names].flatMap((phrase) => phrasePattern(phrase) ?? []);
  const rest = patterns.reduce((left, pattern) => left.replace(pattern, ' \u2022 '), visible(text));
  const tight = folded(rest).replace(/[\s\p{P}\p{S}]/gu, '');
  const latin = rest.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const spaced = ` ${latin.join(' ').toLowerCase()} `;
  return words.some((word) => {
    const wanted = folded(word);
    if (isHan(wanted)) return tight.includes(wanted);
    if (!/^\p{Lu}+$/u.test(word)) return spaced.includes(` ${wanted} `);
    return latin.some((one) => {
      const single = one.replace(/[sS]$/u, '');
      return [one, single].some((form) => form === word || form === wanted);
    });
  });
}
