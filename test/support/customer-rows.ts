import type pg from 'pg';

/** Requests, ratings and determinations are history of their own; alert_before_merge belongs to the merge. */
const HISTORY = [
  'alert_before_merge',
  'risk_rating',
  'risk_standing',
  'risk_request',
  'beneficial_owner_subject',
  'beneficial_owner_determination',
  'beneficial_owner',
];

/** Every row that names one of some customers, by table; but what a merge leaves behind of itself. */
export async function customerRows(
  owner: pg.Client,
  customers: readonly { id: string }[],
): Promise<Record<string, unknown[]>> {
  const { rows: keys } = await owner.query<{ id: string }>(
    'SELECT id FROM customer WHERE public_id = ANY($1)',
    [customers.map(({ id }) => id)],
  );
  const { rows: columns } = await owner.query<{ table: string }>(
    `SELECT c.table_name AS "table" FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     LEFT JOIN pg_inherits i ON i.inhrelid = (c.table_name)::regclass
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND i.inhrelid IS NULL
       AND c.column_name = 'customer_id' ORDER BY 1`,
  );
  // What was withdrawn stays readable, and says nothing of how things stand.
  const { rows: alerts } = await owner.query<{ id: string }>(
    "SELECT id FROM alert WHERE status <> 'withdrawn'",
  );
  const standing = new Set<unknown>(alerts.map(({ id }) => Number(id)));
  // A question that a merge raised and its undoing ended stays readable too.
  const { rows: tasks } = await owner.query<{ id: string }>(
    "SELECT task_id AS id FROM review_task_state WHERE outcome = 'suspicion-ended'",
  );
  const ended = new Set<unknown>(tasks.map(({ id }) => Number(id)));
  const found: Record<string, unknown[]> = {};
  const where = (column: string) => `t.${column} = ANY($1::bigint[])`;
  const party = (column: string) =>
    `t.${column} IN (SELECT id FROM party WHERE customer_id = ANY($1::bigint[]))`;
  const wanted = [
    { table: 'customer', condition: where('id') },
    { table: 'relationship', condition: `${party('holder_id')} OR ${party('subject_id')}` },
    ...columns
      .filter(({ table }) => !HISTORY.includes(table))
      .map(({ table }) => ({ table, condition: where('customer_id') })),
  ];
  for (const { table, condition } of wanted) {
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${condition}`,
      [keys.map(({ id }) => id)],
    );
    found[table] = rows
      .filter(({ row }) => table !== 'alert' || row['status'] !== 'withdrawn')
      .filter(({ row }) => table !== 'alert_transaction' || standing.has(row['alert_id']))
      .filter(({ row }) => table !== 'review_task' || !ended.has(row['id']))
      .filter(({ row }) => table !== 'review_task_state' || !ended.has(row['task_id']))
      .filter(({ row }) => (row['withdrawn_at'] ?? null) === null)
      // A review that a merge brought nearer is not put off again by undoing it.
      .map(({ row: { version: _version, changed_at: _changed, next_review_on: _next, ...row } }) =>
        JSON.stringify(row),
      )
      .sort();
  }
  return found;
}
