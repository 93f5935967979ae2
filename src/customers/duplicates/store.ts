import { newId, type Queryable, type Tx } from '../../platform/index.js';
import type { Facts } from '../domain/record.js';
import type { CustomerKind } from '../schemas.js';
import { identityOf, probedMarks, storedMarks, type Identity, type KnownFacts } from './domain/identity.js';
import { REFUSED } from './refused.js';
import { DOCUMENT_REASONS, likeness, SHOWN_FROM, type ReasonCode } from './domain/score.js';

/** A stored customer as far as duplicates go. `key` is the number inside the database. */
export interface KnownCustomer {
  key: string;
  id: string;
  customerNumber: string;
  name: string;
  branch: string | null;
  /** Whether the relationship with it was refused, by law or by decision. */
  refused: boolean;
  identity: Identity;
}

export interface Probe {
  /** The customer that is probed, when it is stored already: it is no duplicate of itself. */
  key?: string;
  facts: KnownFacts;
}

export interface Match {
  customer: KnownCustomer;
  score: number;
  reasons: ReasonCode[];
}

/** Under a mark that more customers share than this, such as a company's switchboard, only the first are looked at. */
const PER_MARK = 40;

/** Indexes customers under what their duplicates would share, in place of what was there. */
export async function putMarks(
  tx: Tx,
  customers: readonly { key: string; facts: KnownFacts }[],
  fresh: boolean,
): Promise<void> {
  if (customers.length === 0) return;
  if (!fresh)
    await tx.query('DELETE FROM customer_mark WHERE customer_id = ANY($1::bigint[])', [
      customers.map(({ key }) => key),
    ]);
  const rows = customers.flatMap(({ key, facts }) =>
    storedMarks(identityOf(facts)).map((mark) => ({ mark, key })),
  );
  await tx.query(
    'INSERT INTO customer_mark (mark, customer_id) SELECT * FROM unnest($1::bigint[], $2::bigint[])',
    [rows.map(({ mark }) => mark), rows.map(({ key }) => key)],
  );
}

/**
 * Who may be the same as each of the probes, best first. Two statements, however many probes; up to a thousand at once.
 * Whoever is found by the facts of a merged
 * customer is the one that was kept.
 */
export async function findDuplicates(q: Queryable, probes: readonly Probe[]): Promise<Match[][]> {
  if (probes.length === 0) return [];
  const identities = probes.map(({ facts }) => identityOf(facts));
  const marked = identities.flatMap((identity, position) =>
    probedMarks(identity).map((mark) => ({ mark, position })),
  );
  const candidates = await q.query<{ position: number; key: string }>(
    `SELECT DISTINCT p.position, m.customer_id AS key
     FROM unnest($1::bigint[], $2::int[]) AS p (mark, position)
     CROSS JOIN LATERAL (SELECT customer_id FROM customer_mark WHERE mark = p.mark ORDER BY customer_id LIMIT ${PER_MARK}) m`,
    [marked.map(({ mark }) => mark), marked.map(({ position }) => position)],
  );
  const known = await readKnown(q, [...new Set(candidates.map(({ key }) => key))]);
  const matches: Match[][] = probes.map(() => []);
  for (const { position, key } of candidates) {
    const customer = known.get(key);
    if (!customer || probes[position]!.key === customer.key) continue;
    const { score, reasons } = likeness(identities[position]!, customer.identity);
    if (score < SHOWN_FROM) continue;
    const list = matches[position]!;
    const earlier = list.findIndex((match) => match.customer.key === customer.key);
    // Found by its own facts and by those of a customer merged into it: what says more is kept.
    if (earlier < 0) list.push({ customer, score, reasons });
    else if (list[earlier]!.score < score) list[earlier] = { customer, score, reasons };
  }
  for (const list of matches)
    list.sort((a, b) => b.score - a.score || (BigInt(a.customer.key) < BigInt(b.customer.key) ? -1 : 1));
  return matches;
}

interface Row {
  key: string;
  id: string;
  customer_number: string;
  kind: CustomerKind;
  name: string;
  name_latin: string | null;
  branch: string | null;
  gender: string | null;
  date_of_birth: string | null;
  nationality: string | null;
  former_names: string[] | null;
  contacts: NonNullable<Facts['contacts']> | null;
  documents: NonNullable<Facts['documents']> | null;
}

/** The customer that stands for a merged one; every other stands for itself. */
interface Kept extends Record<string, unknown> {
  kept_key: string;
  kept_id: string;
  kept_number: string;
  kept_name: string;
  kept_branch: string | null;
  refused: boolean;
}

const COLUMNS = `c.id AS key, c.public_id AS id, c.customer_number, c.kind, c.name, c.name_latin, c.branch, c.gender,
  c.date_of_birth::text AS date_of_birth, c.nationality, c.profile -> 'formerNames' AS former_names,
  c.profile -> 'contacts' AS contacts,
  (SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number) ORDER BY d.position)
   FROM customer_document d WHERE d.customer_id = c.id) AS documents`;

export function factsOf(row: Row): KnownFacts {
  return {
    kind: row.kind,
    name: row.name,
    ...(row.name_latin === null ? {} : { nameLatin: row.name_latin }),
    ...(row.gender === null ? {} : { gender: row.gender as NonNullable<Facts['gender']> }),
    ...(row.date_of_birth === null ? {} : { dateOfBirth: row.date_of_birth }),
    ...(row.nationality === null ? {} : { nationality: row.nationality }),
    formerNames: row.former_names ?? [],
    contacts: row.contacts ?? [],
    documents: row.documents ?? [],
  };
}

async function readKnown(q: Queryable, keys: readonly string[]): Promise<Map<string, KnownCustomer>> {
  if (keys.length === 0) return new Map();
  const rows = await q.query<Row & Kept>(
    `SELECT ${COLUMNS}, k.id AS kept_key, k.public_id AS kept_id, k.customer_number AS kept_number, k.name AS kept_name,
       k.branch AS kept_branch, ${REFUSED('k')} AS refused
     FROM customer c JOIN customer k ON k.id = coalesce(c.merged_into, c.id)
     WHERE c.id = ANY($1::bigint[])`,
    [keys],
  );
  return new Map(
    rows.map((row) => [
      row.key,
      {
        key: row.kept_key,
        id: row.kept_id,
        customerNumber: row.kept_number,
        name: row.kept_name,
        branch: row.kept_branch,
        refused: row.refused,
        identity: identityOf(factsOf(row)),
      },
    ]),
  );
}

/** The next customers after a key, in order of their keys. */
export async function nextCustomers(
  q: Queryable,
  after: string,
  limit: number,
): Promise<{ key: string; facts: KnownFacts; merged: boolean }[]> {
  const rows = await q.query<Row & { merged: boolean } & Record<string, unknown>>(
    `SELECT ${COLUMNS}, c.merged_into IS NOT NULL AS merged FROM customer c WHERE c.id > $1 ORDER BY c.id LIMIT $2`,
    [after, limit],
  );
  return rows.map((row) => ({ key: row.key, facts: factsOf(row), merged: row.merged }));
}

/**
 * Keeps pairs of customers who may be one. A pair that was decided stays decided; an open one is brought up to date.
 * `entered` is the one of the two that came when the other was there: that never changes, nor that it came with the
 * document of somebody who was refused.
 * @returns how many were not known before
 */
export async function keepPairs(
  tx: Tx,
  pairs: readonly {
    one: string;
    other: string;
    entered: string;
    score: number;
    reasons: readonly string[];
  }[],
  now: Date,
): Promise<number> {
  if (pairs.length === 0) return 0;
  const ordered = new Map(
    pairs.map(({ one, other, ...pair }) => {
      const [first, second] = BigInt(one) < BigInt(other) ? [one, other] : [other, one];
      return [`${first} ${second}`, { first, second, ...pair, id: newId(now.getTime()) }];
    }),
  );
  const rows = await tx.query<{ fresh: boolean }>(
    `INSERT INTO customer_duplicate AS had (public_id, first_id, second_id, entered_id, score, reasons, found_at)
     SELECT id, first, second, entered, score, reasons, $2
     FROM jsonb_to_recordset($1) AS r (id uuid, first bigint, second bigint, entered bigint, score numeric, reasons text[])
     ORDER BY first, second
     ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
       WHERE had.status = 'open' AND (had.score, had.reasons) IS DISTINCT FROM (excluded.score, excluded.reasons)
         AND NOT (had.reasons && $3 AND NOT excluded.reasons && $3 AND EXISTS (SELECT FROM customer o
           WHERE o.id IN (had.first_id, had.second_id) AND o.id <> had.entered_id AND ${REFUSED('o')}))
     RETURNING xmax = 0 AS fresh`,
    [JSON.stringify([...ordered.values()]), now, DOCUMENT_REASONS],
  );
  return rows.filter(({ fresh }) => fresh).length;
}

/**
 * Removes open pairs of changed customers that were not found again; decided ones stay, and those with somebody who was
 * refused: whoever came with that document does not get rid of it by naming another.
 * @returns the customers that had them
 */
export async function dropStalePairs(
  tx: Tx,
  changed: readonly string[],
  found: readonly { one: string; other: string }[],
): Promise<string[]> {
  if (changed.length === 0) return [];
  const rows = await tx.query<{ first_id: string; second_id: string }>(
    `DELETE FROM customer_duplicate p
     WHERE (p.first_id = ANY($1::bigint[]) OR p.second_id = ANY($1::bigint[])) AND p.status = 'open'
       AND NOT EXISTS (SELECT FROM customer o WHERE o.id IN (p.first_id, p.second_id) AND o.id <> p.entered_id
         AND p.reasons && $4 AND ${REFUSED('o')})
       AND NOT EXISTS (SELECT FROM unnest($2::bigint[], $3::bigint[]) AS f (one, other)
         WHERE p.first_id = least(f.one, f.other) AND p.second_id = greatest(f.one, f.other))
     RETURNING first_id, second_id`,
    [changed, found.map(({ one }) => one), found.map(({ other }) => other), DOCUMENT_REASONS],
  );
  return rows.flatMap(({ first_id, second_id }) => [first_id, second_id]);
}
