import type { Actor, Day, Queryable, Tx } from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import { suspected } from '../simplified/suspicion.js';
import type { Determination } from './domain/determination.js';
import { stepsBelow } from './structures.js';

export interface Subject {
  customer: string;
  party: string;
  version: number;
  digest: string | null;
  /** The same of what the usual rules find; null while they were not asked yet. */
  usualVersion: number;
  usualDigest: string | null;
}

export interface StoredDetermination {
  version: number;
  asOf: Day;
  computedAt: Date;
  result: Determination;
  usualVersion: number;
  /** Whether the usual rules find the same. */
  isUsual: boolean;
}

const SUBJECT = `customer_id AS customer, party_id AS party, version, digest, usual_version AS "usualVersion",
  usual_digest AS "usualDigest"`;

/** Notes parties whose relationships changed, for the job that looks at everything below them. */
export async function noteChanges(tx: Tx, parties: readonly string[]): Promise<void> {
  await tx.query('INSERT INTO ownership_change (party_id) SELECT unnest($1::bigint[])', [parties]);
}

/**
 * The bodies below some parties that are customers; undefined when more parties than the limit stand below.
 */
export async function bodiesBelow(
  tx: Tx,
  parties: readonly string[],
  limit: number,
): Promise<{ customer: string; party: string }[] | undefined> {
  const rows = await tx.query<{ customer: string | null; party: string; body: boolean }>(
    `WITH RECURSIVE below (party) AS (${stepsBelow('below')})
     SELECT p.customer_id AS customer, p.id AS party, p.kind = 'body' AS body
     FROM (SELECT party FROM below LIMIT $2) b JOIN party_view p ON p.id = b.party`,
    [parties, limit + 1],
  );
  if (rows.length > limit) return undefined;
  return rows.flatMap(({ customer, party, body }) =>
    customer !== null && body ? [{ customer, party }] : [],
  );
}

/** Locks the rows of bodies, made where absent, in order, so that two changes of one structure follow one another. */
export async function lockSubjects(
  tx: Tx,
  bodies: readonly { customer: string; party: string }[],
): Promise<Subject[]> {
  const customers = bodies.map(({ customer }) => customer);
  await tx.query(
    `INSERT INTO beneficial_owner_subject (customer_id, party_id)
     SELECT c, p FROM unnest($1::bigint[], $2::bigint[]) AS b (c, p) ORDER BY c ON CONFLICT DO NOTHING`,
    [customers, bodies.map(({ party }) => party)],
  );
  return tx.query<Subject & Record<string, unknown>>(
    `SELECT ${SUBJECT} FROM beneficial_owner_subject WHERE customer_id = ANY($1::bigint[])
     ORDER BY customer_id FOR UPDATE`,
    [customers],
  );
}

/** Takes some noted changes and marks what stands below them, in a few statements; false when there was none. */
export async function markStale(tx: Tx, most: number): Promise<boolean> {
  const taken = await tx.query<{ id: string; party_id: string }>(
    `DELETE FROM ownership_change WHERE id IN (
       SELECT id FROM ownership_change ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1) RETURNING id, party_id`,
    [most],
  );
  if (taken.length === 0) return false;
  await tx.query(
    `WITH RECURSIVE below (party) AS (${stepsBelow('below')})
     INSERT INTO beneficial_owner_subject (customer_id, party_id, stale)
     SELECT p.customer_id, p.id, true FROM below b JOIN party_view p ON p.id = b.party
     WHERE p.customer_id IS NOT NULL AND p.kind = 'body' ORDER BY p.customer_id
     ON CONFLICT (customer_id) DO UPDATE SET stale = true`,
    [[...new Set(taken.map(({ party_id }) => party_id))]],
  );
  return true;
}

/** Some bodies to look at again, locked. */
export async function takeStale(tx: Tx, most: number): Promise<Subject[]> {
  return tx.query<Subject & Record<string, unknown>>(
    `UPDATE beneficial_owner_subject SET stale = false WHERE customer_id IN (
       SELECT customer_id FROM beneficial_owner_subject WHERE stale ORDER BY customer_id FOR UPDATE SKIP LOCKED LIMIT $1)
     RETURNING ${SUBJECT}`,
    [most],
  );
}

/** The rows of bodies whose owners are followed already, locked in order. */
export async function lockKnown(tx: Tx, customers: readonly string[]): Promise<Subject[]> {
  return tx.query<Subject & Record<string, unknown>>(
    `SELECT ${SUBJECT} FROM beneficial_owner_subject WHERE customer_id = ANY($1::bigint[])
     ORDER BY customer_id FOR UPDATE`,
    [customers],
  );
}

/** Has the job look again at those bodies whose owners are followed. */
export async function markAgain(tx: Tx, customers: readonly string[]): Promise<void> {
  await tx.query('UPDATE beneficial_owner_subject SET stale = true WHERE customer_id = ANY($1::bigint[])', [
    customers,
  ]);
}

export interface OwnerRow {
  party: string;
  basis: string;
  share: string | null;
  /** By which rules: by both alike, or one row for each. */
  rules: 'both' | 'usual' | 'stronger';
}

export interface NewDetermination {
  customer: string;
  version: number;
  digest: string;
  result: Determination;
  usualVersion: number;
  /** The usual rules were not asked before. */
  usualFirst: boolean;
  usualDigest: string;
  /** What the usual rules find; null where it is the result itself. */
  usual: Determination | null;
  owners: OwnerRow[];
}

/** Stores what became something else, and makes it the present. */
export async function insertDeterminations(
  tx: Tx,
  all: readonly NewDetermination[],
  { asOf, now }: { asOf: Day; now: Date },
): Promise<void> {
  if (all.length === 0) return;
  await tx.query(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1) AS r (customer bigint, version integer, digest text, result jsonb,
       "usualVersion" integer, "usualDigest" text, usual jsonb)),
     stored AS (
       INSERT INTO beneficial_owner_determination (customer_id, version, as_of, computed_at, digest, result,
         usual_version, usual)
       SELECT customer, version, $2, $3, digest, result, "usualVersion", usual FROM given)
     UPDATE beneficial_owner_subject s SET version = g.version, digest = g.digest, usual_version = g."usualVersion",
       usual_digest = g."usualDigest"
     FROM given g WHERE s.customer_id = g.customer`,
    [JSON.stringify(all), asOf, now],
  );
  await tx.query(
    `INSERT INTO beneficial_owner (customer_id, version, party_id, basis, share, rules)
     SELECT customer, version, party, basis, share, rules FROM jsonb_to_recordset($1)
       AS r (customer bigint, version integer, party bigint, basis text, share numeric, rules text)`,
    [
      JSON.stringify(
        all.flatMap(({ customer, version, owners }) =>
          owners.map((owner) => ({ ...owner, customer, version })),
        ),
      ),
    ],
  );
}

/** Party keys of the owners of a present determination, and of those by the usual rules alone. */
export interface PresentOwners {
  present: string[];
  usual: string[];
}

/** The owners of the present determinations, by customer. */
export async function presentOwners(
  tx: Tx,
  customers: readonly string[],
): Promise<Map<string, PresentOwners>> {
  const rows = await tx.query<PresentOwners & { customer: string }>(
    `SELECT s.customer_id AS customer,
       coalesce(array_agg(o.party_id::text) FILTER (WHERE o.rules <> 'usual'), '{}') AS present,
       coalesce(array_agg(o.party_id::text) FILTER (WHERE o.rules <> 'stronger'), '{}') AS usual
     FROM beneficial_owner_subject s JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version
     WHERE s.customer_id = ANY($1::bigint[]) GROUP BY s.customer_id`,
    [customers],
  );
  return new Map(rows.map(({ customer, ...owners }) => [customer, owners]));
}

export async function findHistory(q: Queryable, customer: string): Promise<StoredDetermination[]> {
  return q.query<StoredDetermination & Record<string, unknown>>(
    `SELECT version, as_of::text AS "asOf", computed_at AS "computedAt", result, usual_version AS "usualVersion",
       usual IS NULL AS "isUsual"
     FROM beneficial_owner_determination WHERE customer_id = $1 ORDER BY version DESC LIMIT 200`,
    [customer],
  );
}

export interface Standing {
  /** The customer's id outside. */
  id: string;
  stronger: boolean;
  riskLevel: string | null;
  /** A suspicion about it stands. */
  suspected: boolean;
  /** Whether the law asks who owns it: a body that is a customer and no public one, by more than a branch's word. */
  asked: boolean;
  /** Merged into another, which is asked in its place. */
  merged: boolean;
}

/** Customers under stronger measures, and those with a level of risk. */
export async function standingOf(q: Queryable, customers: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await q.query<{
    customer: string;
    id: string;
    measure: string | null;
    risk_level: string | null;
    asked: boolean;
    merged: boolean;
    suspected: boolean;
  }>(
    `SELECT c.id AS customer, c.public_id AS id, c.risk_level, ${suspected('c.id')} AS suspected,
       c.kind = 'organisation' AND NOT (coalesce(c.public_body, false) AND NOT EXISTS (SELECT FROM party_view p
         WHERE p.customer_id = c.id AND NOT p.body_type_confirmed)) AS asked,
       c.merged_into IS NOT NULL AS merged,
       (SELECT m.measure FROM beneficial_owner_measure m WHERE m.customer_id = c.id ORDER BY m.id DESC LIMIT 1) AS measure
     FROM customer_view c WHERE c.id = ANY($1::bigint[])`,
    [customers],
  );
  return new Map(
    rows.map(({ customer, measure, risk_level: riskLevel, ...rest }) => [
      customer,
      { ...rest, stronger: measure === 'stronger', riskLevel },
    ]),
  );
}

export interface Measure {
  measure: 'standard' | 'stronger';
  reason: string;
  decidedAt: Date;
  decidedBy: string;
}

export async function findMeasure(q: Queryable, customer: string): Promise<Measure | undefined> {
  const [row] = await q.query<Measure & Record<string, unknown>>(
    `SELECT measure, reason, decided_at AS "decidedAt", decided_by_name AS "decidedBy"
     FROM beneficial_owner_measure WHERE customer_id = $1 ORDER BY id DESC LIMIT 1`,
    [customer],
  );
  return row;
}

export async function insertMeasure(
  tx: Tx,
  actor: Actor,
  { customer, measure, reason, now }: { customer: string; measure: string; reason: string; now: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO beneficial_owner_measure (customer_id, measure, reason, decided_at, decided_by_kind, decided_by_id,
       decided_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [customer, measure, reason, now, actor.kind, actor.id, actor.name],
  );
}

export interface Confirmation {
  version: number;
  /** The number a branch knows the determination by, and whether the usual rules find the same. */
  usualVersion: number;
  isUsual: boolean;
  method: string;
  evidence: string[];
  note: string | null;
  confirmedAt: Date;
  confirmedBy: string;
  /** Whether it was written at a branch. */
  atBranch: boolean;
}

export async function insertConfirmation(
  tx: Tx,
  actor: Actor,
  customer: string,
  one: Omit<Confirmation, 'confirmedBy' | 'atBranch' | 'usualVersion' | 'isUsual'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO beneficial_owner_confirmation (customer_id, version, method, evidence, note, confirmed_at,
       confirmed_by_kind, confirmed_by_id, confirmed_by_name, confirmed_branch)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      customer,
      one.version,
      one.method,
      JSON.stringify(one.evidence),
      one.note,
      one.confirmedAt,
      actor.kind,
      actor.id,
      actor.name,
      branchScope(actor) ?? null,
    ],
  );
}

export async function findConfirmations(q: Queryable, customer: string): Promise<Confirmation[]> {
  return q.query<Confirmation & Record<string, unknown>>(
    `SELECT c.version, c.method, c.evidence, c.note, c.confirmed_at AS "confirmedAt",
       c.confirmed_by_name AS "confirmedBy", c.confirmed_branch IS NOT NULL AS "atBranch",
       d.usual_version AS "usualVersion", d.usual IS NULL AS "isUsual"
     FROM beneficial_owner_confirmation c
       JOIN beneficial_owner_determination d ON d.customer_id = c.customer_id AND d.version = c.version
     WHERE c.customer_id = $1 ORDER BY c.id DESC LIMIT 200`,
    [customer],
  );
}

/** How the episodes begin that only stronger measures make. */
export const STRONGER = 'stronger ';
/** Those about something in the structure that only compliance can settle; the code follows. */
export const ATTENTION = 'attention ';

/** What is asked and not done: of a branch, or of compliance for stronger measures or what only it can settle. */
export async function openTasks(
  q: Queryable,
  customers: readonly string[],
  which: 'front-line' | 'stronger' | 'attention',
): Promise<string[]> {
  if (customers.length === 0) return [];
  const rows = await q.query<{ key: string }>(
    `SELECT s.task_id AS key FROM review_task_state s JOIN review_task t ON t.id = s.task_id
     WHERE s.customer_id = ANY($1::bigint[]) AND s.kind = 'owner-change' AND s.status = 'open'
       AND ${which === 'front-line' ? "s.audience = 'front-line'" : 'starts_with(t.episode, $2)'}`,
    which === 'front-line' ? [customers] : [customers, which === 'stronger' ? STRONGER : ATTENTION],
  );
  return rows.map(({ key }) => key);
}
