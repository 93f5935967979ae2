import { newId, type Actor, type Day, type Queryable, type Tx } from '../../platform/index.js';
import type { Item, TaskKind } from '../reviews/index.js';
import type { Measure } from './domain/rules.js';
import { statusAfterAct, type RestrictionAct, type RestrictionStatus } from './domain/status.js';

export interface NewRestriction {
  customerKey: string;
  measures: readonly Measure[];
  reason: string;
  note: string | null;
  collect: readonly Item[];
  taskId: string | null;
}

export interface StoredRestriction {
  key: string;
  id: string;
  customer_key: string;
  status: RestrictionStatus;
  measures: Measure[];
  collect: Item[];
  task_id: string | null;
  actor_kind: string;
  actor_id: string;
  version: number;
  /** Of the task it follows from, once that is closed. */
  task_kind: TaskKind | null;
  task_outcome: string | null;
}

/** Stores proposals; of one task the system's only once. @returns public ids with their tasks */
export async function insertRestrictions(
  tx: Tx,
  actor: Actor,
  list: readonly NewRestriction[],
  { now, today, rulesVersion }: { now: Date; today: Day; rulesVersion: number },
): Promise<{ id: string; task_id: string | null }[]> {
  return tx.query<{ id: string; task_id: string | null }>(
    `WITH made AS (
       INSERT INTO restriction (public_id, customer_id, measures, reason, note, collect, task_id, rules_version,
         proposed_on, proposed_at, actor_kind, actor_id, actor_name)
       SELECT g.id, g.customer_id, g.measures, g.reason, g.note, string_to_array(g.collect, ' '), g.task_id, $8, $9, $10, $11, $12, $13
       FROM unnest($1::uuid[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[], $6::text[], $7::uuid[])
         AS g (id, customer_id, measures, reason, note, collect, task_id)
       ON CONFLICT DO NOTHING RETURNING id, public_id, customer_id, task_id
     ), stated AS (
       INSERT INTO restriction_state (restriction_id, customer_id, changed_at)
       SELECT m.id, coalesce(c.merged_into, c.id), $10 FROM made m JOIN customer_view c ON c.id = m.customer_id
     )
     SELECT public_id AS id, task_id FROM made`,
    [
      list.map(() => newId(now.getTime())),
      list.map(({ customerKey }) => customerKey),
      list.map(({ measures }) => JSON.stringify(measures)),
      list.map(({ reason }) => reason),
      list.map(({ note }) => note),
      list.map(({ collect }) => collect.join(' ')),
      list.map(({ taskId }) => taskId),
      ...[rulesVersion, today, now, actor.kind, actor.id, actor.name],
    ],
  );
}

/**
 * Restrictions by public id or by the tasks they follow from, with all others of their customers held until the
 * transaction ends: whether a customer is still restricted is decided by one at a time.
 */
export async function lockRestrictions(
  tx: Tx,
  by: 'id' | 'task',
  ids: readonly string[],
): Promise<StoredRestriction[]> {
  const column = by === 'id' ? 'public_id' : 'task_id';
  await tx.query(
    `SELECT FROM restriction_state WHERE customer_id IN (
       SELECT s.customer_id FROM restriction r JOIN restriction_state s ON s.restriction_id = r.id
       WHERE r.${column} = ANY($1::uuid[])) ORDER BY restriction_id FOR UPDATE`,
    [ids],
  );
  return tx.query<StoredRestriction & Record<string, unknown>>(
    `SELECT r.id AS key, r.public_id AS id, s.customer_id AS customer_key, s.status, r.measures, r.collect, r.task_id,
       r.actor_kind, r.actor_id, s.version, t.kind AS task_kind, ts.outcome AS task_outcome
     FROM restriction r JOIN restriction_state s ON s.restriction_id = r.id
       LEFT JOIN review_task t ON t.public_id = r.task_id LEFT JOIN review_task_state ts ON ts.task_id = t.id
     WHERE r.${column} = ANY($1::uuid[]) ORDER BY r.id`,
    [ids],
  );
}

/** Appends an act to restrictions that are locked and brings their state up to date. */
export async function appendAct(
  tx: Tx,
  actor: Actor,
  list: readonly StoredRestriction[],
  act: RestrictionAct,
  { now, today, note }: { now: Date; today: Day; note: string | null },
): Promise<void> {
  if (list.length === 0) return;
  const status = statusAfterAct(list[0]!.status, act)!;
  await tx.query(
    `INSERT INTO restriction_event (restriction_id, position, kind, at, actor_kind, actor_id, actor_name, note)
     SELECT e.id, e.position, $3, $4, $5, $6, $7, $8 FROM unnest($1::bigint[], $2::int[]) AS e (id, position)`,
    [
      list.map(({ key }) => key),
      list.map(({ version }) => version + 1),
      ...[act, now, actor.kind, actor.id, actor.name, note],
    ],
  );
  await tx.query(
    `UPDATE restriction_state SET status = $2, version = version + 1,
       -- For a branch and the core system nothing changed.
       changed_at = CASE WHEN $5 = 'end-proposed' THEN changed_at ELSE $3 END,
       in_force_from = CASE WHEN $5 = 'approved' THEN $4::date ELSE in_force_from END,
       end_proposed_at = CASE WHEN $5 = 'end-proposed' THEN $3 ELSE end_proposed_at END,
       ended_on = CASE WHEN $2 <> 'in-force' THEN $4::date END
     WHERE restriction_id = ANY($1::bigint[])`,
    [list.map(({ key }) => key), status, now, today, act],
  );
}

/** Which of these customers still have a restriction in force. */
export async function stillRestricted(tx: Tx, customerKeys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ customer_id: string }>(
    "SELECT DISTINCT customer_id FROM restriction_state WHERE customer_id = ANY($1::bigint[]) AND status = 'in-force'",
    [customerKeys],
  );
  return new Set(rows.map(({ customer_id }) => customer_id));
}

/** Whether a restriction, by public id, is one of the customer's that is in force. */
export async function isInForce(q: Queryable, customerKey: string, id: string): Promise<boolean> {
  const rows = await q.query(
    `SELECT FROM restriction r JOIN restriction_state s ON s.restriction_id = r.id
     WHERE r.public_id = $1 AND s.customer_id = $2 AND s.status = 'in-force'`,
    [id, customerKey],
  );
  return rows.length > 0;
}

/** The ids of the people who proposed the end of a restriction. */
export async function endProposers(tx: Tx, restrictionKey: string): Promise<string[]> {
  const rows = await tx.query<{ actor_id: string }>(
    `SELECT DISTINCT actor_id FROM restriction_event
     WHERE restriction_id = $1 AND kind = 'end-proposed' AND actor_kind = 'user'`,
    [restrictionKey],
  );
  return rows.map(({ actor_id }) => actor_id);
}
