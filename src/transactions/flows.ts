import { Type, type Static } from '@sinclair/typebox';
import {
  ok,
  read,
  schema,
  type BankDays,
  type Clock,
  type Day,
  type Queryable,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Customers } from '../customers/index.js';

const { amount, closed } = schema;
const MOST_MONTHS = 36;

const side = closed({ amount: amount(), count: Type.Integer() });
const flowsAnswer = closed({
  currency: Type.String(),
  months: Type.Array(closed({ month: Type.String({ description: 'YYYY-MM' }), in: side, out: side })),
  unconverted: Type.Integer({ description: 'Movements that still wait for an exchange rate, in no sum' }),
});

/** The first day of the month that lies so many before the one of a day. */
function monthsBefore(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/**
 * What a customer got and paid in each calendar month, in CNY: completed movements, what was taken back left out. Ends
 * with the month of `today`; one aggregate over the customer's own part of the ledger.
 */
export async function monthlyFlows(
  q: Queryable,
  customerKey: string,
  { days, today, months }: { days: BankDays; today: Day; months: number },
): Promise<Static<typeof flowsAnswer>> {
  const first = monthsBefore(today, months - 1);
  const rows = await q.query<{
    month: string;
    direction: 'in' | 'out';
    amount: string;
    count: number;
    unconverted: number;
  }>(
    `SELECT to_char(business_date, 'YYYY-MM') AS month, direction::text AS direction,
       coalesce(round(sum((amount - reversed) * rate_cny), 2), 0)::text AS amount, count(*)::int AS count,
       (count(*) FILTER (WHERE rate_cny IS NULL))::int AS unconverted
     FROM ledger WHERE customer_id = $1 AND booked_at >= $2 AND booked_at < $3
       AND NOT offsets AND reversed < amount AND outcome = 'completed'
     GROUP BY 1, 2`,
    [customerKey, days.startOf(first), days.startOf(monthsBefore(today, -1))],
  );
  const found = new Map(rows.map((row) => [`${row.month} ${row.direction}`, row]));
  const of = (month: string, direction: string) => {
    const row = found.get(`${month} ${direction}`);
    return { amount: row?.amount ?? '0.00', count: row?.count ?? 0 };
  };
  return {
    currency: 'CNY',
    months: Array.from({ length: months }, (_, i) => {
      const month = monthsBefore(today, months - 1 - i).slice(0, 7);
      return { month, in: of(month, 'in'), out: of(month, 'out') };
    }),
    unconverted: rows.reduce((sum, row) => sum + row.unconverted, 0),
  };
}

/** The route of a customer's monthly flows; for those who may read transactions. */
export function flowRoutes({
  customers,
  audit,
  clock,
  days,
}: {
  customers: Customers;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
}): Route[] {
  return [
    read({
      method: 'get',
      path: '/customers/{id}/flows',
      summary: 'What a customer got and paid in each month, in CNY',
      tag: 'Transactions',
      roles: ['compliance-officer', 'compliance-manager', 'auditor', 'core-banking'],
      params: closed({ id: schema.identifier() }),
      query: closed({
        months: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_MONTHS, default: 12 })),
      }),
      responses: { 200: flowsAnswer },
      handle: async ({ actor, db, params: { id }, query: { months = 12 }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const { key } = await customers.get(tx, actor, id);
            const today = days.dayOf(clock.now());
            const flows = await monthlyFlows(tx, key, { days, today, months });
            await audit.append(tx, actor, {
              action: 'customer.flows-read',
              subject: { kind: 'customer', id },
              details: { months },
              requestId,
            });
            return flows;
          }),
        ),
    }),
  ];
}
