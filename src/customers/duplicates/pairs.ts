import {
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Actor,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Finding } from '../domain/finding.js';
import { setFindings } from '../standing.js';
import {
  documentOfAnother,
  identityCheck,
  identityCheckFirst,
  possibleDuplicate,
} from './domain/findings.js';
import { DOCUMENT_REASONS, NAME_REASONS, type ReasonCode } from './domain/score.js';
import { PROHIBITED, REFUSED } from './refused.js';

export type PairStatus = 'open' | 'same' | 'different';

interface PairRow {
  key: string;
  id: string;
  status: PairStatus;
  score: string;
  reasons: ReasonCode[];
  customers: Record<string, unknown>[];
  found_at: Date;
  decided_at: Date | null;
  decider_name: string | null;
  decision_reason: string | null;
}

export interface Pair {
  id: string;
  status: PairStatus;
  score: number;
  reasons: ReasonCode[];
  /** The two as `pairSide` has them. */
  customers: Record<string, unknown>[];
  foundAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  decisionReason: string | null;
}

const SIDE = `jsonb_build_object('id', c.public_id, 'customerNumber', c.customer_number, 'kind', c.kind, 'name', c.name,
  'nameLatin', c.name_latin, 'branch', c.branch, 'occasional', c.occasional, 'status', c.status,
  'formerNames', coalesce(c.profile -> 'formerNames', '[]'), 'gender', c.gender, 'dateOfBirth', c.date_of_birth,
  'nationality', c.nationality, 'openedOn', c.opened_on,
  'documents', coalesce((SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number) ORDER BY d.position)
    FROM customer_document d WHERE d.customer_id = c.id), '[]'),
  'contacts', coalesce((SELECT jsonb_agg(jsonb_build_object('type', e ->> 'type', 'value', e ->> 'value'))
    FROM jsonb_array_elements(c.profile -> 'contacts') e), '[]'),
  'accounts', (SELECT count(*) FROM account a WHERE a.customer_id = c.id))`;

const UNMERGED =
  'NOT EXISTS (SELECT FROM customer x WHERE x.id IN (p.first_id, p.second_id) AND x.merged_into IS NOT NULL)';

const PAIR = `SELECT p.id AS key, p.public_id AS id, p.status, p.score, p.reasons, p.found_at, p.decided_at, p.decider_name,
  p.decision_reason,
  (SELECT jsonb_agg(${SIDE} ORDER BY c.id) FROM customer c WHERE c.id IN (p.first_id, p.second_id)) AS customers
  FROM customer_duplicate p`;

function toPair(row: PairRow): Pair {
  return {
    id: row.id,
    status: row.status,
    score: Number(row.score),
    reasons: row.reasons,
    customers: row.customers,
    foundAt: row.found_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decider_name,
    decisionReason: row.decision_reason,
  };
}

/** Pairs of customers who may be one, the most likely first. */
export async function listPairs(
  q: Queryable,
  { status, limit = 50, cursor }: { status?: PairStatus; limit?: number; cursor?: string },
): Promise<{ items: Pair[]; nextCursor: string | null }> {
  const conditions = new Conditions().add('p.status = ?', status);
  // Whom a merged customer may be the same as is a matter of the kept one.
  if (status !== 'same') conditions.add(UNMERGED);
  if (cursor !== undefined) {
    const [score, key] = decodeCursor(cursor, ['text', 'key']);
    if (!/^[01]\.\d\d$/.test(score!)) decodeCursor('', ['text']);
    conditions.add('(p.score, p.id) < (?::numeric, ?::bigint)', score, key);
  }
  const rows = await q.query<PairRow & Record<string, unknown>>(
    `${PAIR} ${conditions.where} ORDER BY p.score DESC, p.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(rows, limit, toPair, ({ score, key }) => [score, key]);
}

export interface PairDecision {
  id: string;
  decision: 'same' | 'different';
  reason: string;
  requestId?: string;
}

/** Somebody has looked at a pair. It is not proposed again; throws 404, or 409 when it was decided before. */
export async function decidePair(
  tx: Tx,
  actor: Actor,
  { id, decision, reason, requestId }: PairDecision,
  { clock, audit }: { clock: Clock; audit: AuditTrail },
): Promise<Pair> {
  if (!isId(id)) throw problems.notFound();
  const [pair] = await tx.query<{ status: PairStatus; first_id: string; second_id: string }>(
    'SELECT status, first_id, second_id FROM customer_duplicate WHERE public_id = $1 FOR UPDATE',
    [id],
  );
  if (!pair) throw problems.notFound();
  if (pair.status !== 'open') throw problems.wrongState();
  await tx.query(
    `UPDATE customer_duplicate SET status = $2, decided_at = $3, decider_kind = $4, decider_id = $5, decider_name = $6,
       decision_reason = $7 WHERE public_id = $1`,
    [id, decision, clock.now(), actor.kind, actor.id, actor.name, reason],
  );
  await refreshFindings(tx, [pair.first_id, pair.second_id]);
  await audit.append(tx, actor, {
    action: 'customer-duplicate.decided',
    subject: { kind: 'customer-duplicate', id },
    details: { decision },
    ...(requestId === undefined ? {} : { requestId }),
  });
  const [row] = await tx.query<PairRow & Record<string, unknown>>(`${PAIR} WHERE p.public_id = $1`, [id]);
  return toPair(row!);
}

/**
 * Writes what open pairs with a common document mean for these customers: a warning for both; for the later one, when
 * the names differ as well, an error, since it may have been entered with the document of another. Whoever came with
 * the document of somebody who was refused waits until compliance says that the two are different people.
 */
export async function refreshFindings(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = await tx.query<{ key: string; later: boolean; other_name: boolean }>(
    `SELECT k.key, bool_or(p.second_id = k.key) AS later, bool_or(p.second_id = k.key AND NOT p.reasons && $3) AS other_name
     FROM unnest($1::bigint[]) AS k (key)
     JOIN customer_duplicate p ON (p.first_id = k.key OR p.second_id = k.key) AND p.status = 'open' AND p.reasons && $2
       AND ${UNMERGED}
     GROUP BY k.key`,
    [keys, DOCUMENT_REASONS, NAME_REASONS],
  );
  const found = new Map<string, Finding>(
    rows.map(({ key, other_name }) => [key, other_name ? documentOfAnother : possibleDuplicate]),
  );
  for (const { key, prohibited } of await refusedKin(tx, keys))
    found.set(key, prohibited ? identityCheckFirst : identityCheck);
  await setFindings(
    tx,
    'duplicates',
    keys.map((key) => ({ key, findings: found.has(key) ? [found.get(key)!] : [] })),
  );
}

/** Which of these, also by a record merged into them, came with the document of somebody else who is refused. */
function refusedKin(tx: Tx, keys: readonly string[]): Promise<{ key: string; prohibited: boolean }[]> {
  return tx.query<{ key: string; prohibited: boolean }>(
    `SELECT k.key, bool_or(${PROHIBITED('o')}) AS prohibited
     FROM unnest($1::bigint[]) AS k (key)
     CROSS JOIN LATERAL (SELECT k.key AS id UNION ALL SELECT m.id FROM customer m WHERE m.merged_into = k.key) e
     JOIN customer_duplicate p ON p.entered_id = e.id AND p.status <> 'different' AND p.reasons && $2
     JOIN customer r ON r.id = CASE WHEN p.first_id = e.id THEN p.second_id ELSE p.first_id END
     JOIN customer o ON o.id = coalesce(r.merged_into, r.id)
     WHERE o.id <> k.key AND ${REFUSED('o')}
     GROUP BY k.key`,
    [keys, DOCUMENT_REASONS],
  );
}

/** Customers of whom others came with the document: whether they are refused may have become otherwise. */
export async function refreshKin(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = await tx.query<{ key: string }>(
    `SELECT DISTINCT coalesce(e.merged_into, e.id) AS key
     FROM (SELECT unnest($1::bigint[]) AS id
       UNION ALL SELECT m.id FROM customer m WHERE m.merged_into = ANY($1::bigint[])) r
     CROSS JOIN LATERAL (
       SELECT p.* FROM customer_duplicate p WHERE p.first_id = r.id
       UNION ALL SELECT p.* FROM customer_duplicate p WHERE p.second_id = r.id) p
     JOIN customer e ON e.id = p.entered_id
     WHERE e.id <> r.id AND p.status <> 'different' AND p.reasons && $2`,
    [keys, DOCUMENT_REASONS],
  );
  await refreshFindings(
    tx,
    rows.map(({ key }) => key),
  );
}

/** Two customers were merged: an open pair of theirs is decided by that. */
export async function decideMerged(
  tx: Tx,
  actor: Actor,
  keys: readonly [string, string],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE customer_duplicate SET status = 'same', decided_at = $3, decider_kind = $4, decider_id = $5,
       decider_name = $6, decision_reason = 'merged'
     WHERE first_id = least($1::bigint, $2::bigint) AND second_id = greatest($1::bigint, $2::bigint) AND status = 'open'`,
    [...keys, now, actor.kind, actor.id, actor.name],
  );
}
