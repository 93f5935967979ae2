import type { Actor, Queryable, Tx } from '../../platform/index.js';
import type { AttemptGround } from './rule.js';

/** An attempt and whether it was taken back, still sealed. */
export interface Standing {
  id: string;
  ground: AttemptGround;
  branch: string | null;
  at: Date;
  by: string;
  images: string[];
  reversal: { reason: string; at: string; by: string } | null;
}

export interface AttemptRow extends Standing {
  key: string;
  customerKey: string | null;
  customerNumber: string | null;
  customerIs: 'applicant' | 'impersonated' | null;
  sealed: string | null;
  actorId: string;
}

export interface NewAttempt {
  id: string;
  alertId: string;
  ground: AttemptGround;
  about: { key: string; is: 'applicant' | 'impersonated' } | null;
  branch: string | null;
  /** Null where the requirements refused a name, and there is nothing to say beside the record. */
  sealed: string | null;
  images: readonly string[];
}

/** Stores attempts with the scans that prove them. */
export async function insertAttempts(
  tx: Tx,
  actor: Actor,
  attempts: readonly NewAttempt[],
  now: Date,
): Promise<void> {
  const rows = attempts.map(({ about, ...attempt }) => ({ ...attempt, key: about?.key, is: about?.is }));
  await tx.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1) AS g (id uuid, "alertId" uuid, ground text, key bigint, "is" text,
         branch text, sealed text, images uuid[])),
     made AS (
       INSERT INTO refused_attempt (public_id, alert_id, ground, customer_id, customer_is, branch, sealed_account, at,
         actor_kind, actor_id, actor_name)
       SELECT id, "alertId", ground, key, "is", branch, sealed, $2, $3, $4, $5 FROM given RETURNING id, public_id)
     INSERT INTO refused_attempt_image (image_id, attempt_id)
     SELECT i.id, made.id FROM made JOIN given ON given.id = made.public_id, unnest(given.images) AS i (id)`,
    [JSON.stringify(rows), now, actor.kind, actor.id, actor.name],
  );
}

/** @param where SQL on the attempt `a` and its reversal `r` */
export function standingAttempts(q: Queryable, where: string, values: unknown[]): Promise<AttemptRow[]> {
  return q.query<AttemptRow & Record<string, unknown>>(
    `SELECT a.id AS key, a.public_id AS id, a.ground, a.branch, a.at, a.actor_name AS by, a.actor_id AS "actorId",
       a.customer_id AS "customerKey", a.customer_is AS "customerIs", a.sealed_account AS sealed,
       (SELECT c.customer_number FROM customer_view c WHERE c.id = a.customer_id) AS "customerNumber",
       ARRAY(SELECT i.image_id::text FROM refused_attempt_image i WHERE i.attempt_id = a.id ORDER BY 1) AS images,
       CASE WHEN r.at IS NOT NULL THEN jsonb_build_object('reason', r.reason, 'at', r.at, 'by', r.actor_name) END AS reversal
     FROM refused_attempt a LEFT JOIN refused_attempt_reversal r ON r.attempt_id = a.id WHERE ${where}`,
    values,
  );
}
