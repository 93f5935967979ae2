/**
 * Calendar arithmetic of the demo bank on whole days since 1970-01-01, so that no local time ever enters.
 */
const DAY_MS = 86_400_000;
const text = new Map<number, string>();

/** Days since 1970-01-01 of a `YYYY-MM-DD` day. @throws RangeError when the text is not a day. */
export function dayNumber(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw new RangeError(`not a day: ${day}`);
  return ms / DAY_MS;
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  let value = text.get(day);
  if (value === undefined) {
    value = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (text.size > 5000) text.clear();
    text.set(day, value);
  }
  return value;
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export const dayOfMonth = (day: number): number => Number(dayText(day).slice(8, 10));
export const monthOf = (day: number): string => dayText(day).slice(0, 7);

/** The last day of the month that the day lies in. */
export function monthEnd(day: number): number {
  const [year, month] = dayText(day).split('-').map(Number) as [number, number];
  return Date.UTC(year, month, 0) / DAY_MS;
}
