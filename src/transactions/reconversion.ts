import { addDays, type BankDays, type Day, type Tx } from '../platform/index.js';
import type { CustomerSubjects } from '../customers/index.js';
import { lookupRates, rateKey, type RatesChange } from './exchange-rates/index.js';
import type { Evaluation, TouchedDay } from './movement.js';

/**
 * Converts movements anew when a rate arrives or is corrected, and evaluates their days again. Runs in the transaction
 * that stores the rate, under its lock, so that no movement slips in between unconverted.
 * @returns how many movements were converted
 */
export class Reconversion {
  constructor(
    private readonly customers: CustomerSubjects,
    private readonly evaluation: Evaluation,
    private readonly days: BankDays,
  ) {}

  async apply(tx: Tx, change: RatesChange): Promise<number> {
    const { kind, from, to } = change;
    const column = kind === 'safe-monthly' ? 'rate_usd' : 'rate_cny';
    const wanted = change.currencies
      .filter((currency) => currency !== 'CNY' && !(kind === 'safe-monthly' && currency === 'USD'))
      .flatMap((currency) => daysFrom(from, to).map((day) => ({ kind, currency, day })));
    const rates = await lookupRates(tx, wanted);
    const known = wanted.flatMap((want) =>
      rates.has(rateKey(want)) ? [{ ...want, rate: rates.get(rateKey(want))!.rate }] : [],
    );
    if (known.length === 0) return 0;
    const affected = `FROM unnest($1::text[], $2::date[], $3::numeric[]) AS r(currency, day, rate)
      WHERE l.currency = r.currency AND l.business_date = r.day AND l.booked_at >= $4 AND l.booked_at < $5 AND l.${column} IS DISTINCT FROM r.rate`;
    const values = [
      known.map((k) => k.currency),
      known.map((k) => k.day),
      known.map((k) => k.rate),
      this.days.startOf(from),
      this.days.startOf(to),
    ];
    const touched = await tx.query<{ customer_id: string; day: Day }>(
      `SELECT DISTINCT l.customer_id, l.business_date::text AS day ${affected.replace('FROM unnest', 'FROM ledger l, unnest')} ORDER BY 1, 2`,
      values,
    );
    if (touched.length === 0) return 0;
    const subjects = new Map(
      (await this.customers.lockStored(tx, [...new Set(touched.map(({ customer_id }) => customer_id))])).map(
        (subject) => [subject.id, subject],
      ),
    );
    const converted = await tx.query(
      `UPDATE ledger l SET ${column} = r.rate ${affected} RETURNING 1`,
      values,
    );
    const days: TouchedDay[] = touched.map(({ customer_id, day }) => ({
      subject: subjects.get(customer_id)!,
      day,
    }));
    for (let start = 0; start < days.length; start += 2_000)
      await this.evaluation.evaluate(tx, [], days.slice(start, start + 2_000));
    return converted.length;
  }
}

function daysFrom(from: Day, to: Day): Day[] {
  const list: Day[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) list.push(day);
  return list;
}

/** Every month or day that a change of rates covers, in the words of the missing-rate alert. */
export function periodsOf({ kind, from, to }: RatesChange): string[] {
  return kind === 'safe-monthly' ? [from.slice(0, 7)] : daysFrom(from, to);
}
