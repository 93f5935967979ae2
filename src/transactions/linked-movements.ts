import type { BankDays, Queryable } from '../platform/index.js';
import { lookupRates, rateKey } from './exchange-rates/index.js';
import { transactionKey } from './domain/digest.js';

interface Movement {
  id: string;
  source: string;
  reference: string;
  customerKey: string;
  branch: string | null;
  occasional: boolean;
  amount: string;
  currency: string;
  rateUsd: string | null;
}

const SELECT = `SELECT l.id::text AS id, l.source, l.reference, l.customer_id::text AS "customerKey", c.branch, c.occasional,
    trim_scale(l.amount - l.reversed)::text AS amount, l.currency, trim_scale(l.rate_usd)::text AS "rateUsd"
  FROM ledger l JOIN customer_view c ON c.id = l.customer_id`;
const COUNTS = "NOT l.offsets AND l.reversed < l.amount AND l.outcome = 'completed'";

/** Movements that may be linked with a one-off service, with what is left of them. */
export class LinkedMovements {
  constructor(private readonly days: BankDays) {}

  /** With a source by key; without one among the given customers' own. */
  async byReference(
    q: Queryable,
    references: readonly { source?: string | undefined; reference: string }[],
    customerKeys: readonly string[],
  ): Promise<Movement[]> {
    const keys = references.flatMap(({ source, reference }) =>
      source === undefined ? [] : [transactionKey(source, reference)],
    );
    const bare = references.flatMap(({ source, reference }) => (source === undefined ? [reference] : []));
    const found: Movement[] = [];
    if (keys.length > 0)
      found.push(
        ...(await q.query<Movement & Record<string, unknown>>(
          `${SELECT} JOIN transaction_key k ON k.customer_id = l.customer_id AND k.booked_at = l.booked_at AND k.ledger_id = l.id
           WHERE k.key = ANY($1::uuid[]) AND ${COUNTS}`,
          [keys],
        )),
      );
    if (bare.length > 0 && customerKeys.length > 0)
      found.push(
        ...(await q.query<Movement & Record<string, unknown>>(
          `${SELECT} WHERE l.customer_id = ANY($1::bigint[]) AND l.reference = ANY($2) AND ${COUNTS}`,
          [customerKeys, bare],
        )),
      );
    return found;
  }

  /** What was done at the counter without an account, on days in `[from, to)`. */
  async withoutAccount(
    q: Queryable,
    wanted: { customerKeys: readonly string[]; from: string; to: string; methods: readonly string[] },
  ): Promise<Movement[]> {
    return q.query<Movement & Record<string, unknown>>(
      `${SELECT} WHERE l.customer_id = ANY($1::bigint[]) AND l.booked_at >= $2 AND l.booked_at < $3
         AND l.method::text = ANY($4) AND l.account_number IS NULL AND ${COUNTS}`,
      [wanted.customerKeys, this.days.startOf(wanted.from), this.days.startOf(wanted.to), wanted.methods],
    );
  }

  /** Units of USD for one unit of a currency by the rate of the month; `undefined` when there is none. */
  async usdRate(q: Queryable, currency: string, day: string): Promise<string | undefined> {
    const wanted = { kind: 'safe-monthly', currency, day } as const;
    return (await lookupRates(q, [wanted])).get(rateKey(wanted))?.rate;
  }
}
