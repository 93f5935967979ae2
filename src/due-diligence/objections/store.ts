import { newId, type Actor, type Day, type Tx } from '../../platform/index.js';
import type { Decision, ObjectionAct, ObjectionStatus } from './domain/status.js';

export interface NewObjection {
  customerKey: string;
  receivedOn: Day;
  channel: string;
  text: string;
  frontLine: boolean;
  restrictionId: string | null;
  basicServices: readonly string[];
  dueOn: Day;
  rulesVersion: number;
}

/** The last proposal of an objection, which an approval is about. */
export interface Proposed {
  decision: Decision;
  answerText: string;
  actorId: string;
  actorKind: string;
}

export interface StoredObjection extends Record<string, unknown> {
  key: string;
  id: string;
  customer_key: string;
  received_on: Day;
  restriction_id: string | null;
  status: ObjectionStatus;
  version: number;
  proposed: Proposed | null;
}

/** Stores an objection. @returns its public id */
export async function insertObjection(tx: Tx, actor: Actor, one: NewObjection, now: Date): Promise<string> {
  const id = newId(now.getTime());
  await tx.query(
    `WITH made AS (
       INSERT INTO objection (public_id, customer_id, received_on, channel, text, front_line, restriction_id,
         basic_services, due_on, rules_version, recorded_at, actor_kind, actor_id, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id, customer_id, due_on
     )
     INSERT INTO objection_state (objection_id, customer_id, due_on) SELECT id, customer_id, due_on FROM made`,
    [
      id,
      one.customerKey,
      one.receivedOn,
      one.channel,
      one.text,
      one.frontLine,
      one.restrictionId,
      one.basicServices,
      one.dueOn,
      one.rulesVersion,
      ...[now, actor.kind, actor.id, actor.name],
    ],
  );
  return id;
}

/** An objection by public id, held until the transaction ends. */
export async function lockObjection(tx: Tx, id: string): Promise<StoredObjection | undefined> {
  const [held] = await tx.query<{ key: string }>(
    `SELECT objection_id AS key FROM objection_state
     WHERE objection_id = (SELECT id FROM objection WHERE public_id = $1) FOR UPDATE`,
    [id],
  );
  if (!held) return undefined;
  const [row] = await tx.query<StoredObjection>(
    `SELECT o.id AS key, o.public_id AS id, s.customer_id AS customer_key, o.received_on::text, o.restriction_id,
       s.status, s.version,
       (SELECT jsonb_build_object('decision', e.decision, 'answerText', e.answer_text, 'actorId', e.actor_id,
          'actorKind', e.actor_kind)
        FROM objection_event e WHERE e.objection_id = o.id AND e.kind = 'proposed'
        ORDER BY e.position DESC LIMIT 1) AS proposed
     FROM objection o JOIN objection_state s ON s.objection_id = o.id WHERE o.id = $1`,
    [held.key],
  );
  return row;
}

export interface Act {
  kind: ObjectionAct;
  decision?: Decision;
  reason?: string;
  answerText?: string;
  note?: string;
}

/** Appends an act to a locked objection and brings its state up to date. */
export async function appendAct(
  tx: Tx,
  actor: Actor,
  one: StoredObjection,
  act: Act,
  { now, today, status }: { now: Date; today: Day; status: ObjectionStatus },
): Promise<void> {
  await tx.query(
    `INSERT INTO objection_event (objection_id, position, kind, at, on_day, actor_kind, actor_id, actor_name, decision,
       reason, answer_text, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      one.key,
      one.version + 1,
      act.kind,
      now,
      today,
      ...[actor.kind, actor.id, actor.name],
      act.decision ?? null,
      act.reason ?? null,
      act.answerText ?? null,
      act.note ?? null,
    ],
  );
  await tx.query('UPDATE objection_state SET status = $2, version = version + 1 WHERE objection_id = $1', [
    one.key,
    status,
  ]);
}
