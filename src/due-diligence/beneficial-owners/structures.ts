import type { Day, Queryable } from '../../platform/index.js';
import type { DeclaredOwner } from './domain/declared.js';
import type { Structure, StructureLink, StructureParty } from './domain/holdings.js';

/** A body with everything above it. */
export interface LoadedStructure extends Structure {
  /** Internal keys of the parties by their ids. */
  keys: Map<string, string>;
  /** The id of the body itself. */
  target: string;
  declared: DeclaredOwner[];
}

const HOLDS = '(r.since <= $2 AND (r.until IS NULL OR r.until > $2))';

/**
 * What stands above each of some bodies on a day, through all layers: owners, votes, income, control, leaders, trusts
 * and the principals of nominees. Three statements, however many bodies.
 * @param limit the most parties of all together; undefined when there are more
 * @param scope the branch the reader is bound to: nothing is known of or above customers of other branches
 */
export async function loadStructures(
  q: Queryable,
  bodies: readonly string[],
  asOf: Day,
  limit: number,
  scope?: string,
): Promise<Map<string, LoadedStructure> | undefined> {
  const above = await q.query<{ root: string; party: string }>(
    `WITH RECURSIVE above (root, party) AS (
       SELECT b, b FROM unnest($1::bigint[]) AS b
       UNION
       SELECT a.root, n.party FROM above a CROSS JOIN LATERAL (
         SELECT r.holder_id AS party FROM relationship_view r
         WHERE r.subject_id = a.party AND ${HOLDS}
           AND r.type NOT IN ('agent', 'relative', 'associate', 'nominee-for', 'director', 'beneficial-owner')
         UNION ALL
         SELECT r.subject_id FROM relationship_view r
         WHERE r.holder_id = a.party AND r.type = 'nominee-for' AND ${HOLDS}) n
       WHERE $4::text IS NULL OR NOT EXISTS (SELECT FROM party_view p JOIN customer_view c ON c.id = p.customer_id
         WHERE p.id = a.party AND c.branch IS DISTINCT FROM $4))
     SELECT root, party FROM above LIMIT $3`,
    [bodies, asOf, limit + 1, scope ?? null],
  );
  if (above.length > limit) return undefined;
  const all = [...new Set(above.map(({ party }) => party))];
  const links = await q.query<StructureLink & { kind: string; through: boolean }>(
    `SELECT r.holder_id AS holder, r.subject_id AS subject, r.type, trim_scale(r.share)::text AS share, r.means
     FROM relationship_view r
     WHERE (r.subject_id = ANY($1::bigint[]) OR (r.holder_id = ANY($1::bigint[]) AND r.type = 'nominee-for'))
       AND ${HOLDS} AND r.type NOT IN ('agent', 'relative', 'associate', 'director')`,
    [all, asOf],
  );
  const involved = [...new Set([...all, ...links.map(({ holder }) => holder)])];
  const parties = await q.query<{
    key: string;
    id: string;
    kind: StructureParty['kind'];
    bodyType: StructureParty['bodyType'];
    confirmed: boolean;
    elsewhere: boolean;
  }>(
    `SELECT p.id AS key, p.public_id AS id, p.kind, p.body_type AS "bodyType", p.body_type_confirmed AS confirmed,
       $2::text IS NOT NULL AND c.id IS NOT NULL AND c.branch IS DISTINCT FROM $2 AS elsewhere
     FROM party_view p LEFT JOIN customer_view c ON c.id = p.customer_id WHERE p.id = ANY($1::bigint[])`,
    [involved, scope ?? null],
  );
  const byKey = new Map(parties.map((party) => [party.key, party]));
  const ofSubject = new Map<string, typeof links>();
  for (const link of links) {
    const at = link.type === 'nominee-for' ? link.holder : link.subject;
    if (byKey.get(at)!.elsewhere) continue;
    const list = ofSubject.get(at);
    if (list) list.push(link);
    else ofSubject.set(at, [link]);
  }
  const members = new Map<string, string[]>(bodies.map((body) => [body, []]));
  for (const { root, party } of above) members.get(root)!.push(party);
  return new Map(
    [...members].map(([root, keys]) => {
      const own = keys.flatMap((key) => ofSubject.get(key) ?? []);
      const named = (link: StructureLink): StructureLink => ({
        ...link,
        holder: byKey.get(link.holder)!.id,
        subject: byKey.get(link.subject)!.id,
      });
      const words = own.filter(({ type, subject }) => type === 'beneficial-owner' && subject === root);
      const inside = new Set([...keys, ...words.map(({ holder }) => holder)]);
      const shown = [...inside].map((key) => byKey.get(key)!);
      return [
        root,
        {
          target: byKey.get(root)!.id,
          parties: shown.map(({ id, kind, bodyType, confirmed, elsewhere }) => ({
            id,
            kind,
            bodyType: elsewhere ? null : (bodyType ?? null),
            confirmed: elsewhere || confirmed,
          })),
          keys: new Map(shown.map(({ id, key }) => [id, key])),
          links: own.filter(({ type }) => type !== 'beneficial-owner').map(named),
          declared: words.map(named).map(({ holder, share, means }) => ({
            party: holder,
            share: share ?? null,
            means: means ?? null,
          })),
        },
      ];
    }),
  );
}

/** The body of a recursive query of that name: everything that stands below some parties, themselves included. */
export const stepsBelow = (query: string): string => `SELECT b AS party FROM unnest($1::bigint[]) AS b
  UNION
  SELECT n.party FROM ${query} b CROSS JOIN LATERAL (
    SELECT r.subject_id AS party FROM relationship_view r
    WHERE r.holder_id = b.party
      AND r.type NOT IN ('agent', 'relative', 'associate', 'nominee-for', 'director', 'beneficial-owner')
    UNION ALL
    SELECT r.holder_id FROM relationship_view r WHERE r.subject_id = b.party AND r.type = 'nominee-for') n`;
