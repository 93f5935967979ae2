import { type Database, type Job, type Tx } from '../platform/index.js';
import type { Trigger } from './ports.js';
import type { RiskRatings } from './service.js';
import { ensureStandings } from './store.js';

/** Customers looked at in one database transaction. */
const BATCH = 2_000;
/** Alerts are stamped when their transaction begins; one that commits later than this after is not reckoned with. */
const OVERLAP = '10 minutes';

/**
 * Notices what makes customers due for a rating and asks for it: alerts of suspicion that are new or were decided,
 * periods and overrides that are over, customers without a first rating. What was missed is made up for: everything is
 * found by what is stored, not by when the job ran.
 */
export function ratingWatchJob(db: Database, ratings: RiskRatings): Job {
  return {
    name: 'risk-rating-watch',
    everySeconds: 60,
    run: async ({ signal, assertLease }) => {
      for (const look of [noticeAlerts, noticePeriods, noticeUnrated]) {
        let more = true;
        while (more && !signal.aborted) {
          assertLease();
          more = await db.inTransaction((tx) => look(tx, ratings));
        }
      }
    },
  };
}

/** Asks for those whose alerts of suspicion or list matches changed since the last look. */
async function noticeAlerts(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const now = ratings.parts.clock.now();
  await tx.query("INSERT INTO risk_watch (name) VALUES ('alerts') ON CONFLICT DO NOTHING");
  const rows = await tx.query<{ id: string; version: number; customer_id: string }>(
    `SELECT a.id, a.version, a.customer_id FROM alert_view a
     JOIN risk_watch w ON w.name = 'alerts'
     WHERE a.kind IN ('suspicious', 'screening') AND a.customer_id IS NOT NULL AND a.changed_at >= w.seen_to
       AND NOT EXISTS (SELECT FROM risk_alert_seen s WHERE s.alert_id = a.id AND s.version = a.version)
     ORDER BY a.changed_at, a.id LIMIT $1`,
    [BATCH],
  );
  await ask(
    tx,
    ratings,
    rows.map(({ customer_id }) => customer_id),
    'alert',
  );
  await tx.query(
    `INSERT INTO risk_alert_seen (alert_id, version) SELECT id, version FROM unnest($1::bigint[], $2::int[]) AS s (id, version)
     ON CONFLICT DO NOTHING`,
    [rows.map(({ id }) => id), rows.map(({ version }) => version)],
  );
  if (rows.length === BATCH) return true;
  await tx.query(
    `UPDATE risk_watch SET seen_to = greatest(seen_to, $1::timestamptz - interval '${OVERLAP}') WHERE name = 'alerts'`,
    [now],
  );
  await tx.query(
    `DELETE FROM risk_alert_seen s USING alert_view a, risk_watch w
     WHERE w.name = 'alerts' AND a.id = s.alert_id AND a.changed_at < w.seen_to`,
  );
  return false;
}

/** Asks for those whose period is over; an override ends with its own day. */
async function noticePeriods(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const rows = await tx.query<{ customer_id: string; expired: boolean }>(
    `SELECT s.customer_id, coalesce(o.expires_on <= $1::date, false) AS expired
     FROM risk_standing s LEFT JOIN risk_override o ON o.id = s.override_id
     WHERE s.review_on <= $1::date AND NOT EXISTS (SELECT FROM risk_request r WHERE r.customer_id = s.customer_id)
     ORDER BY s.review_on, s.customer_id LIMIT $2`,
    [ratings.today(), BATCH],
  );
  const of = (expired: boolean) =>
    rows.filter((row) => row.expired === expired).map(({ customer_id }) => customer_id);
  await ask(tx, ratings, of(true), 'override-expired');
  await ask(tx, ratings, of(false), 'periodic');
  return rows.length === BATCH;
}

/** Asks for those who were never rated, such as customers from before this module; remembers by when it was due. */
async function noticeUnrated(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    `SELECT c.id FROM customer_view c
     WHERE NOT c.occasional AND c.status NOT IN ('closed', 'refused') AND c.risk_level IS NULL
       AND NOT EXISTS (SELECT FROM risk_standing s WHERE s.customer_id = c.id AND s.rating_id IS NOT NULL)
       AND NOT EXISTS (SELECT FROM risk_request r WHERE r.customer_id = c.id)
     ORDER BY c.id LIMIT $1`,
    [BATCH],
  );
  const keys = rows.map(({ id }) => id);
  await ensureStandings(tx, keys, ratings.parts);
  await ask(tx, ratings, keys, 'first-rating');
  return rows.length === BATCH;
}

async function ask(tx: Tx, ratings: RiskRatings, keys: readonly string[], trigger: Trigger): Promise<void> {
  if (keys.length > 0) await ratings.request(tx, keys, trigger);
}
