import type { BankDays } from '../../../platform/index.js';
import { addDays } from '../../../platform/index.js';

const MINUTE = 60_000;
const FORM = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes of the bank's day, `[from, to)`; across midnight when `from` is the later one. */
export interface QuietHours {
  from: number;
  to: number;
}

/** `21:00-08:00`, or `none`; `undefined` for whatever is neither. */
export function parseQuietHours(text: string): QuietHours | 'none' | undefined {
  if (text === 'none') return 'none';
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const quiet = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  return quiet.from === quiet.to ? undefined : quiet;
}

/** The first instant from `instant` on at which customers may be written to. */
export function firstLoud(instant: Date, quiet: QuietHours | 'none', days: BankDays): Date {
  if (quiet === 'none') return instant;
  const clock = days.compact(instant).slice(8);
  const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(2, 4));
  const overnight = quiet.from > quiet.to;
  const isQuiet = overnight
    ? minute >= quiet.from || minute < quiet.to
    : minute >= quiet.from && minute < quiet.to;
  if (!isQuiet) return instant;
  const today = days.dayOf(instant);
  const ends = overnight && minute >= quiet.from ? addDays(today, 1) : today;
  const end = days.at(ends, quiet.to * MINUTE);
  // Where the clock jumps, the end of the quiet hours may lie in the gap or have been already.
  return end > instant ? end : new Date(instant.getTime() + MINUTE);
}
