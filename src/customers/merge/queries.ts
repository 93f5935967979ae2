import { Conditions, decodeCursor, toPage, type Queryable } from '../../platform/index.js';

export interface MergeSide {
  id: string;
  customerNumber: string;
  name: string;
  branch: string | null;
}

export interface Merge {
  id: string;
  status: 'standing' | 'reversed';
  kept: MergeSide;
  merged: MergeSide;
  reason: string;
  mergedAt: string;
  mergedBy: string;
  reversedAt: string | null;
  reversedBy: string | null;
  reversalReason: string | null;
}

interface Row {
  key: string;
  id: string;
  kept: MergeSide;
  merged: MergeSide;
  reason: string;
  merged_at: Date;
  merger_name: string;
  reversed_at: Date | null;
  reverser_name: string | null;
  reversal_reason: string | null;
}

const side = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.public_id, 'customerNumber', ${alias}.customer_number, 'name', ${alias}.name, 'branch', ${alias}.branch)`;

const SELECT = `SELECT g.id AS key, g.public_id AS id, ${side('k')} AS kept, ${side('m')} AS merged, g.reason, g.merged_at,
  g.merger_name, g.reversed_at, g.reverser_name, g.reversal_reason
  FROM customer_merge g JOIN customer k ON k.id = g.kept_id JOIN customer m ON m.id = g.merged_id`;

function toMerge(row: Row): Merge {
  return {
    id: row.id,
    status: row.reversed_at ? 'reversed' : 'standing',
    kept: row.kept,
    merged: row.merged,
    reason: row.reason,
    mergedAt: row.merged_at.toISOString(),
    mergedBy: row.merger_name,
    reversedAt: row.reversed_at?.toISOString() ?? null,
    reversedBy: row.reverser_name,
    reversalReason: row.reversal_reason,
  };
}

export async function findMerge(q: Queryable, id: string): Promise<Merge | undefined> {
  const [row] = await q.query<Row & Record<string, unknown>>(`${SELECT} WHERE g.public_id = $1`, [id]);
  return row && toMerge(row);
}

export interface MergeQuery {
  customerNumber?: string;
  status?: 'standing' | 'reversed';
  limit?: number;
  cursor?: string;
}

/** Merges, the newest first. */
export async function listMerges(
  q: Queryable,
  { customerNumber, status, limit = 50, cursor }: MergeQuery,
): Promise<{ items: Merge[]; nextCursor: string | null }> {
  const conditions = new Conditions()
    .add('(k.customer_number = ? OR m.customer_number = ?)', customerNumber, customerNumber)
    .add('g.id < ?', cursor === undefined ? undefined : decodeCursor(cursor, ['key'])[0]);
  if (status !== undefined) conditions.add(`g.reversed_at IS ${status === 'standing' ? '' : 'NOT '}NULL`);
  const rows = await q.query<Row & Record<string, unknown>>(
    `${SELECT} ${conditions.where} ORDER BY g.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(rows, limit, toMerge, ({ key }) => [key]);
}
