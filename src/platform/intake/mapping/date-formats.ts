import { addDays, isDay, type Day } from '../../time/days.js';

/** A moment as the file writes it: a day, a time on the clock, perhaps an offset. */
export interface Written {
  day: Day;
  millisecondsOfDay: number;
  /** `+08:00`, `Z`; absent when the file names none. */
  offset?: string;
}

export type ParseWritten = (text: string) => Written | undefined;

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,3})',
  Z: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
};
const TOKEN = /YYYY|MM|M|DD|D|HH|H|mm|ss|SSS|Z/g;

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const SPECIAL: Readonly<Record<string, ParseWritten>> = {
  iso: parseIso,
  'unix-seconds': (text) => fromEpoch(text, 1_000),
  'unix-milliseconds': (text) => fromEpoch(text, 1),
  excel: parseExcel,
};

/**
 * A parser of a format: `iso`, `unix-seconds`, `unix-milliseconds`, `excel` (serial number), or a pattern of
 * YYYY MM M DD D HH H mm ss SSS Z in which everything else stands for itself. Throws on a pattern without a day.
 */
export function dateFormat(format: string): ParseWritten {
  const special = Object.hasOwn(SPECIAL, format) ? SPECIAL[format] : undefined;
  if (special !== undefined) return special;
  const seen = new Set<string>();
  let source = '';
  let last = 0;
  for (const match of format.matchAll(TOKEN)) {
    const token = match[0];
    if (seen.has(token[0] === 'm' ? 'minute' : token[0]!))
      throw new Error(`the format ${format} names ${token} twice`);
    seen.add(token[0] === 'm' ? 'minute' : token[0]!);
    source += escape(format.slice(last, match.index)) + TOKENS[token]!;
    last = match.index + token.length;
  }
  source += escape(format.slice(last));
  if (!['Y', 'M', 'D'].every((letter) => seen.has(letter))) {
    throw new Error(`the format ${format} needs a year (YYYY), a month (MM or M) and a day (DD or D)`);
  }
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    return (
      parts &&
      written(
        `${parts['year']!}-${parts['month']!.padStart(2, '0')}-${parts['day']!.padStart(2, '0')}`,
        parts['hour'],
        parts['minute'],
        parts['second'],
        parts['fraction'],
        parts['offset'],
      )
    );
  };
}

function escape(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function parseIso(text: string): Written | undefined {
  const match = ISO.exec(text);
  return match ? written(match[1]!, match[2], match[3], match[4], match[5], match[6]) : undefined;
}

function written(
  day: Day,
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '0',
  offset?: string,
): Written | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (!isDay(day) || h > 23 || m > 59 || s > 59) return undefined;
  const millisecondsOfDay = ((h * 60 + m) * 60 + s) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  if (offset === undefined) return { day, millisecondsOfDay };
  const normal = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return { day, millisecondsOfDay, offset: normal };
}

function fromEpoch(text: string, unit: number): Written | undefined {
  if (!/^-?\d{1,13}$/.test(text)) return undefined;
  const instant = new Date(Number(text) * unit);
  if (Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1000 || instant.getUTCFullYear() > 9999)
    return undefined;
  return {
    day: instant.toISOString().slice(0, 10),
    millisecondsOfDay: modulo(instant.getTime(), 86_400_000),
    offset: 'Z',
  };
}

/** Days since 1899-12-30, as Excel counts from March 1900 on; the fraction is the time, to the second. */
function parseExcel(text: string): Written | undefined {
  if (!/^\d{2,6}(\.\d{1,12})?$/.test(text) || Number(text) < 61) return undefined;
  const seconds = Math.round(Number(text) * 86_400);
  const day = addDays('1899-12-30', Math.floor(seconds / 86_400));
  return { day, millisecondsOfDay: modulo(seconds, 86_400) * 1_000 };
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
