import type { Static } from '@sinclair/typebox';
import {
  addDays,
  canonicalAmount,
  Conditions,
  decodeCursor,
  problems,
  toPage,
  type BankDays,
  type Database,
  type Day,
  type Queryable,
} from '../platform/index.js';
import { transactionKey } from './domain/digest.js';
import type { transactionQuery } from './schemas.js';
import { parseTransactionId, TRANSACTION_COLUMNS, transactionId, type TransactionRow } from './present.js';

type Query = Static<typeof transactionQuery>;

const FROM = 'FROM ledger l JOIN customer_view c ON c.id = l.customer_id';

function toItem(row: TransactionRow): Record<string, unknown> {
  return {
    id: transactionId(row),
    source: row.source,
    reference: row.reference,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    accountNumber: row.account_number,
    bookedAt: row.booked_at.toISOString(),
    businessDate: row.business_date,
    direction: row.direction,
    amount: canonicalAmount(row.amount, row.currency),
    currency: row.currency,
    reversedAmount: canonicalAmount(row.reversed, row.currency),
    method: row.method,
    channel: row.channel,
    outcome: row.outcome,
    category: row.category,
    crossBorder: row.cross_border,
    counterparty: row.details['counterparty'] ?? null,
  };
}

/** An exemption a movement uses under a rule. */
export interface UsedExemption {
  rule: string;
  item: number;
  state: string;
  since: Date;
}

/** Answers which exemptions a movement uses; monitoring keeps them, and stands to the right. */
export type ExemptionReader = (
  q: Queryable,
  customerId: string,
  ledgerId: string,
) => Promise<UsedExemption[]>;

/** Reads the ledger for people and reports. */
export class LedgerQueries {
  constructor(
    private readonly db: Database,
    private readonly days: BankDays,
    private readonly exemptionsOf: ExemptionReader,
  ) {}

  /**
   * Newest first. Without a customer the search starts at the newest day and widens, so that it never sorts history;
   * source and reference together are found by their key.
   */
  async list(query: Query): Promise<{ items: Record<string, unknown>[]; nextCursor: string | null }> {
    const limit = query.limit ?? 50;
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, ['instant', 'key']);
    const { source, reference } = query;
    let rows: TransactionRow[];
    if (source !== undefined && reference !== undefined)
      rows = await this.byReference(query, after, limit, transactionKey(source, reference));
    else if (query.customerNumber !== undefined) rows = await this.ofCustomer(query, after, limit);
    else rows = await this.newest(query, after, limit);
    return toPage(rows, limit, toItem, (row) => [row.booked_at.toISOString(), row.id]);
  }

  async get(id: string): Promise<Record<string, unknown>> {
    const key = parseTransactionId(id);
    if (!key) throw problems.notFound();
    const [row] = await this.db.query<TransactionRow>(
      `SELECT ${TRANSACTION_COLUMNS} ${FROM} JOIN customer_view o ON c.id = coalesce(o.merged_into, o.id)
       WHERE o.id = $1 AND l.booked_at = $2 AND l.id = $3`,
      [key.bookedFor, key.bookedAt, key.ledgerId],
    );
    if (!row) throw problems.notFound();
    const exemptions = await this.exemptionsOf(this.db, row.booked_for, row.id);
    const { notes, counterparty: _shown, ...details } = row.details;
    return {
      ...toItem(row),
      ...details,
      rates: { cny: row.rate_cny, usd: row.rate_usd },
      receivedAt: row.received_at.toISOString(),
      notes: notes ?? [],
      exemptions: exemptions.map(({ since, ...exemption }) => ({ ...exemption, since: since.toISOString() })),
    };
  }

  /** The newest business day with movements and how many it has; the total is the planner's estimate. */
  async figures(): Promise<{ total: number; lastBusinessDate: Day | null; onLastBusinessDate: number }> {
    const [total] = await this.db.query<{ estimate: string }>(
      `SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS estimate
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'ledger'::regclass`,
    );
    const day = await this.newestDay();
    if (day === undefined) return { total: 0, lastBusinessDate: null, onLastBusinessDate: 0 };
    const [count] = await this.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM ledger WHERE booked_at >= $1 AND booked_at < $2',
      [this.days.startOf(day), this.days.startOf(addDays(day, 1))],
    );
    return { total: Number(total!.estimate), lastBusinessDate: day, onLastBusinessDate: count!.n };
  }

  private async newestDay(): Promise<Day | undefined> {
    const partitions = await this.db.query<{ name: string }>(
      "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'ledger'::regclass ORDER BY c.relname DESC",
    );
    for (const { name } of partitions) {
      if (!/^ledger_\d{4}q[1-4]$/.test(name)) continue;
      const [year, quarter] = [Number(name.slice(7, 11)), Number(name.slice(12))];
      const from = new Date(Date.UTC(year, (quarter - 1) * 3, 1));
      const to = new Date(Date.UTC(year, quarter * 3, 1));
      const [row] = await this.db.query<{ newest: Date | null }>(
        'SELECT max(booked_at) AS newest FROM ledger WHERE booked_at >= $1 AND booked_at < $2',
        [from, to],
      );
      if (row?.newest) return this.days.dayOf(row.newest);
    }
    return undefined;
  }

  private async newest(
    query: Query,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<TransactionRow[]> {
    const start = after ? this.days.dayOf(new Date(String(after[0]))) : await this.newestWanted(query.to);
    if (!start) return [];
    for (const width of [1, 8, 64, 512]) {
      const notBefore = addDays(start, -width);
      if (query.from !== undefined && notBefore <= query.from) break;
      const rows = await this.page(query, after, limit, { notBefore });
      if (rows.length > limit) return rows;
    }
    return this.page(query, after, limit);
  }

  private async newestWanted(to: Day | undefined): Promise<Day | undefined> {
    const newest = await this.newestDay();
    return newest !== undefined && to !== undefined && to < newest ? to : newest;
  }

  /** Of a customer that was merged into another: what was booked for it, which counts for that one now. */
  private async ofCustomer(
    query: Query,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<TransactionRow[]> {
    const [merged] = await this.db.query<{ id: string; merged_into: string }>(
      'SELECT id, merged_into FROM customer_view WHERE customer_number = $1 AND merged_into IS NOT NULL',
      [query.customerNumber],
    );
    if (!merged) return this.page(query, after, limit);
    const { customerNumber: _merged, ...rest } = query;
    return this.page(rest, after, limit, { customerId: merged.merged_into, mergedFrom: merged.id });
  }

  private async byReference(
    query: Query,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
    key: string,
  ): Promise<TransactionRow[]> {
    const [at] = await this.db.query<{ customer_id: string; booked_at: Date }>(
      `SELECT coalesce(c.merged_into, c.id) AS customer_id, k.booked_at
       FROM transaction_key k JOIN customer_view c ON c.id = k.customer_id WHERE k.key = $1`,
      [key],
    );
    return at ? this.page(query, after, limit, { customerId: at.customer_id, bookedAt: at.booked_at }) : [];
  }

  private page(
    query: Query,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
    within: { notBefore?: Day; customerId?: string; mergedFrom?: string; bookedAt?: Date } = {},
  ): Promise<TransactionRow[]> {
    const start = (day: Day | undefined): Date | undefined =>
      day === undefined ? undefined : this.days.startOf(day);
    const conditions = new Conditions()
      .add('c.customer_number = ?', query.customerNumber)
      .add('l.account_number = ?', query.accountNumber)
      .add('l.booked_at >= ?', start(query.from))
      .add('l.booked_at >= ?', start(within.notBefore))
      .add('l.customer_id = ?', within.customerId)
      .add('l.merged_from = ?', within.mergedFrom)
      .add('l.booked_at = ?', within.bookedAt)
      .add('l.booked_at < ?', query.to === undefined ? undefined : this.days.startOf(addDays(query.to, 1)))
      .add('l.amount >= ?::numeric', query.minAmount)
      .add('l.amount <= ?::numeric', query.maxAmount)
      .add('l.currency = ?', query.currency)
      .add('l.direction = ?::direction', query.direction)
      .add('l.method = ?::payment_method', query.method)
      .add('l.channel = ?::payment_channel', query.channel)
      .add('l.category = ?::payment_category', query.category)
      .add('l.outcome = ?::payment_outcome', query.outcome)
      .add('l.cross_border = ?', query.crossBorder)
      .add('l.source = ?', query.source)
      .add('l.reference = ?', query.reference);
    if (after) conditions.add('(l.booked_at, l.id) < (?::timestamptz, ?::bigint)', after[0], after[1]);
    return this.db.query<TransactionRow>(
      `SELECT ${TRANSACTION_COLUMNS} ${FROM} ${conditions.where} ORDER BY l.booked_at DESC, l.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
  }
}
