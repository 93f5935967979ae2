/** How numbers, money and dates are written for a reader; pure, and money never becomes a float. */

export type Language = 'zh-CN' | 'en';

/** The zone of the bank's days; instants are shown in it wherever the reader sits. */
export const bankTimeZone = 'Asia/Shanghai';

// British order: the day first, never to be mistaken for a month.
const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'zh-CN');

/** Decimal text with thousands separators: "1234567.50" becomes "1,234,567.50". Other text is left alone. */
export function groupDigits(amount: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(amount);
  if (!match) return amount;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign === '-' ? '\u2212' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** At least two decimals, so that a column of amounts lines up: "12" becomes "12.00". */
export function withCents(amount: string, digits = 2): string {
  if (digits === 0) return amount.replace(/\.0+$/, '');
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(digits, '0')}`;
}

/** Currencies without minor units (ISO 4217) that the console shows without decimals. */
const withoutMinorUnits = new Set([
  'JPY',
  'KRW',
  'VND',
  'CLP',
  'ISK',
  'PYG',
  'UGX',
  'XAF',
  'XOF',
  'XPF',
  'RWF',
]);

/** An amount as written in tables, without its currency. */
export function formatAmount(amount: string, currency: string): string {
  return groupDigits(withCents(amount, withoutMinorUnits.has(currency) ? 0 : 2));
}

/** Whole-number share of two decimal texts in percent, for bars; null if the limit is not positive. */
export function percentOf(sum: string, limit: string): number | null {
  const scaled = (text: string) => {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) return null;
    const digits = BigInt(match[2] + (match[3] ?? '').slice(0, 8).padEnd(8, '0'));
    return match[1] ? -digits : digits;
  };
  const [a, b] = [scaled(sum), scaled(limit)];
  if (a === null || b === null || b <= 0n) return null;
  return Number((a * 100n) / b);
}

/** A count with separators. */
export const formatCount = (value: number | string, language: Language): string =>
  typeof value === 'number' ? new Intl.NumberFormat(locale(language)).format(value) : groupDigits(value);

/** A day (`YYYY-MM-DD`) in words; anything else is left alone. */
export function formatDay(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'en' ? 'short' : '2-digit',
    day: language === 'en' ? 'numeric' : '2-digit',
  })
    .format(date)
    .replaceAll('/', '-');
}

/** The weekday of a day, short. */
export function formatWeekday(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(locale(language), { timeZone: 'UTC', weekday: 'short' }).format(date);
}

/** An instant (RFC 3339) in the bank's zone. */
export function formatInstant(instant: string, language: Language, seconds = false): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone: bankTimeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(date);
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: bankTimeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
  }).format(date);
  return `${formatDay(day, language)} ${time}`;
}

/** Bytes as KB or MB. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = new Intl.NumberFormat(locale(language), {
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  });
  return `${digits.format(value)} ${units[unit]}`;
}

/** The bank's day at an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: bankTimeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** Days from one day to another; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A day moved by some days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
