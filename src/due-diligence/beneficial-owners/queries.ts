import type { Static } from '@sinclair/typebox';
import {
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Actor,
  type Day,
  type Queryable,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import { documentsOf, maskedName, type Customer, type StatedDocument } from '../../customers/index.js';
import { differences } from './domain/declared.js';
import type { Determination } from './domain/determination.js';
import type { ownedEntity, ownerParty, ownersAnswer } from './schemas.js';
import type { BeneficialOwners } from './service.js';
import { findConfirmations, findHistory, findMeasure } from './store.js';

type OwnerParty = Static<typeof ownerParty>;
interface PartyRow extends OwnerParty {
  branch: string | null;
  stated: string | null;
  statedDocuments: StatedDocument[] | null;
}

/** The party a customer is; undefined while it stands in no relationship. */
export async function partyOf(
  q: Queryable,
  customer: string,
): Promise<{ party: string; id: string } | undefined> {
  const [row] = await q.query<{ party: string; id: string }>(
    'SELECT id AS party, public_id AS id FROM party_view WHERE customer_id = $1',
    [customer],
  );
  return row;
}

/** Parties as the reader may see them: who is a customer elsewhere is, for a branch, only what was stated here. */
async function partiesFor(
  q: Queryable,
  actor: Actor,
  ids: readonly string[],
  /** The parties of this structure, by the numbers inside the database. */
  structure: readonly string[],
  asOf: Day,
): Promise<OwnerParty[]> {
  const scope = branchScope(actor);
  const rows = await q.query<PartyRow & Record<string, unknown>>(
    `SELECT p.public_id AS id, p.kind, p.body_type AS "bodyType", p.name, p.gender,
       p.date_of_birth::text AS "dateOfBirth", p.nationality, c.public_id AS "customerId", c.branch,
       coalesce((SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number, 'validUntil', d.valid_until)
         ORDER BY d.type, d.number_key) FROM party_document_view d WHERE d.party_id = p.id), '[]') AS documents,
       (SELECT r.stated ->> 'name' FROM relationship_view r JOIN party_view s ON s.id = r.subject_id
           LEFT JOIN customer_view o ON o.id = s.customer_id
         WHERE r.holder_id = p.id AND r.subject_id = ANY($2::bigint[]) AND (o.id IS NULL OR o.branch = $3)
           AND r.stated ->> 'name' IS NOT NULL ORDER BY r.id LIMIT 1) AS stated,
       (SELECT jsonb_agg(s) FROM relationship_view r JOIN party_view b ON b.id = r.subject_id
           LEFT JOIN customer_view o ON o.id = b.customer_id CROSS JOIN jsonb_array_elements(r.stated -> 'documents') s
         WHERE r.holder_id = p.id AND r.subject_id = ANY($2::bigint[]) AND (o.id IS NULL OR $3 IS NULL OR o.branch = $3)
           AND r.since <= $4 AND (r.until IS NULL OR r.until > $4)) AS "statedDocuments"
     FROM party_view p LEFT JOIN customer_view c ON c.id = p.customer_id WHERE p.public_id = ANY($1::uuid[])`,
    [ids, structure, scope ?? null, asOf],
  );
  return rows.map(({ branch, stated, statedDocuments, ...party }) =>
    scope === undefined || party.customerId === null || branch === scope
      ? {
          ...party,
          documents: documentsOf(party, statedDocuments ?? []) as OwnerParty['documents'],
        }
      : {
          ...party,
          name: stated ?? maskedName(party.name),
          bodyType: null,
          gender: null,
          dateOfBirth: null,
          nationality: null,
          documents: [],
          customerId: null,
        },
  );
}

const viewOf = (found: Determination, bound: boolean) => ({
  outcome: found.outcome,
  treatment: found.treatment ?? null,
  // That stronger measures hold, and that a structure is suspect, is not for branches.
  ...(bound ? {} : { threshold: found.threshold, complexity: found.complexity }),
  owners: found.owners.map(({ party, basis, share, means, through, paths }) => ({
    party,
    basis,
    share: share ?? null,
    means: means ?? [],
    through: through ?? [],
    paths: paths ?? [],
  })),
  stateHeld: found.stateHeld,
  open: found.open,
  unresolved: found.unresolved.map(({ code, parties, share }) => ({
    code,
    parties: parties.slice(0, 50),
    share: share ?? null,
  })),
});

const EMPTY: Determination = {
  outcome: 'unresolved',
  threshold: '',
  rule: { id: '', version: 0 },
  owners: [],
  stateHeld: '0',
  open: '100',
  unresolved: [{ code: 'no-structure', parties: [] }],
  complexity: { parties: 1, layers: 0, circles: 0, nominees: 0, trusts: 0 },
};

/** Everything about a customer's owners on a day: found, declared, where they differ, history and confirmations. */
export async function ownersOf(
  q: Queryable,
  owners: BeneficialOwners,
  { actor, customer, asOf, today }: { actor: Actor; customer: Customer; asOf: Day | undefined; today: Day },
): Promise<Static<typeof ownersAnswer>> {
  const scope = branchScope(actor);
  const bound = scope !== undefined;
  const own = await partyOf(q, customer.key);
  const day = asOf ?? today;
  const looked = own && (await owners.determine(q, { customer: customer.key, party: own.party }, day, scope));
  const all = await findHistory(q, customer.key);
  const [present] = all;
  const history = bound ? [] : all;
  const stored = day === today ? present : undefined;
  const found = (bound ? undefined : stored?.result) ??
    looked?.found ?? { ...EMPTY, threshold: owners.thresholdOn(day) };
  const declared = looked?.structure.declared ?? [];
  const named = new Set([
    ...(own ? [own.id] : []),
    ...declared.map(({ party }) => party),
    ...history.flatMap(({ result }) => result.owners.map(({ party }) => party)),
    ...found.owners.flatMap(({ party, through, paths }) => [
      party,
      ...(through ?? []),
      ...(paths ?? []).slice(0, 3).flatMap(({ parties }) => parties.slice(0, 100)),
    ]),
    ...found.unresolved.flatMap(({ parties }) => parties.slice(0, 50)),
  ]);
  const measure = bound ? undefined : await findMeasure(q, customer.key);
  return {
    asOf: day,
    version: (bound ? stored?.usualVersion : stored?.version) ?? null,
    computedAt: bound ? null : (stored?.computedAt.toISOString() ?? null),
    determination: viewOf(found, bound),
    declared: declared.map(({ party, share, means }) => ({
      party,
      share: share ?? null,
      basis: means ?? null,
    })),
    differences: differences(found, declared),
    parties: await partiesFor(q, actor, [...named], [...(looked?.structure.keys.values() ?? [])], day),
    history: history.map(({ version, asOf: on, computedAt, result }) => ({
      version,
      asOf: on,
      computedAt: computedAt.toISOString(),
      outcome: result.outcome,
      owners: result.owners.map(({ party, basis, share }) => ({ party, basis, share: share ?? null })),
    })),
    confirmations: (await findConfirmations(q, customer.key))
      .filter(({ isUsual, atBranch }) => !bound || isUsual || atBranch)
      .map(({ usualVersion, isUsual: _isUsual, atBranch, ...one }) => ({
        ...one,
        // What those who work for the whole bank write may tell what a branch must not know.
        ...(bound ? { version: usualVersion } : {}),
        ...(bound && !atBranch ? { confirmedBy: null, method: null, evidence: [], note: null } : {}),
        confirmedAt: one.confirmedAt.toISOString(),
      })),
    ...(bound
      ? {}
      : { measure: measure ? { ...measure, decidedAt: measure.decidedAt.toISOString() } : null }),
  };
}

/** Every body of which a party is a beneficial owner at present; for a branch, by the usual rules. */
export async function ownedBy(
  q: Queryable,
  actor: Actor,
  partyId: string,
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<{ items: Static<typeof ownedEntity>[]; nextCursor: string | null }> {
  if (!isId(partyId)) throw problems.notFound();
  const [party] = await q.query<{ id: string }>('SELECT id FROM party_view WHERE public_id = $1', [partyId]);
  if (!party) throw problems.notFound();
  const scope = branchScope(actor);
  const conditions = new Conditions()
    .add('o.party_id = ?', party.id)
    .add('c.branch = ?', scope)
    .add('o.customer_id > ?', cursor === undefined ? undefined : decodeCursor(cursor, ['key'])[0]);
  const rows = await q.query<Static<typeof ownedEntity> & { key: string }>(
    `SELECT o.customer_id AS key, c.public_id AS "customerId", c.customer_number AS "customerNumber", c.name, c.branch,
       o.basis, trim_scale(o.share)::text AS share, o.as_of::text AS "asOf"
     FROM ${scope === undefined ? 'beneficial_owner_view' : 'usual_owner_view'} o JOIN customer_view c ON c.id = o.customer_id
     ${conditions.where}
     ORDER BY o.customer_id LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  return toPage(
    rows,
    limit,
    ({ key: _key, ...entity }) => entity,
    ({ key }) => [key],
  );
}
