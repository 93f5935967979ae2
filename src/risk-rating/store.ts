import type { BankDays, Clock, Day, Tx, WorkingDays } from '../platform/index.js';
import type { OverrideEnd, StandingOverride } from './domain/override.js';
import type { ItemScore, RuleHit } from './domain/rate.js';
import type { Trigger } from './ports.js';

export interface NewRating {
  customerId: string;
  modelId: string;
  modelVersion: number;
  factsDigest: Buffer;
  total: number;
  machineLevel: string;
  finalLevel: string;
  items: readonly ItemScore[];
  rules: readonly RuleHit[];
  overrideId: string | null;
  reviewOn: Day;
}

/** How a customer stands, with the override in force. */
export interface StandingRow {
  customerId: string;
  ratingId: string | null;
  machineLevel: string | null;
  finalLevel: string | null;
  override: (StandingOverride & { id: string }) | null;
}

/**
 * Asks for ratings; who asked first is kept. Touches a request that is there already, so that whoever is working it off
 * waits and reads what we changed. In the order of keys, so that two askers
 * never wait in a circle.
 */
export async function requestRatings(
  tx: Tx,
  keys: readonly string[],
  trigger: Trigger,
  now: Date,
): Promise<void> {
  tx.assertOpen();
  if (keys.length === 0) return;
  await tx.query(
    `INSERT INTO risk_request (customer_id, trigger, requested_at)
     SELECT DISTINCT id, $2, $3::timestamptz FROM unnest($1::bigint[]) AS k (id) ORDER BY id
     ON CONFLICT (customer_id) DO UPDATE SET trigger = risk_request.trigger`,
    [keys, trigger, now],
  );
}

export async function forgetRequests(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM risk_request WHERE customer_id = ANY($1::bigint[])', [keys]);
}

/** Remembers by when each customer must have a first rating: counted from the day the relationship was recorded. */
export async function ensureStandings(
  tx: Tx,
  keys: readonly string[],
  parts: {
    workingDays: WorkingDays;
    days: BankDays;
    clock: Clock;
    book: { limits: { firstRatingWorkingDays: number } };
  },
): Promise<void> {
  const rows = await tx.query<{ id: string; created_at: Date }>(
    `SELECT c.id, c.created_at FROM customer_view c
     WHERE c.id = ANY($1::bigint[]) AND NOT c.occasional AND c.status NOT IN ('closed', 'refused')
       AND NOT EXISTS (SELECT FROM risk_standing s WHERE s.customer_id = c.id) ORDER BY c.id`,
    [keys],
  );
  if (rows.length === 0) return;
  const due = new Map<Day, Day>();
  const dueOn = ({ created_at }: { created_at: Date }): Day => {
    const day = parts.days.dayOf(created_at);
    if (!due.has(day))
      due.set(day, parts.workingDays.deadline(day, parts.book.limits.firstRatingWorkingDays).day);
    return due.get(day)!;
  };
  await tx.query(
    `INSERT INTO risk_standing (customer_id, first_due_on) SELECT * FROM unnest($1::bigint[], $2::date[])
     ON CONFLICT (customer_id) DO NOTHING`,
    [rows.map(({ id }) => id), rows.map(dueOn)],
  );
}

/** How customers stand now; the caller holds the locks of the customers. */
export async function findStandings(tx: Tx, keys: readonly string[]): Promise<Map<string, StandingRow>> {
  const rows = await tx.query<{
    customer_id: string;
    rating_id: string | null;
    machine_level: string | null;
    final_level: string | null;
    override_id: string | null;
    level: string;
    judged_at_level: string;
    expires_on: Day;
  }>(
    `SELECT s.customer_id, s.rating_id, s.machine_level, s.final_level, o.id AS override_id, o.level, o.judged_at_level,
       o.expires_on::text AS expires_on
     FROM risk_standing s LEFT JOIN risk_override o ON o.id = s.override_id AND o.status = 'in-force'
     WHERE s.customer_id = ANY($1::bigint[])`,
    [keys],
  );
  return new Map(
    rows.map((row) => [
      row.customer_id,
      {
        customerId: row.customer_id,
        ratingId: row.rating_id,
        machineLevel: row.machine_level,
        finalLevel: row.final_level,
        override:
          row.override_id === null
            ? null
            : {
                id: row.override_id,
                level: row.level,
                judgedAt: row.judged_at_level,
                expiresOn: row.expires_on,
              },
      },
    ]),
  );
}

/** The level that holds for each rated customer, with the model that says how often that level is reviewed. */
export function findLevels(
  tx: Tx,
  keys: readonly string[],
): Promise<{ key: string; modelId: string; version: number; level: string; overrideEndsOn: Day | null }[]> {
  return tx.query(
    `SELECT s.customer_id AS key, s.model_id AS "modelId", s.model_version AS version, s.final_level AS level,
       o.expires_on::text AS "overrideEndsOn"
     FROM risk_standing s LEFT JOIN risk_override o ON o.id = s.override_id AND o.status = 'in-force'
     WHERE s.customer_id = ANY($1::bigint[]) AND s.final_level IS NOT NULL AND s.model_version IS NOT NULL
     ORDER BY s.customer_id`,
    [keys],
  );
}

/** Appends ratings and moves the standings to them. */
export async function insertRatings(
  tx: Tx,
  ratings: readonly NewRating[],
  { trigger, now, today }: { trigger: Trigger; now: Date; today: Day },
): Promise<void> {
  const column = <T>(pick: (rating: NewRating) => T): T[] => ratings.map(pick);
  await tx.query(
    `WITH added AS (
       INSERT INTO risk_rating (rated_at, rated_on, trigger, customer_id, model_id, model_version, facts_digest, total,
         machine_level, final_level, items, rules, override_id, review_on)
       SELECT $1, $2, $3, r.* FROM unnest($4::bigint[], $5::text[], $6::int[], $7::bytea[], $8::numeric[], $9::text[],
         $10::text[], $11::jsonb[], $12::jsonb[], $13::uuid[], $14::date[]) AS r
       RETURNING id, customer_id, model_id, model_version, machine_level, final_level, review_on, override_id)
     UPDATE risk_standing s SET rating_id = a.id, model_id = a.model_id, model_version = a.model_version,
       machine_level = a.machine_level, final_level = a.final_level, review_on = a.review_on, override_id = a.override_id
     FROM added a WHERE s.customer_id = a.customer_id`,
    [
      now,
      today,
      trigger,
      column((r) => r.customerId),
      column((r) => r.modelId),
      column((r) => r.modelVersion),
      column((r) => r.factsDigest),
      column((r) => r.total),
      column((r) => r.machineLevel),
      column((r) => r.finalLevel),
      column((r) => JSON.stringify(r.items)),
      column((r) => JSON.stringify(r.rules)),
      column((r) => r.overrideId),
      column((r) => r.reviewOn),
    ],
  );
}

/** Ends overrides that no longer hold; they stay readable. */
export async function endOverrides(
  tx: Tx,
  ends: readonly { id: string; reason: OverrideEnd | 'replaced' | 'closed' }[],
  now: Date,
): Promise<void> {
  if (ends.length === 0) return;
  await tx.query(
    `UPDATE risk_override o SET status = 'ended', ended_at = $3, end_reason = e.reason
     FROM unnest($1::uuid[], $2::text[]) AS e (id, reason) WHERE o.id = e.id AND o.status = 'in-force'`,
    [ends.map(({ id }) => id), ends.map(({ reason }) => reason), now],
  );
}

/** Names the override in force; the rating that follows takes it up. */
export async function setOverride(tx: Tx, key: string, overrideId: string): Promise<void> {
  await tx.query('UPDATE risk_standing SET override_id = $2 WHERE customer_id = $1', [key, overrideId]);
}

/** No review nor new model concerns a customer whose relationship is over. */
export async function retireStandings(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    'UPDATE risk_standing SET review_on = NULL, model_version = NULL, override_id = NULL WHERE customer_id = ANY($1::bigint[])',
    [keys],
  );
}
