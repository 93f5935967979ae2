import {
  Conditions,
  decodeCursor,
  newId,
  type Actor,
  type Day,
  type Deadline,
  type Queryable,
  type Tx,
} from '../../../platform/index.js';
import type { ComparedOwner, RegisterDifference } from '../domain/compare-register.js';
import type { DiscrepancyEventKind, DiscrepancyStatus } from '../domain/register-status.js';

export interface DiscrepancyRow extends Record<string, unknown> {
  key: string;
  id: string;
  customer_key: string;
  customer_id: string;
  customer_number: string;
  customer_name: string;
  branch: string | null;
  register: string;
  found_on: Day;
  due_on: Day;
  estimated: boolean;
  material: boolean;
  status: DiscrepancyStatus;
}

const SELECT = `SELECT d.id AS key, d.public_id AS id, d.customer_id AS customer_key, c.public_id AS customer_id,
  c.customer_number, c.name AS customer_name, c.branch, d.register, d.found_on::text, d.due_on::text, d.estimated,
  d.material, d.status FROM register_discrepancy d JOIN customer_view c ON c.id = d.customer_id`;

/** The owners of the present determination as they would be registered; nobody where none was found. */
export async function presentOwnersOf(
  q: Queryable,
  customer: string,
  today: Day,
): Promise<{ version: number | null; owners: ComparedOwner[] }> {
  const rows = await q.query<ComparedOwner & { version: number } & Record<string, unknown>>(
    `SELECT o.version, p.name, p.gender, p.nationality, p.date_of_birth::text AS "dateOfBirth", o.basis,
       trim_scale(o.share)::text AS share,
       (SELECT min(r.since)::text FROM relationship_view r WHERE r.holder_id = o.party_id
          AND r.subject_id = (SELECT s.party_id FROM beneficial_owner_subject s WHERE s.customer_id = o.customer_id)
          AND r.since <= $2 AND (r.until IS NULL OR r.until > $2)) AS since,
       coalesce((SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number) ORDER BY d.type, d.number_key)
         FROM party_document_view d WHERE d.party_id = p.id), '[]') AS documents
     FROM beneficial_owner_view o JOIN party_view p ON p.id = o.party_id WHERE o.customer_id = $1 ORDER BY p.id`,
    [customer, today],
  );
  return { version: rows[0]?.version ?? null, owners: rows.map(({ version: _version, ...owner }) => owner) };
}

export interface NewComparison {
  customer: string;
  register: string;
  queriedOn: Day;
  version: number | null;
  registered: readonly ComparedOwner[];
  differences: readonly RegisterDifference[];
  material: boolean;
  now: Date;
}

export async function insertComparison(
  tx: Tx,
  actor: Actor,
  one: NewComparison,
): Promise<{ key: string; id: string }> {
  const [row] = await tx.query<{ key: string; id: string }>(
    `INSERT INTO register_comparison (public_id, customer_id, register, queried_on, version, registered, differences,
       material, compared_at, compared_by_kind, compared_by_id, compared_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id AS key, public_id AS id`,
    [
      ...[newId(one.now.getTime()), one.customer, one.register, one.queriedOn, one.version],
      ...[JSON.stringify(one.registered), JSON.stringify(one.differences), one.material, one.now],
      ...[actor.kind, actor.id, actor.name],
    ],
  );
  return row!;
}

/** Begins a discrepancy; undefined when one is open for this customer and register. */
export async function beginDiscrepancy(
  tx: Tx,
  one: NewComparison & { comparison: string; foundOn: Day; due: Deadline },
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO register_discrepancy (public_id, customer_id, register, comparison_id, found_on, due_on, estimated,
       material) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (customer_id, register) WHERE status IN ('found', 'reminded') DO NOTHING RETURNING public_id AS id`,
    [
      ...[newId(one.now.getTime()), one.customer, one.register, one.comparison, one.foundOn],
      ...[one.due.day, one.due.estimated, one.material],
    ],
  );
  return row?.id;
}

/** The open discrepancy of a customer with a register, locked. */
export async function lockOpen(
  tx: Tx,
  customer: string,
  register: string,
): Promise<DiscrepancyRow | undefined> {
  const [row] = await tx.query<DiscrepancyRow>(
    `${SELECT} WHERE d.customer_id = $1 AND d.register = $2 AND d.status IN ('found', 'reminded') FOR UPDATE OF d`,
    [customer, register],
  );
  return row;
}

export async function findDiscrepancy(
  q: Queryable,
  id: string,
  lock = false,
): Promise<DiscrepancyRow | undefined> {
  const [row] = await q.query<DiscrepancyRow>(
    `${SELECT} WHERE d.public_id = $1 ${lock ? 'FOR UPDATE OF d' : ''}`,
    [id],
  );
  return row;
}

export interface DiscrepancyEvent {
  kind: DiscrepancyEventKind;
  text: string | null;
  at: Date;
  by: string;
}

export async function eventsOf(q: Queryable, discrepancy: string): Promise<DiscrepancyEvent[]> {
  return q.query<DiscrepancyEvent & Record<string, unknown>>(
    `SELECT kind, text, at, actor_name AS by FROM register_discrepancy_event
     WHERE discrepancy_id = $1 ORDER BY position`,
    [discrepancy],
  );
}

/** Appends to a locked discrepancy and writes what its events come to. */
export async function appendEvent(
  tx: Tx,
  actor: Actor,
  one: {
    discrepancy: string;
    kind: DiscrepancyEventKind;
    text?: string;
    comparison?: string;
    now: Date;
    status: DiscrepancyStatus;
    material: boolean;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO register_discrepancy_event (discrepancy_id, position, kind, text, comparison_id, at, actor_kind,
       actor_id, actor_name)
     SELECT $1, 1 + count(*), $2, $3, $4, $5, $6, $7, $8 FROM register_discrepancy_event WHERE discrepancy_id = $1`,
    [
      ...[one.discrepancy, one.kind, one.text ?? null, one.comparison ?? null, one.now],
      ...[actor.kind, actor.id, actor.name],
    ],
  );
  await tx.query('UPDATE register_discrepancy SET status = $2, material = $3 WHERE id = $1', [
    one.discrepancy,
    one.status,
    one.material,
  ]);
}

/** The last comparison of a discrepancy: how the two differ now. */
export async function lastComparison(
  q: Queryable,
  discrepancy: string,
): Promise<{ queriedOn: Day; differences: RegisterDifference[] }> {
  const [row] = await q.query<{ queriedOn: Day; differences: RegisterDifference[] }>(
    `SELECT c.queried_on::text AS "queriedOn", c.differences
     FROM register_discrepancy_event e JOIN register_comparison c ON c.id = e.comparison_id
     WHERE e.discrepancy_id = $1 ORDER BY e.position DESC LIMIT 1`,
    [discrepancy],
  );
  return row!;
}

/** Discrepancies by the end of their period. */
export async function findDiscrepancies(
  q: Queryable,
  query: { status?: string; dueBefore?: Day; customerId?: string; cursor?: string; limit: number },
): Promise<DiscrepancyRow[]> {
  const conditions = new Conditions();
  if (query.status === 'open') conditions.add("d.status IN ('found', 'reminded')");
  else conditions.add('d.status = ?', query.status);
  conditions
    .add('d.due_on < ?::date', query.dueBefore)
    .add('d.customer_id = (SELECT id FROM customer_view WHERE public_id = ?)', query.customerId);
  if (query.cursor !== undefined) {
    const [day, key] = decodeCursor(query.cursor, ['day', 'key']);
    conditions.add('(d.due_on, d.id) > (?::date, ?::bigint)', day, key);
  }
  return q.query<DiscrepancyRow>(
    `${SELECT} ${conditions.where} ORDER BY d.due_on, d.id LIMIT ${conditions.parameter(query.limit + 1)}`,
    conditions.values,
  );
}
