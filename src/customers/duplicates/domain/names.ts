import { pinyin } from 'pinyin-pro';
import { hasHan, latinKey, nameKey, pinyinKey } from '../../domain/search-keys.js';

/** One name of a customer, in the forms in which it is compared. */
export interface ComparedName {
  /** The name itself, folded. */
  key: string;
  /** An organisation's name without its legal form; a person's name as it is. */
  core: string;
  /** Its sound in Latin letters, empty for what has none. */
  sound: string;
  /** The sound begun at any of its words: family name first or last. */
  sounds: readonly string[];
  /** Whether it is the name the customer bears now, in either script. */
  current: boolean;
}

const LEGAL_FORM =
  /(股份有限责任公司|有限责任公司|股份有限公司|有限公司|集团公司|集团|总公司|分公司|公司|coltd|companylimited|limited|ltd|inc|llc)$/u;

export function comparedName(name: string, person: boolean, current: boolean): ComparedName {
  const key = nameKey(name);
  const words = person ? wordsOf(name) : [];
  const core = person ? key : key.replace(LEGAL_FORM, '') || key;
  const sounds = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(''));
  return { key, core, sound: sounds[0] ?? '', sounds: [...new Set(sounds)], current };
}

/** Syllables of a name in Han, words of one in Latin letters. */
function wordsOf(name: string): string[] {
  if (!hasHan(name)) {
    return name
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .map(latinKey)
      .filter((word) => word !== '')
      .slice(0, 6);
  }
  return pinyin(name.normalize('NFKC'), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
  })
    .map(pinyinKey)
    .filter((syllable) => syllable !== '')
    .slice(0, 12);
}

/** Whether one insertion, deletion, replacement or exchange of neighbours makes one text of the other. */
export function nearlyEqual(a: string, b: string): boolean {
  const [one, other] = [[...a], [...b]];
  if (Math.abs(one.length - other.length) > 1) return false;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  let [endOne, endOther] = [one.length, other.length];
  while (endOne > from && endOther > from && one[endOne - 1] === other[endOther - 1]) {
    endOne -= 1;
    endOther -= 1;
  }
  const [left, right] = [one.slice(from, endOne), other.slice(from, endOther)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Alike, though not the same: one character off in a name long enough that this says something. */
export function similarNames(a: ComparedName, b: ComparedName): boolean {
  if (a.core === b.core) return true;
  const long = Math.min([...a.key].length, [...b.key].length) >= 3;
  if (long && nearlyEqual(a.key, b.key)) return true;
  return Math.min(a.sound.length, b.sound.length) >= 5 && nearlyEqual(a.sound, b.sound);
}
