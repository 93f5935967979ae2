/** A ledger row as lists and pages read it. */
export interface TransactionRow {
  id: string;
  customer_id: string;
  /** Whom it was booked for. */
  booked_for: string;
  customer_number: string;
  customer_name: string;
  booked_at: Date;
  business_date: string;
  direction: string;
  method: string;
  channel: string;
  outcome: string;
  category: string;
  cross_border: boolean;
  currency: string;
  amount: string;
  reversed: string;
  rate_cny: string | null;
  rate_usd: string | null;
  account_number: string | null;
  source: string;
  reference: string;
  received_at: Date;
  details: Record<string, unknown>;
}

export const TRANSACTION_COLUMNS = `l.id, l.customer_id, coalesce(l.merged_from, l.customer_id) AS booked_for, c.customer_number, c.name AS customer_name, l.booked_at, l.business_date::text AS business_date, l.direction::text AS direction,
  l.method::text AS method, l.channel::text AS channel, l.outcome::text AS outcome, l.category::text AS category, l.cross_border, l.currency,
  trim_scale(l.amount) AS amount, trim_scale(l.reversed) AS reversed, l.rate_cny, l.rate_usd, l.account_number, l.source, l.reference, l.received_at, l.details`;

/** The id the API shows: what finds the row without an index of its own, and stays when customers are merged. */
export function transactionId(row: { id: string; booked_for: string; booked_at: Date }): string {
  return [row.booked_for, String(row.booked_at.getTime()), row.id]
    .map((part) => BigInt(part).toString(36))
    .join('-');
}

const ID = /^([0-9a-z]{1,13})-(-?[0-9a-z]{1,13})-([0-9a-z]{1,13})$/;

function fromBase36(text: string): bigint {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(parseInt(digit, 36));
  return value;
}

/** The key inside a transaction id, or `undefined` for a text that is none. */
export function parseTransactionId(
  id: string,
): { bookedFor: string; bookedAt: Date; ledgerId: string } | undefined {
  const match = ID.exec(id);
  if (!match) return undefined;
  const [bookedFor, time, ledgerId] = [
    fromBase36(match[1]!),
    Number(fromBase36(match[2]!)),
    fromBase36(match[3]!),
  ];
  const largest = 9_223_372_036_854_775_807n;
  if (bookedFor > largest || ledgerId > largest || time > 8.64e15) return undefined;
  return { bookedFor: bookedFor.toString(), bookedAt: new Date(time), ledgerId: ledgerId.toString() };
}
