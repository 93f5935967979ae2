import type { Movement } from './movement.js';

/** One row of the ledger as it is written. */
export interface LedgerRow extends Movement {
  key: string;
  content: string;
  counterpartyKey: string | null;
  counterpartyCountry: string | null;
  amount: string;
  accountNumber: string | null;
  source: string;
  reference: string;
  reversesId: string | null;
  receivedAt: Date;
  details: Record<string, unknown>;
}

interface Column {
  name: string;
  type: string;
  value(row: LedgerRow): unknown;
}

const column = (name: string, type: string, value: (row: LedgerRow) => unknown): Column => ({
  name,
  type,
  value,
});

/** The columns written on arrival, in the order of COPY. */
export const ledgerColumns: readonly Column[] = [
  column('customer_id', 'bigint', (r) => r.customerId),
  column('booked_at', 'timestamptz', (r) => r.bookedAt.toISOString()),
  column('id', 'bigint', (r) => r.id),
  column('business_date', 'date', (r) => r.businessDate),
  column('direction', 'direction', (r) => r.direction),
  column('method', 'payment_method', (r) => r.method),
  column('channel', 'payment_channel', (r) => r.channel),
  column('outcome', 'payment_outcome', (r) => r.outcome),
  column('category', 'payment_category', (r) => r.category),
  column('cash', 'boolean', (r) => r.cash),
  column('cross_border', 'boolean', (r) => r.crossBorder),
  column('offsets', 'boolean', (r) => r.offsets),
  column('counterparty_public_body', 'boolean', (r) => r.counterpartyPublicBody),
  column('counterparty_same_customer', 'boolean', (r) => r.counterpartySameCustomer),
  column('counterparty_key', 'bigint', (r) => r.counterpartyKey),
  column('counterparty_country', 'text', (r) => r.counterpartyCountry),
  column('currency', 'text', (r) => r.currency),
  column('amount', 'numeric', (r) => r.amount),
  column('rate_cny', 'numeric', (r) => r.rateCny),
  column('rate_usd', 'numeric', (r) => r.rateUsd),
  column('account_number', 'text', (r) => r.accountNumber),
  column('source', 'text', (r) => r.source),
  column('reference', 'text', (r) => r.reference),
  column('reverses_id', 'bigint', (r) => r.reversesId),
  column('received_at', 'timestamptz', (r) => r.receivedAt.toISOString()),
  column('merged_from', 'bigint', (r) => (r.bookedFor === r.customerId ? null : r.bookedFor)),
  column('details', 'jsonb', (r) => JSON.stringify(r.details)),
];

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const TO_ESCAPE = /[\\\n\r\t]/;

function copyField(value: unknown, free: boolean): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  const text = value as string;
  return free && TO_ESCAPE.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c]!) : text;
}

/** Columns whose text comes from outside; the others are numbers, days and words of ours. */
const FREE = new Set(['text', 'jsonb']);
const fieldsOf = ledgerColumns.map(({ type, value }) => ({ value, free: FREE.has(type) }));

/** Rows in PostgreSQL's COPY text format. */
export function toCopyText(rows: readonly LedgerRow[]): string {
  let text = '';
  for (const row of rows) {
    let line = '';
    for (const { value, free } of fieldsOf)
      line += `${line === '' ? '' : '\t'}${copyField(value(row), free)}`;
    text += `${line}\n`;
  }
  return text;
}
