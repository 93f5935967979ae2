import type { Day, Queryable } from '../../platform/index.js';
import type { Edge, NodeRef } from './graph.js';
import { relationshipKinds, type EdgeKind } from './kinds.js';

/** What a step looks at: keys of customers and of parties, and the time that counts. */
export interface Frontier {
  customers: readonly string[];
  parties: readonly string[];
  /** The day as of which relationships hold. */
  today: Day;
  /** Money that moved from here on, and before `until`. */
  since: Date;
  until: Date;
  /** Edges of one source in one step at most. */
  limit: number;
}
export type Found = { edges: Edge[]; truncated: boolean };
export type Source = (q: Queryable, frontier: Frontier, kinds: readonly EdgeKind[]) => Promise<Found>;

/** Each other customer who has one thing in common, at most so many for one thing: a hotel's switchboard says nothing. */
const SHARERS = 50;

/**
 * The frontier's customers with the records merged into them: what was stated for one of these is stated for the one
 * that is kept.
 */
const MEMBERS = `
  SELECT c.id, coalesce(c.merged_into, c.id) AS node FROM customer_view c WHERE c.id = ANY($1::bigint[])
  UNION
  SELECT c.id, c.merged_into FROM customer_view c WHERE c.merged_into = ANY($1::bigint[])`;

const none: Found = { edges: [], truncated: false };
const cut = (edges: Edge[], limit: number): Found => ({
  edges: edges.slice(0, limit),
  truncated: edges.length > limit,
});

interface RelationshipRow extends Record<string, unknown> {
  id: string;
  type: string;
  share: string | null;
  since: Day;
  holder: NodeRef;
  subject: NodeRef;
}

/** Owners, controllers, agents, representatives and relatives, both ways. */
export const relationships: Source = async (q, { customers, parties, today, limit }, kinds) => {
  const types = Object.keys(relationshipKinds).filter((type) => kinds.includes(relationshipKinds[type]!));
  if (types.length === 0) return none;
  const node = (party: string, customer: string) =>
    `CASE WHEN ${customer}.id IS NULL THEN 'p' || ${party}.id ELSE 'c' || coalesce(${customer}.merged_into, ${customer}.id) END`;
  const rows = await q.query<RelationshipRow>(
    `WITH member AS MATERIALIZED (${MEMBERS}), frontier AS MATERIALIZED (
       SELECT p.id FROM party_view p WHERE p.customer_id IN (SELECT m.id FROM member m)
       UNION SELECT unnest($2::bigint[])),
     touching AS (
       SELECT r.id FROM relationship_view r WHERE r.holder_id IN (SELECT f.id FROM frontier f)
         AND r.type = ANY($3) AND r.since <= $4::date AND (r.until IS NULL OR r.until > $4::date)
       UNION
       SELECT r.id FROM relationship_view r WHERE r.subject_id IN (SELECT f.id FROM frontier f)
         AND r.type = ANY($3) AND r.since <= $4::date AND (r.until IS NULL OR r.until > $4::date)),
     heaviest AS MATERIALIZED (
       SELECT r.id, r.public_id, r.type, r.share, r.since, r.holder_id, r.subject_id FROM relationship_view r
       WHERE r.id IN (SELECT t.id FROM touching t) ORDER BY r.share DESC NULLS LAST, r.id LIMIT $5)
     SELECT r.public_id::text AS id, r.type, trim_scale(r.share)::text AS share, r.since::text AS since,
       ${node('h', 'hc')} AS holder, ${node('s', 'sc')} AS subject
     FROM heaviest r JOIN party_view h ON h.id = r.holder_id LEFT JOIN customer_view hc ON hc.id = h.customer_id
       JOIN party_view s ON s.id = r.subject_id LEFT JOIN customer_view sc ON sc.id = s.customer_id
     ORDER BY r.share DESC NULLS LAST, r.id`,
    [customers, parties, types, today, limit + 1],
  );
  return cut(
    rows.map(({ id, type, share, since, holder, subject }) => ({
      ...edge(relationshipKinds[type]!, holder, subject, id),
      ...{ type, relationship: id, share, since, weight: share === null ? 0 : Number(share) },
    })),
    limit,
  );
};

function edge(kind: EdgeKind, from: NodeRef, to: NodeRef, key = `${from} ${to}`): Edge {
  const nothing = { type: null, relationship: null, share: null, since: null, count: null, amount: null };
  return { key: `${kind} ${key}`, kind, from, to, ...nothing, weight: 0 };
}

interface SharedRow extends Record<string, unknown> {
  kind: EdgeKind;
  one: string;
  other: string;
  count: number;
  full: boolean;
}

/** Others who have the same of something as the frontier's customers; a thing with more sharers is cut short. */
function sharing(
  wanted: readonly EdgeKind[],
  thing: string,
  holders: string,
  others: string,
  values: (kinds: readonly EdgeKind[]) => unknown[],
): Source {
  return async (q, { customers, limit }, kinds) => {
    const asked = wanted.filter((kind) => kinds.includes(kind));
    if (customers.length === 0 || asked.length === 0) return none;
    const given = values(asked);
    const rows = await q.query<SharedRow>(
      `WITH member AS MATERIALIZED (${MEMBERS}), thing AS MATERIALIZED (SELECT m.node, ${thing} FROM member m JOIN ${holders}),
       pair AS (
         SELECT t.kind, t.node AS one, coalesce(c.merged_into, c.id) AS other, t.key, o.place
         FROM thing t CROSS JOIN LATERAL (
           SELECT x.customer_id, row_number() OVER () AS place FROM (${others} LIMIT ${SHARERS + 2}) x) o
         JOIN customer_view c ON c.id = o.customer_id)
       SELECT kind, least(one, other)::text AS one, greatest(one, other)::text AS other,
         count(DISTINCT key)::int AS count, bool_or(place > ${SHARERS + 1}) AS full
       FROM pair WHERE one <> other GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT $2`,
      [customers, limit + 1, ...given],
    );
    const found = cut(
      rows.map(({ kind, one, other, count }) => ({
        ...edge(kind, `c${one}`, `c${other}`),
        count,
        weight: count,
      })),
      limit,
    );
    return { ...found, truncated: found.truncated || rows.some(({ full }) => full) };
  };
}

/** Telephones and addresses, by what customer keeps beside each. */
export const sharedContacts = sharing(
  ['shared-phone', 'shared-address'],
  `'shared-' || k.kind AS kind, k.kind AS stored, k.key`,
  `customer_contact_key_view k ON k.customer_id = m.id AND k.kind = ANY($3)`,
  `SELECT k.customer_id FROM customer_contact_key_view k WHERE k.kind = t.stored AND k.key = t.key ORDER BY k.customer_id`,
  (kinds) => [kinds.map((kind) => kind.replace('shared-', ''))],
);

export const sharedDocuments = sharing(
  ['shared-document'],
  `'shared-document' AS kind, d.type, d.number_key AS key`,
  `customer_document_view d ON d.customer_id = m.id`,
  `SELECT d.customer_id FROM customer_document_view d WHERE d.number_key = t.key AND d.type = t.type
   ORDER BY d.customer_id`,
  () => [],
);

export const sharedDevices = sharing(
  ['shared-device'],
  `'shared-device' AS kind, d.device_key AS key`,
  `ledger_device_view d ON d.customer_id = m.id`,
  `SELECT d.customer_id FROM ledger_device_view d WHERE d.device_key = t.key ORDER BY d.customer_id`,
  () => [],
);

interface MoneyRow extends Record<string, unknown> {
  node: string;
  other: string;
  direction: 'in' | 'out';
  count: number;
  amount: string | null;
}

/**
 * What the frontier's customers paid to other customers and got from them, as their own ledger says it: summed by
 * counterparty first, and only then asked who each one is. What has no exchange rate yet counts, without an amount.
 */
export const money: Source = async (q, { customers, since, until, limit }, kinds) => {
  if (customers.length === 0 || !kinds.includes('money')) return none;
  const rows = await q.query<MoneyRow>(
    `WITH flow AS MATERIALIZED (
       SELECT v.customer_id AS node, v.counterparty_key AS key, v.direction,
         sum((v.amount - v.reversed) * v.rate_cny) AS worth, count(*) AS count, max(v.booked_at) AS last
       FROM ledger_view v WHERE v.customer_id = ANY($1::bigint[]) AND v.booked_at >= $2 AND v.booked_at < $3
         AND NOT v.offsets AND v.reversed < v.amount AND v.outcome = 'completed'
         AND v.counterparty_key IS NOT NULL AND NOT v.counterparty_same_customer
       GROUP BY 1, 2, 3),
     named AS MATERIALIZED (
       SELECT f.node, f.direction, f.worth, f.count, n.number, n.account
       FROM flow f CROSS JOIN LATERAL (
         SELECT v.details -> 'counterparty' ->> 'customerNumber' AS number,
           v.details -> 'counterparty' ->> 'accountNumber' AS account
         FROM ledger_view v WHERE v.customer_id = f.node AND v.booked_at = f.last AND v.counterparty_key = f.key LIMIT 1) n)
     SELECT n.node::text AS node, coalesce(c.merged_into, c.id)::text AS other, n.direction::text AS direction,
       sum(n.count)::int AS count, round(sum(n.worth), 2)::text AS amount
     FROM named n LEFT JOIN customer_view b ON b.customer_number = n.number
       LEFT JOIN account_view a ON a.account_number = n.account AND b.id IS NULL
       JOIN customer_view c ON c.id = coalesce(b.id, a.customer_id)
     WHERE coalesce(c.merged_into, c.id) <> n.node
     GROUP BY 1, 2, 3 ORDER BY sum(n.worth) DESC NULLS LAST, 1, 2, 3 LIMIT $4`,
    [customers, since, until, limit + 1],
  );
  return cut(
    rows.map(({ node, other, direction, count, amount }) => {
      const [from, to]: NodeRef[] =
        direction === 'out' ? [`c${node}`, `c${other}`] : [`c${other}`, `c${node}`];
      return { ...edge('money', from!, to!), count, amount, weight: Number(amount ?? 0) };
    }),
    limit,
  );
};

export const sources: readonly Source[] = [
  relationships,
  sharedContacts,
  sharedDocuments,
  sharedDevices,
  money,
];
