// prettier-ignore
/** Letters of other alphabets that look like a Latin one on paper and come from other keyboards. */
const LOOK_LATIN: Readonly<Record<string, string>> = {
  '×': 'X', '✕': 'X', '╳': 'X',
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', О: 'O', Р: 'P', Т: 'T', Х: 'X', У: 'Y',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
  '〇': '0', '零': '0',
};
const SEPARATORS = /[\s\-‐-―−﹣·•.,_'’/\\()（）]/g;

/**
 * A number as it is compared: capitals, wide forms folded, without spaces, dashes and brackets; a multiplication sign
 * and Greek or Cyrillic twins become the Latin letter they look like. Nothing is guessed.
 */
export function plainNumber(text: string): string {
  const folded = text.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
  // Capitals and Latin letters may join with marks that stood beside the others.
  return folded.replace(/[^\x20-\x7e]/g, (character) => LOOK_LATIN[character] ?? character).normalize('NFKC');
}

// prettier-ignore
const LOOK_DIGIT: Readonly<Record<string, string>> = {
  O: '0', Q: '0', D: '0', I: '1', L: '1', '|': '1', '!': '1', Z: '2', S: '5', B: '8',
};

/** The digit that a letter is often typed or read for, or `undefined`. */
export const lookAlikeDigit = (character: string): string | undefined => LOOK_DIGIT[character];

const LOOK_LETTER: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B' };

/** The letter that a digit is often typed or read for, or `undefined`. */
export const lookAlikeLetter = (character: string): string | undefined => LOOK_LETTER[character];

/** What was typed with every letter outside `except` that looks like a digit replaced by it. */
export function withDigits(number: string, except = ''): string {
  return number.replace(/[^0-9]/g, (character) =>
    except.includes(character) ? character : (LOOK_DIGIT[character] ?? character),
  );
}
