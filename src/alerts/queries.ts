import type { Static } from '@sinclair/typebox';
import {
  canonicalAmount,
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Database,
  type Queryable,
} from '../platform/index.js';
import type { alertQuery } from './schemas.js';

interface AlertRow {
  id: string;
  public_id: string;
  kind: string;
  rule_id: string;
  rule_version: number;
  customer_number: string | null;
  customer_public_id: string | null;
  customer_name: string | null;
  branch: string | null;
  as_of: string;
  direction: 'in' | 'out' | null;
  severity: string;
  status: string;
  measures: unknown;
  explanation: unknown;
  due_on: string | null;
  due_on_estimated: boolean;
  assignee: string | null;
  raised_at: Date;
  changed_at: Date;
  version: number;
}

const COLUMNS = `a.id, a.public_id, a.kind::text AS kind, a.rule_id, a.rule_version, c.customer_number, c.public_id AS customer_public_id, c.name AS customer_name, c.branch,
  a.as_of::text AS as_of, a.direction::text AS direction, a.severity, a.status::text AS status, a.measures, a.explanation, a.due_on::text AS due_on, a.due_on_estimated,
  u.username AS assignee, a.raised_at, a.changed_at, a.version`;
const FROM =
  'FROM alert a LEFT JOIN customer_view c ON c.id = a.customer_id LEFT JOIN user_view u ON u.id = a.assignee';

/** PostgreSQL sorts missing deadlines last in this form, and a cursor can carry it. */
const DUE = "coalesce(a.due_on, DATE '9999-12-31')";

function toItem(row: AlertRow): Record<string, unknown> {
  return {
    id: row.public_id,
    kind: row.kind,
    ruleId: row.rule_id,
    ruleVersion: row.rule_version,
    customerNumber: row.customer_number,
    customerId: row.customer_public_id,
    customerName: row.customer_name,
    branch: row.branch,
    subjects: row.customer_number === null ? [] : [row.customer_number],
    asOf: row.as_of,
    direction: row.direction,
    severity: row.severity,
    status: row.status,
    measures: row.measures,
    explanation: row.explanation,
    dueOn: row.due_on,
    dueOnEstimated: row.due_on_estimated,
    assignee: row.assignee,
    raisedAt: row.raised_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    version: row.version,
  };
}

/** Evidence shown on an alert's page; the rest is counted and found under transactions. */
const SHOWN = 5_000;

/** Reads alerts for people. */
export class AlertQueries {
  constructor(private readonly db: Database) {}

  async list(
    query: Static<typeof alertQuery>,
    q: Queryable = this.db,
  ): Promise<{ items: Record<string, unknown>[]; nextCursor: string | null }> {
    const limit = query.limit ?? 50;
    const newest = query.order === 'newest';
    const conditions = new Conditions()
      .add('a.kind = ?::alert_kind', query.kind)
      .add('a.rule_id = ?', query.ruleId)
      .add('c.customer_number = ?', query.customerNumber)
      .add('a.due_on < ?::date', query.dueBefore)
      .add('a.as_of = ?::date', query.asOf)
      .add('a.as_of >= ?::date', query.from)
      .add('a.as_of <= ?::date', query.to)
      .add('a.direction = ?::direction', query.direction);
    if (query.status === 'standing') conditions.add("a.status IN ('open', 'in-review')");
    else conditions.add('a.status = ?::alert_status', query.status);
    if (query.assignee === 'none') conditions.add('a.assignee IS NULL');
    else conditions.add('u.username = ?', query.assignee);
    if (query.cursor !== undefined) {
      const [key, id] = decodeCursor(query.cursor, ['day', 'key']);
      if (newest) conditions.add('(a.as_of, a.id) < (?::date, ?::bigint)', key, id);
      else conditions.add(`(${DUE}, a.id) > (?::date, ?::bigint)`, key, id);
    }
    const order = newest ? 'a.as_of DESC, a.id DESC' : `${DUE}, a.id`;
    const rows = await q.query<AlertRow>(
      `SELECT ${COLUMNS} ${FROM} ${conditions.where} ORDER BY ${order} LIMIT ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    return toPage(rows, limit, toItem, (row) => [newest ? row.as_of : (row.due_on ?? '9999-12-31'), row.id]);
  }

  async get(id: string, q: Queryable = this.db): Promise<Record<string, unknown>> {
    const row = await this.find(id, q);
    const evidence = await q.query<{
      source: string;
      reference: string;
      amount: string;
      currency: string;
      booked_at: Date;
      measure: string;
      counted: string;
      withdrawn_at: Date | null;
    }>(
      `SELECT source, reference, trim_scale(amount) AS amount, currency, booked_at, measure, trim_scale(counted) AS counted, withdrawn_at
       FROM alert_transaction WHERE alert_id = $1 ORDER BY booked_at, ledger_id LIMIT ${SHOWN}`,
      [row.id],
    );
    const [total] = await q.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM alert_transaction WHERE alert_id = $1 AND withdrawn_at IS NULL',
      [row.id],
    );
    return {
      ...toItem(row),
      transactions: evidence.map((e) => ({
        source: e.source,
        reference: e.reference,
        amount: canonicalAmount(e.amount, e.currency),
        currency: e.currency,
        bookedAt: e.booked_at.toISOString(),
        measure: e.measure,
        counted: e.counted,
        withdrawn: e.withdrawn_at !== null,
      })),
      transactionCount: total!.n,
    };
  }

  /** The row behind a public id; a problem 404 when there is none. */
  async find(id: string, q: Queryable = this.db): Promise<AlertRow> {
    if (!isId(id)) throw problems.notFound();
    const [row] = await q.query<AlertRow>(`SELECT ${COLUMNS} ${FROM} WHERE a.public_id = $1`, [id]);
    if (!row) throw problems.notFound();
    return row;
  }
}
