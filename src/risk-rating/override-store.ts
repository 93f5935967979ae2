import type { Static } from '@sinclair/typebox';
import { Conditions, decodeCursor, toPage, type Day, type Queryable } from '../platform/index.js';
import type { overrideAnswer } from './schemas.js';

export interface OverrideRow {
  id: string;
  customer_id: string;
  customer_public_id: string;
  customer_number: string;
  customer_name: string;
  branch: string | null;
  level: string;
  machine_level: string;
  reason: string;
  status: Static<typeof overrideAnswer>['status'];
  made_at: Date;
  maker_id: string;
  maker_name: string;
  decided_at: Date | null;
  decider_name: string | null;
  comment: string | null;
  expires_on: Day | null;
  ended_at: Date | null;
  end_reason: string | null;
}

const SELECT = `SELECT o.id, o.customer_id, c.public_id AS customer_public_id, c.customer_number, c.name AS customer_name,
    c.branch, o.level, o.machine_level, o.reason, o.status, o.made_at, o.maker_id, o.maker_name, o.decided_at,
    o.decider_name, o.comment, o.expires_on::text AS expires_on, o.ended_at, o.end_reason
  FROM risk_override o JOIN customer_view c ON c.id = o.customer_id`;

export function presentOverride(row: OverrideRow): Static<typeof overrideAnswer> {
  return {
    id: row.id,
    customerId: row.customer_public_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    branch: row.branch,
    level: row.level,
    machineLevel: row.machine_level,
    reason: row.reason,
    status: row.status,
    madeAt: row.made_at.toISOString(),
    maker: row.maker_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decider: row.decider_name,
    comment: row.comment,
    expiresOn: row.expires_on,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
  };
}

/** What people asked for about one customer, newest first. */
export async function overridesOf(
  q: Queryable,
  customerKey: string,
): Promise<Static<typeof overrideAnswer>[]> {
  const rows = await q.query<OverrideRow & Record<string, unknown>>(
    `${SELECT} WHERE o.customer_id = $1 ORDER BY o.made_at DESC, o.id DESC LIMIT 100`,
    [customerKey],
  );
  return rows.map(presentOverride);
}

export async function findOverride(q: Queryable, id: string): Promise<OverrideRow | undefined> {
  const [row] = await q.query<OverrideRow & Record<string, unknown>>(`${SELECT} WHERE o.id = $1`, [id]);
  return row;
}

/** Overrides in one state, the oldest first. */
export async function listOverrides(
  q: Queryable,
  { status, limit = 50, cursor }: { status?: string; limit?: number; cursor?: string },
): Promise<{ items: Static<typeof overrideAnswer>[]; nextCursor: string | null }> {
  const conditions = new Conditions().add('o.status = ?', status);
  if (cursor !== undefined)
    conditions.add(
      '(o.made_at, o.id) > (?::timestamptz, ?::uuid)',
      ...decodeCursor(cursor, ['instant', 'text']),
    );
  const rows = await q.query<OverrideRow & Record<string, unknown>>(
    `${SELECT} ${conditions.where} ORDER BY o.made_at, o.id LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(rows, limit, presentOverride, ({ made_at, id }) => [made_at.toISOString(), id]);
}
