import { branchScope } from '../../access/index.js';
import { newId, type Actor, type Day, type Queryable, type Tx } from '../../platform/index.js';
import type { ShownDocument, Stated } from './domain/stated.js';
import { confirmedWith } from './domain/body-type.js';
import type { BodyType, RelationshipSource, RelationshipType } from './domain/types.js';

export interface NewRelationship {
  holder: string;
  subject: string;
  type: RelationshipType;
  share: string | null;
  means: string | null;
  since: Day;
  until: Day | null;
  source: RelationshipSource;
  reference: string | null;
  stated: object;
  fact: string | null;
  digest: string | null;
}

/** A party as others may read it; `key` is the number inside the database. */
export interface Party {
  key: string;
  id: string;
  kind: 'person' | 'body';
  bodyType: BodyType | null;
  name: string;
  nameLatin: string | null;
  gender: string | null;
  dateOfBirth: Day | null;
  nationality: string | null;
  documents: ShownDocument[];
  customerId: string | null;
  customerNumber: string | null;
  branch: string | null;
}

export interface Relationship extends Omit<NewRelationship, 'stated' | 'digest'> {
  key: string;
  id: string;
  stated: Stated & { subject?: Stated };
  recordedAt: Date;
  recordedBy: string;
  endedAt: Date | null;
  endReason: string | null;
  /** Whether what was written came from a branch or another system, not from those who work for the whole bank. */
  recordedAtBranch: boolean;
  recordedBranch: string | null;
  endedAtBranch: boolean | null;
}

/**
 * Stores relationships in one statement; who was merged holds for the kept customer.
 * @returns the ids they are known by outside, in order
 */
export async function insertRelationships(
  tx: Tx,
  actor: Actor,
  all: readonly NewRelationship[],
  now: Date,
): Promise<string[]> {
  if (all.length === 0) return [];
  const rows = all.map((one) => ({ ...one, id: newId(now.getTime()) }));
  await tx.query(
    `INSERT INTO relationship (public_id, holder_id, holder_from, subject_id, type, share, means, since, until, source,
       reference, stated, fact, fact_digest, recorded_at, recorded_by_kind, recorded_by_id, recorded_by_name,
       recorded_branch)
     SELECT r.id, coalesce(k.id, r.holder), CASE WHEN k.id IS NOT NULL THEN r.holder END, r.subject, r.type, r.share,
       r.means, r.since, r.until, r.source, r.reference, r.stated, r.fact, r.digest, $2, $3, $4, $5, $6
     FROM jsonb_to_recordset($1) AS r (id uuid, holder bigint, subject bigint, type text, share numeric, means text,
       since date, until date, source text, reference text, stated jsonb, fact text, digest text)
       JOIN party h ON h.id = r.holder LEFT JOIN customer c ON c.id = h.customer_id AND c.merged_into IS NOT NULL
       LEFT JOIN party k ON k.customer_id = c.merged_into AND k.id <> r.subject`,
    [JSON.stringify(rows), now, actor.kind, actor.id, actor.name, branchScope(actor) ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Ends what followed a declared fact that is no longer there. */
export async function endRelationships(
  tx: Tx,
  actor: Actor,
  facts: readonly { subject: string; digest: string }[],
  { today, reason, now }: { today: Day; reason: string; now: Date },
): Promise<void> {
  if (facts.length === 0) return;
  await tx.query(
    `INSERT INTO relationship_end (relationship_id, until, reason, ended_at, ended_by_kind, ended_by_id, ended_by_name,
       ended_branch)
     SELECT r.id, greatest(r.since, $3::date), $4, $5, $6, $7, $8, $9
     FROM unnest($1::bigint[], $2::text[]) AS f (subject, digest)
       JOIN relationship r ON r.subject_id = f.subject AND r.fact IS NOT NULL AND r.fact_digest = f.digest
     ON CONFLICT (relationship_id) DO NOTHING`,
    [
      facts.map(({ subject }) => subject),
      facts.map(({ digest }) => digest),
      today,
      reason,
      now,
      actor.kind,
      actor.id,
      actor.name,
      branchScope(actor) ?? null,
    ],
  );
}

/** Ends one relationship; `false` when it has an end already. */
export async function endRelationship(
  tx: Tx,
  actor: Actor,
  end: { key: string; until: Day; reason: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO relationship_end (relationship_id, until, reason, ended_at, ended_by_kind, ended_by_id, ended_by_name,
       ended_branch)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (relationship_id) DO NOTHING RETURNING 1`,
    [end.key, end.until, end.reason, now, actor.kind, actor.id, actor.name, branchScope(actor) ?? null],
  );
  return rows.length > 0;
}

const RELATIONSHIP = `r.id AS key, r.public_id AS id, r.holder_id AS holder, r.subject_id AS subject, r.type,
  trim_scale(r.share)::text AS share, r.means, r.since::text, r.until::text, r.source, r.reference, r.stated, r.fact,
  r.recorded_at AS "recordedAt", r.recorded_by_name AS "recordedBy", r.ended_at AS "endedAt", r.end_reason AS "endReason",
  r.recorded_by_kind <> 'user' OR r.recorded_branch IS NOT NULL AS "recordedAtBranch",
  r.recorded_branch AS "recordedBranch",
  r.ended_by_kind <> 'user' OR r.ended_branch IS NOT NULL AS "endedAtBranch"`;

export async function findRelationship(q: Queryable, id: string): Promise<Relationship | undefined> {
  const [row] = await q.query<Relationship>(
    `SELECT ${RELATIONSHIP} FROM relationship_view r WHERE r.public_id = $1`,
    [id],
  );
  return row;
}

/**
 * The parties above one: whoever owns, controls or leads it, through any number of layers, and the principals of
 * nominees; nearest first, the party itself included.
 * @param scope the branch the reader is bound to: nothing is seen above customers of other branches
 */
export async function partiesAbove(
  q: Queryable,
  party: string,
  asOf: Day | null,
  limit: number,
  scope: string | undefined,
): Promise<string[]> {
  const rows = await q.query<{ party: string }>(
    `WITH RECURSIVE above (party) AS (
       SELECT $1::bigint
       UNION
       SELECT n.party FROM above a CROSS JOIN LATERAL (
         SELECT r.holder_id AS party FROM relationship_view r
         WHERE r.subject_id = a.party AND r.type NOT IN ('agent', 'relative', 'associate')
           AND ($2::date IS NULL OR (r.since <= $2 AND (r.until IS NULL OR r.until > $2)))
         UNION ALL
         SELECT r.subject_id FROM relationship_view r
         WHERE r.holder_id = a.party AND r.type = 'nominee-for'
           AND ($2::date IS NULL OR (r.since <= $2 AND (r.until IS NULL OR r.until > $2)))) n
       WHERE $4::text IS NULL OR NOT EXISTS (SELECT FROM party p JOIN customer c ON c.id = p.customer_id
         WHERE p.id = a.party AND c.branch IS DISTINCT FROM $4))
     SELECT party FROM above LIMIT $3`,
    [party, asOf, limit, scope ?? null],
  );
  return rows.map((row) => row.party);
}

/** Everything that stands between parties of a set and their holders, and what the first of them holds itself. */
export async function relationshipsOf(
  q: Queryable,
  parties: readonly string[],
  asOf: Day | null,
  limit: number,
): Promise<Relationship[]> {
  return q.query<Relationship>(
    `SELECT ${RELATIONSHIP} FROM relationship_view r
     WHERE (r.subject_id = ANY($1::bigint[]) OR r.holder_id = $2::bigint
         OR (r.holder_id = ANY($1::bigint[]) AND r.type = 'nominee-for'))
       AND ($3::date IS NULL OR (r.since <= $3 AND (r.until IS NULL OR r.until > $3)))
     ORDER BY r.id LIMIT $4`,
    [parties, parties[0], asOf, limit],
  );
}

export async function findParties(q: Queryable, keys: readonly string[]): Promise<Map<string, Party>> {
  if (keys.length === 0) return new Map();
  const rows = await q.query<Party>(
    `SELECT p.id AS key, p.public_id AS id, p.kind, p.body_type AS "bodyType", p.name, p.name_latin AS "nameLatin",
       p.gender, p.date_of_birth::text AS "dateOfBirth", p.nationality,
       coalesce((SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number, 'validUntil', d.valid_until)
           ORDER BY d.type, d.number_key) FROM party_document_view d WHERE d.party_id = p.id), '[]') AS documents,
       c.public_id AS "customerId", c.customer_number AS "customerNumber", c.branch
     FROM party p LEFT JOIN customer c ON c.id = p.customer_id WHERE p.id = ANY($1::bigint[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export async function findPartyKey(
  q: Queryable,
  reference: { id: string } | { customerNumber: string },
): Promise<{ party: string | null; customer: string | null } | undefined> {
  const [row] =
    'id' in reference
      ? await q.query<{ party: string; customer: string | null }>(
          'SELECT id AS party, customer_id AS customer FROM party WHERE public_id = $1',
          [reference.id],
        )
      : await q.query<{ party: string | null; customer: string }>(
          `SELECT p.id AS party, c.id AS customer FROM customer c LEFT JOIN party p ON p.customer_id = c.id
           WHERE c.customer_number = $1`,
          [reference.customerNumber],
        );
  return row;
}

/**
 * Of some parties that are no customers, those that stand above customers of other branches than one, through any
 * layers of such: whoever is bound to that branch may add to what is said of them, and change nothing.
 */
export async function standingElsewhere(
  q: Queryable,
  parties: readonly string[],
  scope: string | undefined,
): Promise<Set<string>> {
  if (scope === undefined || parties.length === 0) return new Set();
  const rows = await q.query<{ party: string }>(
    `WITH RECURSIVE below (root, party) AS (
       SELECT p.id, p.id FROM party p WHERE p.id = ANY($1::bigint[]) AND p.customer_id IS NULL
       UNION
       SELECT b.root, n.party FROM below b JOIN party p ON p.id = b.party AND p.customer_id IS NULL CROSS JOIN LATERAL (
         SELECT r.subject_id AS party FROM relationship r WHERE r.holder_id = b.party
         UNION ALL
         SELECT r.holder_id FROM relationship r WHERE r.subject_id = b.party AND r.type = 'nominee-for') n)
     SELECT DISTINCT b.root AS party FROM below b JOIN party p ON p.id = b.party JOIN customer c ON c.id = p.customer_id
     WHERE c.branch IS DISTINCT FROM $2`,
    [[...new Set(parties)], scope],
  );
  return new Set(rows.map(({ party }) => party));
}

/** Locks parties in order of their keys, so that two changes of one structure follow one another. */
export async function lockParties(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM party WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [keys]);
}

/**
 * Says what kind a body is.
 * @param confirmed whether it is more than a branch's word; saying again what is confirmed takes nothing from it
 */
export async function setBodyType(
  tx: Tx,
  key: string,
  bodyType: BodyType,
  confirmed: boolean,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE party SET body_type = $2, body_type_confirmed = $3 OR coalesce(body_type_confirmed AND body_type = ANY($4::text[]), false)
     WHERE id = $1 AND kind = 'body' AND (body_type IS DISTINCT FROM $2 OR ($3 AND NOT body_type_confirmed)) RETURNING 1`,
    [key, bodyType, confirmed, confirmedWith(bodyType)],
  );
  return rows.length > 0;
}
