import type { Day, Queryable } from '../../platform/index.js';
import { baseOf, type RateKind } from './domain/validity.js';

export interface WantedRate {
  kind: RateKind;
  currency: string;
  day: Day;
}

export interface FoundRate {
  /** Units of the kind's base for one unit of the currency, decimal text. */
  rate: string;
  validFrom: Day;
}

/** The key of a rate in the answer of {@link lookupRates}. */
export const rateKey = ({ kind, currency, day }: WantedRate): string => `${kind} ${currency} ${day}`;

/**
 * The rates in force on the wanted days, by {@link rateKey}, in one query. The base itself has rate 1; what has no
 * rate on its day is not in the map.
 */
export async function lookupRates(
  q: Queryable,
  wanted: readonly WantedRate[],
): Promise<Map<string, FoundRate>> {
  const found = new Map<string, FoundRate>();
  const asked = new Map<string, WantedRate>();
  for (const want of wanted) {
    if (want.currency === baseOf[want.kind]) found.set(rateKey(want), { rate: '1', validFrom: want.day });
    else asked.set(rateKey(want), want);
  }
  if (asked.size === 0) return found;
  const list = [...asked.values()];
  const rows = await q.query<{ position: string; rate: string; valid_from: Day }>(
    `SELECT w.position, trim_scale(r.rate)::text AS rate, r.valid_from::text
     FROM unnest($1::text[], $2::text[], $3::date[]) WITH ORDINALITY AS w (kind, currency, day, position)
     JOIN LATERAL (SELECT e.rate, e.valid_from, e.valid_to FROM exchange_rate e
       WHERE e.superseded_at IS NULL AND e.kind = w.kind AND e.currency = w.currency AND e.valid_from <= w.day
       ORDER BY e.valid_from DESC LIMIT 1) r ON w.day < r.valid_to`,
    [list.map(({ kind }) => kind), list.map(({ currency }) => currency), list.map(({ day }) => day)],
  );
  for (const { position, rate, valid_from } of rows)
    found.set(rateKey(list[Number(position) - 1]!), { rate, validFrom: valid_from });
  return found;
}
