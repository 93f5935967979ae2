import { isDay, type Day } from '../../../platform/index.js';

/** What stands on a Chinese card beside its number. */
export interface Printed {
  name?: string;
  validUntil?: Day;
  longTerm?: true;
}

/** Reads the labelled fields of a card out of recognised text, in which spaces and stray marks stand anywhere. */
export function readPrinted(text: string): Printed {
  const rows = text
    .normalize('NFKC')
    .split('\n')
    .map((row) => row.replace(/\s/g, ''));
  const printed: Printed = {};
  for (const row of rows) {
    const name = /姓名[^㐀-鿿·]*([㐀-鿿·]{2,30})/.exec(row)?.[1];
    if (name !== undefined) printed.name ??= name;
    const until = /(\d{4})[.,](\d{2})[.,](\d{2})[^\d长]{1,3}(?:(\d{4})[.,](\d{2})[.,](\d{2})|长期)/.exec(row);
    if (until === null) continue;
    const day = `${until[4]}-${until[5]}-${until[6]}`;
    if (until[4] === undefined) printed.longTerm = true;
    else if (isDay(day)) printed.validUntil = day;
  }
  return printed;
}

const LENGTH = 18;

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .split('\n')
    .flatMap((row) => row.replace(/[^\S\n]/g, '').match(/[0-9A-Z]{16,}/g) ?? []);

/** What a number may be of which a mark was read as one character too many: each word of 19, without one of them. */
export function numbersWithoutOne(text: string): string[] {
  const long = wordsIn(text).filter(({ length }) => length === LENGTH + 1);
  return [
    ...new Set(long.flatMap((word) => [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1)))),
  ].filter((one) => /^\d{17}[\dX]$/.test(one));
}

/** How many numbers may come of readings that differ; among more some hold by chance. */
const MOST_BETWEEN = 32;

/**
 * What a number may be of which several readings differ in some places: each way to choose among them, one reading
 * from here and another from there. None where they differ in too much.
 */
export function numbersBetween(text: string): string[] {
  const readings = [...new Set(wordsIn(text))].filter((one) => /^\d{17}[\dX]$/.test(one));
  let ways = [''];
  for (let at = 0; at < LENGTH; at += 1) {
    const seen = [...new Set(readings.map((one) => one[at]!))];
    ways = ways.flatMap((way) => seen.map((character) => way + character));
    if (ways.length > MOST_BETWEEN) return [];
  }
  return ways.filter((way) => way !== '' && !readings.includes(way));
}

/** The reading that most passes agree on. */
export function commonest(numbers: readonly string[], text: string): string | undefined {
  const words = wordsIn(text);
  const often = (number: string): number => words.filter((word) => word === number).length;
  return [...numbers].sort((a, b) => often(b) - often(a))[0];
}

/** Texts of 18 characters that may be a number, the likeliest first: whole words of that length, then parts of longer ones. */
export function numbersIn(text: string): string[] {
  const words = wordsIn(text);
  const exact = words.filter(({ length }) => length === LENGTH);
  const parts = words.flatMap((word) =>
    Array.from({ length: Math.max(0, Math.min(word.length - LENGTH, 24) + 1) }, (_, at) =>
      word.slice(at, at + LENGTH),
    ),
  );
  // Most of it must be digits already, or it is a word of something else.
  return [...new Set([...exact, ...parts])].filter((one) => one.replace(/\D/g, '').length >= 9);
}
