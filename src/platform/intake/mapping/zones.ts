import { BankDays, type Day } from '../../time/days.js';

/** Turns a wall-clock time into RFC 3339 with the offset in force. */
export type ToInstant = (day: Day, millisecondsOfDay: number) => string;

const FIXED = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/;

/** For an IANA zone or a fixed offset such as `+08:00`; throws a RangeError for anything else. */
export function instantsIn(zone: string): ToInstant {
  if (zone === 'UTC' || zone === 'Z') return (day, ms) => `${day}T${clock(ms)}Z`;
  if (FIXED.test(zone)) return (day, ms) => `${day}T${clock(ms)}${zone}`;
  const days = new BankDays(zone);
  return (day, ms) => {
    const local = Date.parse(`${day}T00:00:00Z`) + ms;
    const minutes = Math.round((local - days.at(day, ms).getTime()) / 60_000);
    const size = Math.abs(minutes);
    return `${day}T${clock(ms)}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  };
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** `HH:mm:ss`, with milliseconds only when there are any. */
function clock(ms: number): string {
  const text = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1_000) % 60)}`;
  return ms % 1_000 === 0 ? text : `${text}.${String(ms % 1_000).padStart(3, '0')}`;
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;

/** Milliseconds since midnight of `HH:mm`, `HH:mm:ss` or `HH:mm:ss.SSS`. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = '0', fraction = '0'] = match;
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(fraction.padEnd(3, '0'))
  );
}
