import { canonicalAmount, Money, type BankDays, type Day, type Queryable } from '../platform/index.js';
import { lookupRates, rateKey } from '../transactions/index.js';
import type { ReportSource, SourceCustomer, SourceTransaction } from './domain/report-source.js';
import type { UsedRate } from './domain/snapshot.js';
import type { Reportable } from './reportable.js';

interface LedgerRow {
  customer_id: string;
  booked_at: Date;
  ledger_id: string;
  direction: 'in' | 'out';
  method: string;
  channel: string;
  cash: boolean;
  currency: string;
  rate_cny: string | null;
  rate_usd: string | null;
  account_number: string | null;
  account_type: string | null;
  account_opened_on: Day | null;
  details: Pick<SourceTransaction, 'branch' | 'place' | 'device' | 'conductor' | 'counterparty'> & {
    purpose?: string;
    cashPurpose?: string;
  };
}

interface CustomerRow {
  id: string;
  customer_number: string;
  kind: SourceCustomer['kind'];
  name: string;
  branch: string | null;
  nationality: string | null;
  occupation: string | null;
  industry: string | null;
  contacts: SourceCustomer['contacts'];
  addresses: SourceCustomer['addresses'];
  documents: SourceCustomer['documents'];
}

/** Everything the report says about these movements and their customers, as it stands now. */
export async function readSource(
  q: Queryable,
  days: BankDays,
  institution: ReportSource['institution'],
  businessDate: Day,
  reportable: readonly Reportable[],
): Promise<ReportSource> {
  const ledger = await readLedger(q, reportable);
  const rates = await ratesOf(q, businessDate, ledger);
  const transactions = new Map<string, SourceTransaction[]>();
  for (const movement of reportable) {
    const row = ledger.get(keyOf(movement));
    if (!row) throw new Error('a movement of an alert is not in the ledger');
    const list = transactions.get(movement.customerId) ?? [];
    transactions.set(movement.customerId, list);
    list.push(toTransaction(movement, row, days, rates));
  }
  const customers = await readCustomers(q, [...transactions.keys()]);
  return {
    institution,
    businessDate,
    customers: customers.map(({ id, customer_number, ...customer }) => ({
      ...customer,
      customerNumber: customer_number,
      transactions: transactions.get(id) ?? [],
    })),
  };
}

const keyOf = ({ customerId, ledgerId }: Pick<Reportable, 'customerId' | 'ledgerId'>) =>
  `${customerId} ${ledgerId}`;

async function readLedger(q: Queryable, reportable: readonly Reportable[]): Promise<Map<string, LedgerRow>> {
  const rows = await q.query<LedgerRow>(
    `SELECT l.customer_id, l.booked_at, l.id AS ledger_id, l.direction::text AS direction, l.method::text AS method,
       l.channel::text AS channel, l.cash, l.currency, trim_scale(l.rate_cny)::text AS rate_cny,
       trim_scale(l.rate_usd)::text AS rate_usd, l.account_number, a.type AS account_type,
       a.opened_on::text AS account_opened_on, l.details
     FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) AS w (customer_id, booked_at, id)
     JOIN ledger_view l ON l.customer_id = w.customer_id AND l.booked_at = w.booked_at AND l.id = w.id
     LEFT JOIN account_view a ON a.account_number = l.account_number`,
    [
      reportable.map(({ customerId }) => customerId),
      reportable.map(({ bookedAt }) => bookedAt),
      reportable.map(({ ledgerId }) => ledgerId),
    ],
  );
  return new Map(rows.map((row) => [keyOf({ customerId: row.customer_id, ledgerId: row.ledger_id }), row]));
}

/** In the order of customer numbers, as the movements are. */
async function readCustomers(q: Queryable, ids: readonly string[]): Promise<CustomerRow[]> {
  return q.query<CustomerRow>(
    `SELECT c.id, c.customer_number, c.kind::text AS kind, c.name, c.branch, c.nationality, c.occupation, c.industry,
       coalesce((SELECT json_agg(json_build_object('type', type, 'value', value) ORDER BY position)
         FROM customer_contact_view WHERE customer_id = c.id), '[]') AS contacts,
       coalesce((SELECT json_agg(json_build_object('text', text, 'country', country) ORDER BY position)
         FROM customer_address_view WHERE customer_id = c.id), '[]') AS addresses,
       coalesce((SELECT json_agg(json_build_object('type', type, 'number', number, 'validUntil', valid_until) ORDER BY position)
         FROM customer_document_view WHERE customer_id = c.id), '[]') AS documents
     FROM customer_view c WHERE c.id = ANY($1::bigint[]) ORDER BY c.customer_number`,
    [ids],
  );
}

type Rates = (row: LedgerRow) => { cny: UsedRate | null; usd: UsedRate | null };

/**
 * The rates of the two equivalents: those the ledger converted by, with the day they are of. An amount in CNY has
 * no rate of its own in the ledger; its equivalent in USD is by the monthly table, or failing that by the central
 * parity of USD turned round.
 */
async function ratesOf(q: Queryable, day: Day, rows: ReadonlyMap<string, LedgerRow>): Promise<Rates> {
  const currencies = [...new Set([...rows.values()].map(({ currency }) => currency)), 'CNY', 'USD'];
  const kinds = ['central-parity', 'safe-monthly'] as const;
  const wanted = currencies.flatMap((currency) => kinds.map((kind) => ({ kind, currency, day })));
  const found = await lookupRates(q, wanted);
  const used = (kind: (typeof kinds)[number], currency: string, rate: string | null): UsedRate | null =>
    rate === null
      ? null
      : { kind, date: found.get(rateKey({ kind, currency, day }))?.validFrom ?? day, rate };
  const yuan = found.get(rateKey({ kind: 'safe-monthly', currency: 'CNY', day }));
  const parity = found.get(rateKey({ kind: 'central-parity', currency: 'USD', day }));
  const cnyInUsd: UsedRate | null = yuan
    ? { kind: 'safe-monthly', date: yuan.validFrom, rate: yuan.rate }
    : parity
      ? { kind: 'central-parity', date: parity.validFrom, rate: new Money(1).div(parity.rate).toFixed(10) }
      : null;
  return ({ currency, rate_cny, rate_usd }) => ({
    cny: used('central-parity', currency, rate_cny),
    usd: currency === 'CNY' ? cnyInUsd : used('safe-monthly', currency, rate_usd),
  });
}

function toTransaction(
  movement: Reportable,
  row: LedgerRow,
  days: BankDays,
  rates: Rates,
): SourceTransaction {
  const { details } = row;
  const purpose = details.purpose ?? details.cashPurpose;
  return {
    source: movement.source,
    reference: movement.reference,
    features: movement.features,
    account:
      row.account_number === null
        ? null
        : { number: row.account_number, type: row.account_type, openedOn: row.account_opened_on },
    occurredAt: localTime(days, row.booked_at),
    direction: row.direction,
    currency: row.currency,
    amount: canonicalAmount(movement.amount, row.currency),
    cash: row.cash,
    method: row.method,
    channel: row.channel,
    rates: rates(row),
    ...(details.branch === undefined ? {} : { branch: details.branch }),
    ...(details.place === undefined ? {} : { place: details.place }),
    ...(details.device === undefined ? {} : { device: details.device }),
    ...(details.conductor === undefined ? {} : { conductor: details.conductor }),
    ...(details.counterparty === undefined ? {} : { counterparty: details.counterparty }),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

/** An instant as the bank's clocks showed it: YYYY-MM-DDTHH:mm:ss. */
export function localTime(days: BankDays, instant: Date): string {
  return days.compact(instant).replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6');
}
