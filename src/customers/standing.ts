import type { Actor, Day, Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { canonicalJson } from './domain/changes.js';
import { refusedRecord, type Finding } from './domain/finding.js';
import { statusOf, type Hold, type Standing } from './domain/status.js';
import type { LevelChange } from './ports.js';
import type { CustomerStatus } from './schemas.js';

/** Findings of one customer by who found them, as stored. */
export type StoredFindings = Record<string, Finding[]>;

interface Row {
  key: string;
  id: string;
  status: CustomerStatus;
  closed_on: Day | null;
  restricted: boolean;
  facts_hold: Hold;
  findings: StoredFindings;
}

/** What other modules decide or find about customers: risk, restrictions, findings. Two statements, however many. */

/**
 * Writes the level that a rating came to. Its day of review only ever brings the next review nearer: a machine that
 * rates anew has not reviewed anybody, see {@link setNextReview}. Versions count changes of facts only.
 * @returns those whose level became another
 */
export async function setRisk(
  tx: Tx,
  ratings: readonly { key: string; riskLevel: string; nextReviewOn: Day | null }[],
): Promise<LevelChange[]> {
  tx.assertOpen();
  if (ratings.length === 0) return [];
  const rows = await tx.query<LevelChange & Record<string, unknown>>(
    `UPDATE customer c SET risk_level = r.level, next_review_on = least(c.next_review_on, r.due)
     FROM (SELECT k.id, k.risk_level AS was, r.level, r.due FROM unnest($1::bigint[], $2::text[], $3::date[]) AS r (id, level, due)
       JOIN customer k ON k.id = r.id ORDER BY k.id FOR NO KEY UPDATE OF k) r
     WHERE c.id = r.id RETURNING c.id AS key, r.was AS before, r.level AS after`,
    [ratings.map((r) => r.key), ratings.map((r) => r.riskLevel), ratings.map((r) => r.nextReviewOn)],
  );
  return rows.filter(({ before, after }) => before !== after);
}

/** Writes the day of the next review, also a later one: only after people reviewed the customer. */
export async function setNextReview(
  tx: Tx,
  reviews: readonly { key: string; nextReviewOn: Day }[],
): Promise<void> {
  tx.assertOpen();
  if (reviews.length === 0) return;
  await tx.query(
    `UPDATE customer c SET next_review_on = r.due
     FROM (SELECT k.id, r.due FROM unnest($1::bigint[], $2::date[]) AS r (id, due)
       JOIN customer k ON k.id = r.id ORDER BY k.id FOR NO KEY UPDATE OF k) r
     WHERE c.id = r.id`,
    [reviews.map(({ key }) => key), reviews.map(({ nextReviewOn }) => nextReviewOn)],
  );
}

/** Writes what comparing customers with lists came to. */
export async function setScreening(
  tx: Tx,
  states: readonly { key: string; state: 'clear' | 'hit' }[],
): Promise<void> {
  tx.assertOpen();
  if (states.length === 0) return;
  await tx.query(
    `UPDATE customer c SET screening_state = r.state
     FROM (SELECT k.id, r.state FROM unnest($1::bigint[], $2::text[]) AS r (id, state)
       JOIN customer k ON k.id = r.id WHERE k.screening_state <> r.state ORDER BY k.id FOR NO KEY UPDATE OF k) r
     WHERE c.id = r.id`,
    [states.map(({ key }) => key), states.map(({ state }) => state)],
  );
}

/** Restricts customers, with all records merged into them, or lifts it; the status follows. Unknown keys are passed over. */
export async function setRestricted(
  tx: Tx,
  actor: Actor,
  keys: readonly string[],
  restricted: boolean,
  audit: AuditTrail,
): Promise<void> {
  const merged = await tx.query<{ id: string }>(
    'SELECT id FROM customer WHERE merged_into = ANY($1::bigint[])',
    [keys],
  );
  const rows = await lock(tx, [...keys, ...merged.map(({ id }) => id)]);
  const changed = rows.filter((row) => row.restricted !== restricted);
  await writeStanding(
    tx,
    changed.map((row) => ({ ...row, restricted })),
  );
  if (changed.length === 0) return;
  await audit.append(tx, actor, {
    action: restricted ? 'customers.restricted' : 'customers.restriction-lifted',
    subject:
      changed.length === 1
        ? { kind: 'customer', id: changed[0]!.id }
        : { kind: 'customer-batch', id: changed[0]!.id },
    details: { count: changed.length },
  });
}

/**
 * Replaces what one source (`owners`, `approvals`, ...) finds about customers; an empty list settles it. The status
 * follows. Messages are read by tellers and customers: they say what to bring, never why it is asked. The caller
 * audits what the finding came from. What was found by that source of records merged into these is settled with it.
 * @returns the keys of those whose findings changed
 */
export async function setFindings(
  tx: Tx,
  source: string,
  found: readonly { key: string; findings: readonly Finding[] }[],
): Promise<string[]> {
  const byKey = new Map(found.map(({ key, findings }) => [key, findings]));
  const rows = await lock(tx, [...byKey.keys()]);
  const changed = rows.flatMap((row) => {
    const { [source]: before = [], ...rest } = row.findings;
    const others = Object.fromEntries(
      Object.entries(rest).filter(([name]) => originOf(name, source) === null),
    );
    const after = [...byKey.get(row.key)!];
    const same = Object.keys(others).length === Object.keys(rest).length;
    if (same && canonicalJson(before) === canonicalJson(after)) return [];
    return [{ ...row, findings: after.length === 0 ? others : { ...others, [source]: after } }];
  });
  await writeStanding(tx, changed);
  return changed.map(({ key }) => key);
}

/** Sources whose findings are about the person, whichever record they were made under. */
const ABOUT_THE_PERSON = ['identity', 'verification'];
const inherited = (source: string, record: string): string => `${source}@${record}`;

/** The key of the merged record that a finding under this name came from; null where it is not one of the source. */
function originOf(name: string, source: string): string | null {
  return name.startsWith(`${source}@`) ? name.slice(source.length + 1) : null;
}

/** Has the kept customer bear what stands against a record merged into it, until its own takes that place. */
export async function inheritFindings(tx: Tx, from: string, to: string): Promise<void> {
  const rows = await lock(tx, [from, to]);
  const [merged, kept] = [from, to].map((one) => rows.find(({ key }) => key === one)!);
  const gained = Object.entries(merged!.findings).flatMap(([name, list]): [string, Finding[]][] => {
    if (ABOUT_THE_PERSON.includes(name)) return [[inherited(name, from), list]];
    return name.includes('@') ? [[name, list]] : [];
  });
  if (merged!.facts_hold === 'refused') gained.push([inherited('facts', from), [refusedRecord]]);
  const findings = { ...kept!.findings, ...Object.fromEntries(gained) };
  if (gained.length > 0) await writeStanding(tx, [{ ...kept!, findings }]);
}

/** Takes what came from these records off whoever bore it since their merge, and off those merged into that one. */
export async function disinheritFindings(tx: Tx, from: string, records: readonly string[]): Promise<void> {
  const merged = await tx.query<{ id: string }>('SELECT id FROM customer WHERE merged_into = $1', [from]);
  const rows = await lock(tx, [from, ...merged.map(({ id }) => id)]);
  const changed = rows.flatMap((row) => {
    const kept = Object.entries(row.findings).filter(([name]) => !records.includes(name.split('@')[1] ?? ''));
    const same = kept.length === Object.keys(row.findings).length;
    return same ? [] : [{ ...row, findings: Object.fromEntries(kept) }];
  });
  await writeStanding(tx, changed);
}

async function lock(tx: Tx, keys: readonly string[]): Promise<Row[]> {
  tx.assertOpen();
  if (keys.length === 0) return [];
  return tx.query<Row & Record<string, unknown>>(
    `SELECT id AS key, public_id AS id, status, closed_on::text, restricted, facts_hold, findings
     FROM customer WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
    [keys],
  );
}

async function writeStanding(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE customer c SET status = r.status, restricted = r.restricted, findings = r.findings
     FROM jsonb_to_recordset($1) AS r (key bigint, status customer_status, restricted boolean, findings jsonb)
     WHERE c.id = r.key`,
    [
      JSON.stringify(
        rows.map(({ key, restricted, findings, closed_on, facts_hold }) => ({
          key,
          restricted,
          findings,
          status: statusOf(standingOf({ restricted, findings, closedOn: closed_on, factsHold: facts_hold })),
        })),
      ),
    ],
  );
}

/** What the status follows from, whoever found it. */
export const standingOf = ({
  findings,
  ...rest
}: Omit<Standing, 'findings'> & { findings: StoredFindings }): Standing => ({
  ...rest,
  findings: Object.values(findings).flat(),
});
