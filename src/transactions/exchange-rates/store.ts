import type { Actor, Conditions, Day, Queryable, Tx } from '../../platform/index.js';
import type { RateKind } from './domain/validity.js';

export interface ExchangeRate {
  id: string;
  kind: RateKind;
  currency: string;
  base: string;
  rate: string;
  validFrom: Day;
  validTo: Day;
  enteredAt: Date;
  enteredBy: string;
  supersededAt: Date | null;
}

const SELECT = `SELECT id, kind, currency, base, trim_scale(rate)::text AS rate, valid_from::text AS "validFrom",
  valid_to::text AS "validTo", entered_at AS "enteredAt", entered_by AS "enteredBy", superseded_at AS "supersededAt"
  FROM exchange_rate`;

/** The rates in force that begin on a day, by currency. */
export async function ratesFrom(q: Queryable, kind: RateKind, day: Day): Promise<Map<string, string>> {
  const rows = await q.query<{ currency: string; rate: string }>(
    `SELECT currency, trim_scale(rate)::text AS rate FROM exchange_rate
     WHERE superseded_at IS NULL AND kind = $1 AND valid_from = $2`,
    [kind, day],
  );
  return new Map(rows.map(({ currency, rate }) => [currency, rate]));
}

/** Of each currency the rate nearest in time that begins on another day. */
export async function nearestRates(
  q: Queryable,
  kind: RateKind,
  currencies: readonly string[],
  day: Day,
): Promise<Map<string, string>> {
  const rows = await q.query<{ currency: string; rate: string }>(
    `SELECT DISTINCT ON (n.currency) n.currency, n.rate::text
     FROM unnest($2::text[]) AS w (currency)
     CROSS JOIN LATERAL (
       (SELECT currency, rate, $3::date - valid_from AS distance FROM exchange_rate
        WHERE superseded_at IS NULL AND kind = $1 AND currency = w.currency AND valid_from < $3
        ORDER BY valid_from DESC LIMIT 1)
       UNION ALL
       (SELECT currency, rate, valid_from - $3::date FROM exchange_rate
        WHERE superseded_at IS NULL AND kind = $1 AND currency = w.currency AND valid_from > $3
        ORDER BY valid_from LIMIT 1)) n
     ORDER BY n.currency, n.distance`,
    [kind, currencies, day],
  );
  return new Map(rows.map(({ currency, rate }) => [currency, rate]));
}

/** Marks what is replaced as superseded and stores the new rates. */
export async function replaceRates(
  tx: Tx,
  table: { kind: RateKind; base: string; rates: Readonly<Record<string, string>>; from: Day; to: Day },
  actor: Actor,
  now: Date,
): Promise<void> {
  const { kind, base, rates, from, to } = table;
  const currencies = Object.keys(rates);
  await tx.query(
    `UPDATE exchange_rate SET superseded_at = greatest($4, entered_at)
     WHERE superseded_at IS NULL AND kind = $1 AND valid_from = $2 AND currency = ANY($3)`,
    [kind, from, currencies, now],
  );
  await tx.query(
    `INSERT INTO exchange_rate (kind, currency, base, rate, valid_from, valid_to, entered_at, entered_by_kind, entered_by)
     SELECT $1, w.currency, $2, w.rate, $3, $4, $5, $6, $7 FROM unnest($8::text[], $9::numeric[]) AS w (currency, rate)`,
    [kind, base, from, to, now, actor.kind, actor.name, currencies, Object.values(rates)],
  );
}

/** By first day, newest first; columns have no prefix. */
export async function findRates(
  q: Queryable,
  conditions: Conditions,
  limit: number,
): Promise<ExchangeRate[]> {
  const at = conditions.parameter(limit);
  return q.query<ExchangeRate & Record<string, unknown>>(
    `${SELECT} ${conditions.where} ORDER BY valid_from DESC, exchange_rate.id DESC LIMIT ${at}`,
    conditions.values,
  );
}
