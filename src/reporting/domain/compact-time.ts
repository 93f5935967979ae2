/** YYYY-MM-DD as yyyymmdd. */
export function compactDay(day: string): string {
  return day.replaceAll('-', '');
}

/**
 * Local time as yyyymmddhhmmss, digits that are not known written `t` (C.4): `2026-11-20` becomes
 * `20261120tttttt`. Fractions of a second are cut off. The text must carry no offset: the caller has
 * already chosen the bank's zone.
 */
export function compactTime(local: string): string {
  return local
    .replace(/\..*$/, '')
    .replace(/[-:T ]/g, '')
    .padEnd(14, 't');
}
