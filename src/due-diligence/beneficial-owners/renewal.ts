import type { Day, Tx } from '../../platform/index.js';
import type { LevelChange } from '../../customers/index.js';

/** Notes bodies that became of higher risk, or no longer are: nothing is simplified for those (art. 11). */
export async function noteLevels(
  tx: Tx,
  higher: readonly string[],
  changes: readonly LevelChange[],
): Promise<void> {
  const isHigher = (level: string | null) => level !== null && higher.includes(level);
  const crossed = changes.filter(({ before, after }) => isHigher(before) !== isHigher(after));
  await noteStanding(
    tx,
    crossed.map(({ key }) => key),
  );
}

/**
 * Notes bodies that stand otherwise than before, for the job. Only ever inserted: a rating or an alert holds its
 * customers, and must not wait for who determines their owners.
 */
export async function noteStanding(tx: Tx, customers: readonly string[]): Promise<void> {
  if (customers.length === 0) return;
  await tx.query(
    `INSERT INTO ownership_change (party_id)
     SELECT party_id FROM beneficial_owner_subject WHERE customer_id = ANY($1::bigint[])`,
    [customers],
  );
}

/** Up to which day relationships that begin or end by themselves were followed; null before the first time. */
export async function followedThrough(q: Pick<Tx, 'query'>): Promise<Day | null> {
  const [row] = await q.query<{ day: Day }>('SELECT through_day::text AS day FROM ownership_day');
  return row?.day ?? null;
}

/**
 * Notes the parties whose relationships began or ended on the days since the last time without anybody doing anything,
 * for days that lay ahead when they were stated. One statement, however many; the job goes on from there.
 * @param zone of the bank's days
 */
export async function noteTurningDays(tx: Tx, today: Day, zone: string): Promise<void> {
  const [known] = await tx.query<{ day: Day }>(
    `INSERT INTO ownership_day (through_day) VALUES ('-infinity') ON CONFLICT (one)
     DO UPDATE SET through_day = ownership_day.through_day RETURNING through_day::text AS day`,
  );
  await tx.query(
    `INSERT INTO ownership_change (party_id)
     SELECT DISTINCT n.party FROM relationship_day_view d
       CROSS JOIN LATERAL (VALUES (d.subject_id), (CASE WHEN d.type = 'nominee-for' THEN d.holder_id END)) AS n (party)
     WHERE d.day > $1 AND d.day <= $2 AND d.day > (d.stated_at AT TIME ZONE $3)::date AND n.party IS NOT NULL`,
    [known!.day, today, zone],
  );
  await tx.query('UPDATE ownership_day SET through_day = greatest(through_day, $1)', [today]);
}
