/** A calendar day `YYYY-MM-DD`; always in the bank's time zone. */
export type Day = string;

const DAY_MS = 86_400_000;
/** Farther than any clock is moved at once, and nearer than two such changes ever are. */
const NEAR_MS = 3 * 3_600_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Wall-clock fields of an instant in a zone, as milliseconds since the epoch of the same digits in UTC. */
function wallClock(instant: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter(zone).formatToParts(instant)) part[type] = Number(value);
  return Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour']!,
    part['minute']!,
    part['second']!,
  );
}

function offsetAt(instant: number, zone: string): number {
  return wallClock(instant, zone) - Math.floor(instant / 1000) * 1000;
}

/**
 * Days of one bank in one time zone. Windows are half-open: a day is `[startOf(day), startOf(next(day)))`.
 * Offsets are remembered per UTC hour, so that a batch of transactions costs no `Intl` call each.
 */
export class BankDays {
  private readonly offsets = new Map<number, number>();
  private readonly names = new Map<number, Day>();

  constructor(readonly zone: string) {
    formatter(zone);
  }

  private offset(instant: number): number {
    const hour = Math.floor(instant / 3_600_000);
    let found = this.offsets.get(hour);
    if (found === undefined) {
      if (this.offsets.size > 50_000) this.offsets.clear();
      found = offsetAt(hour * 3_600_000, this.zone);
      this.offsets.set(hour, found);
    }
    return found;
  }

  /** The bank's day an instant belongs to. */
  dayOf(instant: Date): Day {
    const time = instant.getTime();
    const number = Math.floor((time + this.offset(time)) / DAY_MS);
    let name = this.names.get(number);
    if (name === undefined) {
      if (this.names.size > 50_000) this.names.clear();
      name = new Date(number * DAY_MS).toISOString().slice(0, 10);
      this.names.set(number, name);
    }
    return name;
  }

  /** The first instant of a day: midnight, or what the clock shows instead where summer time begins or ends then. */
  startOf(day: Day): Date {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const guess = midnight - this.offset(midnight);
    const before = midnight - this.offset(guess - NEAR_MS);
    const after = midnight - this.offset(guess + NEAR_MS);
    if (before === after) return new Date(before);
    const [first, second] = [Math.min(before, after), Math.max(before, after)];
    const begins = this.dayOf(new Date(first)) === day && this.dayOf(new Date(first - 1)) < day;
    return new Date(begins ? first : second);
  }

  /** The instant of a wall-clock time, given in milliseconds since the day's midnight on the clock. */
  at(day: Day, millisecondsOfDay: number): Date {
    const local = Date.parse(`${day}T00:00:00Z`) + millisecondsOfDay;
    const guess = local - this.offset(local);
    return new Date(local - this.offset(guess));
  }

  /** `YYYYMMDDhhmmss` in the bank's zone, the regulator's form of an instant. */
  compact(instant: Date): string {
    const time = instant.getTime();
    return new Date(time + this.offset(time)).toISOString().slice(0, 19).replace(/[-T:]/g, '');
  }
}

/** The day `n` days after (or, negative, before). */
export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Whether a text is a day that exists in the calendar. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (leap ? 29 : MONTH_LENGTHS[month - 1]!);
}
