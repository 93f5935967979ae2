import { addDays } from '../../time/days.js';
import { dateFormat, type ParseWritten, type Written } from './date-formats.js';
import { asText, fault, type Read, type Scope, type Where } from './row.js';
import { instantsIn, parseTimeOfDay, type ToInstant } from './zones.js';

/** Mappings count days from a base within about a century either way; more is a wrong column. */
const FARTHEST = 40_000;

function formats(format: string | string[] | undefined, scope: Scope, path: string): ParseWritten[] {
  return (format === undefined ? ['iso'] : [format].flat()).flatMap((each) => {
    try {
      return [dateFormat(each)];
    } catch (error) {
      scope.mistake(`${path}/format`, (error as Error).message);
      return [];
    }
  });
}

function zone(name: string | undefined, scope: Scope, path: string): ToInstant {
  try {
    return instantsIn(name ?? scope.zone);
  } catch {
    scope.mistake(`${path}/zone`, `${name} is neither an IANA time zone nor an offset such as +08:00`);
    return instantsIn('UTC');
  }
}

function parseWith(parsers: readonly ParseWritten[], text: string): Written | undefined {
  for (const parse of parsers) {
    const found = parse(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `YYYY-MM-DD`. A time that the file gives beside the day is left out. */
export function readDate(
  inner: Read,
  format: string | string[] | undefined,
  scope: Scope,
  path: string,
  where: Where,
): Read<string> {
  const parsers = formats(format, scope, path);
  const named = [format ?? 'YYYY-MM-DD'].flat().join(' | ');
  return (row) => {
    const value = inner(row);
    if (value === undefined) return undefined;
    const found = parseWith(parsers, asText(value));
    if (found === undefined) return fault(row, 'value-date', { format: named }, where);
    return found.day;
  };
}

/** RFC 3339 with an offset: the file's own, else that of the zone. */
export function readInstant(
  inner: Read,
  format: string | string[] | undefined,
  zoneName: string | undefined,
  scope: Scope,
  path: string,
  where: Where,
): Read<string> {
  const parsers = formats(format, scope, path);
  const local = zone(zoneName, scope, path);
  const named = [format ?? 'YYYY-MM-DDTHH:mm:ssZ'].flat().join(' | ');
  return (row) => {
    const value = inner(row);
    if (value === undefined) return undefined;
    const found = parseWith(parsers, asText(value));
    if (found === undefined) return fault(row, 'value-date', { format: named }, where);
    const { day, millisecondsOfDay, offset } = found;
    return offset === undefined ? local(day, millisecondsOfDay) : instantsIn(offset)(day, millisecondsOfDay);
  };
}

/** A day so many days after the base; with a time of day, an instant. */
export function readBaseDate(
  base: string,
  plusDays: Read,
  time: string | Read | undefined,
  zoneName: string | undefined,
  scope: Scope,
  path: string,
  where: Where,
): Read<string> {
  const local = zone(zoneName, scope, path);
  return (row) => {
    const value = plusDays(row);
    if (value === undefined) return undefined;
    const text = asText(value);
    if (!/^-?\d{1,6}$/.test(text) || Math.abs(Number(text)) > FARTHEST)
      return fault(row, 'value-integer', {}, where);
    const day = addDays(base, Number(text));
    if (time === undefined) return day;
    const clock = typeof time === 'string' ? time : time(row);
    if (clock === undefined) return undefined;
    const ms = parseTimeOfDay(asText(clock));
    return ms === undefined ? fault(row, 'value-time', {}, where) : local(day, ms);
  };
}
