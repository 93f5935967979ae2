import { addDays, type Day } from '../../../platform/index.js';

export const rateKinds = ['safe-monthly', 'central-parity'] as const;
/**
 * `safe-monthly`: the conversion table of SAFE in US dollars, for the calendar month. `central-parity`: the yuan's
 * central parity of a day, which holds until the next one.
 */
export type RateKind = (typeof rateKinds)[number];

export const baseOf: Readonly<Record<RateKind, string>> = { 'safe-monthly': 'USD', 'central-parity': 'CNY' };

/** After so many days without a new parity something is amiss; the longest holidays are shorter. */
const LONGEST_PARITY = 10;

/** The days `[from, to)` for which a rate published for `day` can hold. */
export function validityOf(kind: RateKind, day: Day): { from: Day; to: Day } {
  if (kind === 'central-parity') return { from: day, to: addDays(day, LONGEST_PARITY) };
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}
