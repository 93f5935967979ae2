import type { Clock } from '../platform/index.js';
import type { MergeParticipant } from '../customers/index.js';

/**
 * Alerts go with their customer. Where both have one of the same rule and episode, that of the kept customer stands and
 * the other is withdrawn with a pointer to it; what somebody still had to decide of the other is open again.
 */
export function alertMerge(clock: Clock): MergeParticipant {
  return {
    name: 'alerts',
    tables: ['alert', 'alert_before_merge'],
    move: async (tx, { merge, from, to }) => {
      await tx.query(
        `INSERT INTO alert_before_merge (merge_id, alert_id, customer_id, status, measures)
         SELECT $1, id, customer_id, status, measures FROM alert WHERE customer_id IN ($2, $3)`,
        [merge, from, to],
      );
      await tx.query(
        `WITH superseded AS (
           UPDATE alert a SET status = 'withdrawn', superseded_by = k.id, changed_at = $4, version = a.version + 1
           FROM alert k, alert_before_merge b
           WHERE a.customer_id = $2 AND k.customer_id = $3 AND k.rule_id = a.rule_id AND k.episode = a.episode
             AND b.merge_id = $1 AND b.alert_id = a.id
           RETURNING a.id, a.kind, b.status, k.id AS kept_id
         ), marked AS (
           UPDATE alert_before_merge b SET superseded = true FROM superseded s WHERE b.merge_id = $1 AND b.alert_id = s.id
         )
         -- What stands must not be lost with the one that stood. Days of large values are evaluated again anyway.
         UPDATE alert k SET status = s.status, changed_at = $4, version = k.version + 1
         FROM superseded s WHERE k.id = s.kept_id AND s.kind <> 'large-value' AND k.status IN ('withdrawn', 'excluded')
           AND s.status IN ('open', 'in-review')`,
        [merge, from, to, clock.now()],
      );
      await tx.query(
        `UPDATE alert SET customer_id = $2, merged_from = coalesce(merged_from, $1)
         WHERE customer_id = $1 AND superseded_by IS NULL`,
        [from, to],
      );
    },
    restore: async (tx, { merge, from, to, originals }) => {
      await tx.query(
        `UPDATE alert SET customer_id = $2, merged_from = nullif(merged_from, $2)
         WHERE customer_id = $1 AND merged_from = ANY($3::bigint[])`,
        [from, to, originals],
      );
      await tx.query(
        `UPDATE alert a SET superseded_by = NULL, changed_at = $2, version = a.version + 1,
           status = CASE WHEN a.kind = 'large-value' THEN a.status ELSE b.status END
         FROM alert_before_merge b WHERE b.merge_id = $1 AND b.superseded AND b.alert_id = a.id`,
        [merge, clock.now()],
      );
    },
  };
}

/**
 * After the days were evaluated apart again: an alert that measures what it did before the merge stands as it did,
 * unless somebody decided or reported it meanwhile; what was reported stays reported.
 */
export function alertStatesAfterMerge(clock: Clock): MergeParticipant {
  return {
    name: 'alert-states',
    tables: [],
    move: async () => undefined,
    restore: async (tx, { merge, from, to }) => {
      await tx.query(
        `UPDATE alert a SET status = b.status, changed_at = $4, version = a.version + 1
         FROM alert_before_merge b
         WHERE b.merge_id = $1 AND b.alert_id = a.id AND a.customer_id IN ($2, $3) AND a.superseded_by IS NULL
           AND a.status <> b.status AND a.status NOT IN ('escalated', 'excluded')
           AND NOT (a.status = 'in-review' AND b.status = 'open')
           AND (a.kind <> 'large-value'
             OR a.status <> 'withdrawn' AND b.status <> 'withdrawn' AND a.measures = b.measures)`,
        [merge, from, to, clock.now()],
      );
    },
  };
}
