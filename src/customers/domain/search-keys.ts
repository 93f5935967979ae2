import { pinyin } from 'pinyin-pro';

/** What one name of a customer can be found by; see the table `customer_name_key`. */
export interface NameKeys {
  name: string;
  pinyin: string;
  initials: string;
  grams: string[];
}

export interface Names {
  kind: 'individual' | 'organisation' | 'sole-trader';
  name: string;
  nameLatin?: string | undefined;
  formerNames?: readonly string[] | undefined;
}

const HAN = /\p{Script=Han}/u;
const LONGEST_KEY = 256;

export const hasHan = (text: string): boolean => HAN.test(text);

/** A name as it is compared: compatibility forms folded, small letters, neither spaces nor punctuation. */
export function nameKey(name: string): string {
  return cut(
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]/gu, ''),
  );
}

/** Latin letters and digits only, small, accents removed. */
export function latinKey(text: string): string {
  return cut(
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, ''),
  );
}

/** The same for pinyin, where ü is `v`, as Chinese keyboards have it. */
export function pinyinKey(text: string): string {
  return latinKey(text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v'));
}

/** Every two neighbouring characters, once each. */
export function grams(key: string): string[] {
  const characters = [...key];
  return [...new Set(characters.slice(1).map((character, index) => characters[index]! + character))];
}

function cut(key: string): string {
  return [...key].slice(0, LONGEST_KEY).join('');
}

/** A space beside a Han character separates nothing: it would hide the surname from the reading of it. */
const withoutHanSpaces = (name: string): string =>
  name.replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '');

function hanKeys(name: string, person: boolean): NameKeys {
  const syllables = pinyin(name.normalize('NFKC'), {
    toneType: 'none',
    type: 'array',
    // 曾, 单, 仇 and others are read otherwise as a family name.
    surname: person ? 'head' : 'off',
    nonZh: 'consecutive',
  })
    .map(pinyinKey)
    .filter((syllable) => syllable !== '');
  const key = nameKey(name);
  return {
    name: key,
    pinyin: cut(syllables.join('')),
    initials: cut(syllables.map((syllable) => syllable[0]!).join('')),
    grams: grams(key),
  };
}

function latinKeys(name: string): NameKeys {
  const words = name.split(/[^\p{L}\p{N}\p{M}]+/u).map(latinKey);
  return {
    name: nameKey(name),
    pinyin: latinKey(name),
    initials: cut(words.map((word) => word.slice(0, 1)).join('')),
    grams: [],
  };
}

/** A sole trader may carry the owner's name or the shop's; names of people are short. */
export const isPersonsName = (kind: string, name: string): boolean =>
  kind === 'individual' || (kind === 'sole-trader' && [...nameKey(name)].length <= 4);

/** The keys of all names of a customer, the present one first, no two alike. */
export function nameKeys({ kind, name, nameLatin, formerNames = [] }: Names): NameKeys[] {
  const all = [name, ...(nameLatin === undefined ? [] : [nameLatin]), ...formerNames];
  const seen = new Set<string>();
  const keys: NameKeys[] = [];
  for (const one of all) {
    const made = hasHan(one) ? hanKeys(withoutHanSpaces(one), isPersonsName(kind, one)) : latinKeys(one);
    const mark = `${made.name} ${made.pinyin}`;
    if (made.name === '' || seen.has(mark)) continue;
    seen.add(mark);
    keys.push(made);
  }
  return keys;
}

/** A document number as it is compared: capitals without spaces and hyphens, wide forms folded. */
export function documentNumberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−·.]/g, '');
}
