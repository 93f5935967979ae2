import { Conditions, problems, type Queryable } from '../../platform/index.js';
import type { Customer } from '../domain/record.js';
import { unknownParameter } from '../problems.js';
import type { CustomerKind, CustomerStatus } from '../schemas.js';
import { findPage, HAS_FINDING } from '../store.js';

export interface ExportFilters {
  status?: CustomerStatus;
  branch?: string;
  kind?: CustomerKind;
  riskLevel?: string;
  /** The code of what their facts lack. */
  finding?: string;
  /** Entered or changed at or after this instant. */
  changedSince?: string;
  /** The customer number of the last line that arrived, to go on behind it; of changes, ask since the last one. */
  after?: string;
}

/** How many customers are in memory at once. */
const BATCH = 1_000;

/**
 * Walk-ins are no customers to be kept in step with. Merged ones are told of only as a change, so that others learn of
 * the merge.
 */
function conditionsOf(filters: ExportFilters, until: Date): Conditions {
  const conditions = new Conditions()
    .add('NOT c.occasional AND c.updated_at <= ?', until)
    .add('c.status = ?', filters.status)
    .add('c.branch = ?', filters.branch)
    .add('c.kind = ?', filters.kind)
    .add('c.risk_level = ?', filters.riskLevel)
    .add(HAS_FINDING, filters.finding && [filters.finding])
    .add('c.updated_at >= ?::timestamptz', filters.changedSince);
  if (filters.changedSince === undefined) conditions.add('c.merged_into IS NULL');
  return conditions;
}

/** How many customers an export has. */
export async function countExport(q: Queryable, filters: ExportFilters, until: Date): Promise<number> {
  const conditions = conditionsOf(filters, until);
  const [row] = await q.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM customer c ${conditions.where}`,
    conditions.values,
  );
  return row!.count;
}

/** Where an export goes on: behind this customer. Throws 404 for a number that does not exist. */
async function placeOf(q: Queryable, customerNumber: string): Promise<{ key: string }> {
  const [row] = await q.query<{ key: string }>('SELECT id AS key FROM customer WHERE customer_number = $1', [
    customerNumber,
  ]);
  if (!row) throw problems.notFound();
  return row;
}

/**
 * The customers of an export, a batch at a time, by key, or by the instant of their change when that is asked for.
 * Who changes meanwhile is read as changed, or with the next export since its watermark.
 */
export async function* readExport(
  q: Queryable,
  filters: ExportFilters,
  until: Date,
): AsyncGenerator<Customer[]> {
  const byChange = filters.changedSince !== undefined;
  if (byChange && filters.after !== undefined) throw unknownParameter('after');
  let last: { key: string; at?: Date } | undefined;
  if (filters.after !== undefined) last = await placeOf(q, filters.after);
  for (;;) {
    const conditions = conditionsOf(filters, until);
    if (last && byChange)
      conditions.add('(c.updated_at, c.id) > (?::timestamptz, ?::bigint)', last.at, last.key);
    else if (last) conditions.add('c.id > ?::bigint', last.key);
    const customers = await findPage(q, conditions, BATCH, byChange ? 'c.updated_at, c.id' : 'c.id');
    if (customers.length > 0) yield customers;
    const end = customers.at(-1);
    if (!end || customers.length < BATCH) return;
    last = { key: end.key, at: end.updatedAt };
  }
}
