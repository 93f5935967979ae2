import { sha256, type Actor, type BankDays, type Clock, type Day, type Tx } from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import { canonicalJson } from '../domain/changes.js';
import type { Facts } from '../domain/record.js';
import { isBranchBound } from '../scope.js';
import { documentNumberKey, nameKey } from '../domain/search-keys.js';
import type { OnStored, StoredCustomer } from '../ports.js';
import { bodyTypeAfter } from './domain/body-type.js';
import { sameParty } from './domain/recognition.js';
import { DECLARED_OWNER, type BodyType, type RelationshipType } from './domain/types.js';
import { identityOf, partiesOfCustomers, resolveParties, type PartyInput } from './parties.js';
import { endRelationships, insertRelationships, type NewRelationship } from './store.js';

/** What a customer's facts say of its relationships. */
interface Declared {
  customer: string;
  fact: 'beneficialOwners' | 'legalRepresentative' | 'agent';
  type: RelationshipType;
  person: PartyInput;
  stated: object;
  digest: string;
  share?: string | undefined;
  means?: string | undefined;
  since?: Day | undefined;
}

/** A share with as many digits as are kept; a declaration that is finer than that says nothing more. */
const shareText = (share: string | number | undefined): string | undefined => {
  const number = Number(share);
  return share === undefined || !(number >= 0 && number <= 100)
    ? undefined
    : typeof share === 'string'
      ? share.slice(0, 16)
      : String(share);
};

function declaredBy(customer: string, facts: Facts): Declared[] {
  const of = (fact: Declared['fact'], type: RelationshipType, stated: object & PartyInputLike): Declared => ({
    customer,
    fact,
    type,
    person: { ...stated, kind: 'person' },
    stated,
    digest: sha256(canonicalJson([fact, stated])).toString('hex'),
  });
  return [
    ...(facts.beneficialOwners ?? []).map((owner) => ({
      ...of('beneficialOwners', DECLARED_OWNER, owner),
      share: shareText(owner.share),
      means: owner.basis,
      since: owner.since,
    })),
    ...(facts.legalRepresentative
      ? [of('legalRepresentative', 'legal-representative', facts.legalRepresentative)]
      : []),
    ...(facts.agent
      ? [{ ...of('agent', 'agent', facts.agent), means: facts.agent.authorisation.slice(0, 200) }]
      : []),
  ];
}
type PartyInputLike = Omit<PartyInput, 'kind'>;

const declares = (facts: Facts | null): boolean =>
  facts !== null &&
  (facts.beneficialOwners !== undefined ||
    facts.legalRepresentative !== undefined ||
    facts.agent !== undefined);

/** Told of the bodies whose relationships changed, by internal party key. */
export type OnRelationshipsChanged = (tx: Tx, actor: Actor, parties: readonly string[]) => Promise<void>;

/**
 * Keeps relationships in step with what customers declare of themselves, for thousands at once: what is new begins,
 * what is no longer said ends today, what stays is left alone. Also keeps a customer's party in step with the customer,
 * and takes a party for the customer it turns out to be.
 */
export function keepDeclared(parts: {
  clock: Clock;
  days: BankDays;
  changed: OnRelationshipsChanged;
}): OnStored {
  return async (tx, actor, stored) => {
    const now = parts.clock.now();
    const today = parts.days.dayOf(now);
    const linked = await adoptParties(tx, stored);
    await followCustomers(
      tx,
      stored.filter(({ before }) => before !== null),
    );
    linked.push(...(await followMarks(tx, actor, stored)), ...(await doubtNewMarks(tx, actor, stored, now)));
    const touched = stored.filter(({ before, after }) => declares(before) || declares(after));
    const before = new Map(
      touched
        .flatMap(({ key, before: facts }) => (facts ? declaredBy(key, facts) : []))
        .map((one) => [`${one.customer} ${one.digest}`, one]),
    );
    const wanted = touched.flatMap(({ key, after }) => declaredBy(key, after));
    const wantedMarks = new Set(wanted.map(({ customer, digest }) => `${customer} ${digest}`));
    const begun = wanted.filter(({ customer, digest }) => !before.has(`${customer} ${digest}`));
    const ended = [...before].filter(([mark]) => !wantedMarks.has(mark)).map(([, one]) => one);
    const affected = [...new Set([...begun, ...ended].map(({ customer }) => customer))];
    const subjects = await partiesOfCustomers(tx, affected, now);
    await endRelationships(
      tx,
      actor,
      ended.map(({ customer, digest }) => ({ subject: subjects.get(customer)!, digest })),
      { today, reason: 'no longer declared', now },
    );
    const holders = await resolveParties(
      tx,
      begun.map(({ person }) => person),
      now,
      branchScope(actor),
    );
    const opened = new Map(
      stored.map(({ key, before: was, after }) => [key, was === null ? after.openedOn : undefined]),
    );
    await insertRelationships(
      tx,
      actor,
      begun.flatMap((one, index): NewRelationship[] => {
        const subject = subjects.get(one.customer)!;
        const holder = holders[index]!;
        // Whoever is said to represent or own itself stands in no relationship.
        if (holder === subject) return [];
        const since = one.since ?? opened.get(one.customer) ?? today;
        return [
          {
            holder,
            subject,
            type: one.type,
            share: one.share ?? null,
            means: one.means ?? null,
            since: since > today && one.since === undefined ? today : since,
            until: null,
            source: 'declared',
            reference: null,
            stated: one.stated,
            fact: one.fact,
            digest: one.digest,
          },
        ];
      }),
      now,
    );
    const changed = [...new Set([...subjects.values(), ...linked])];
    if (changed.length > 0) await parts.changed(tx, actor, changed);
  };
}

/** A customer's party bears the customer's name and facts. */
async function followCustomers(tx: Tx, changed: readonly StoredCustomer[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.query(
    `UPDATE party p SET name = r.name, name_key = r.name_key, name_latin = r."nameLatin", gender = r.gender,
       date_of_birth = r."dateOfBirth", nationality = r.nationality
     FROM jsonb_to_recordset($1) AS r (key bigint, name text, name_key text, "nameLatin" text, gender text,
       "dateOfBirth" date, nationality text)
     WHERE p.customer_id = r.key`,
    [
      JSON.stringify(
        changed.map(({ key, after }) => ({
          key,
          name: after.name,
          name_key: nameKey(after.name),
          nameLatin: after.nameLatin,
          gender: after.gender,
          dateOfBirth: after.dateOfBirth,
          nationality: after.nationality,
        })),
      ),
    ],
  );
}

/**
 * A customer's party is a person or a body of the kind that the customer's marks say, as soon as they say it.
 * @returns the parties that became something else
 */
async function followMarks(tx: Tx, actor: Actor, stored: readonly StoredCustomer[]): Promise<string[]> {
  const marked = stored.flatMap(({ key, before, after }) =>
    before !== null && (before.kind !== after.kind || before.publicBody !== after.publicBody)
      ? [{ key, before, after }]
      : [],
  );
  if (marked.length === 0) return [];
  const rows = await tx.query<{
    party: string;
    customer: string;
    bodyType: BodyType | null;
    confirmed: boolean;
  }>(
    `SELECT id AS party, customer_id AS customer, body_type AS "bodyType", body_type_confirmed AS confirmed FROM party
     WHERE customer_id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
    [marked.map(({ key }) => key)],
  );
  const byKey = new Map(marked.map((one) => [one.key, one]));
  const known = !isBranchBound(actor);
  const now = rows.map(({ party, customer, bodyType, confirmed }) => {
    const { before, after } = byKey.get(customer)!;
    const type = bodyTypeAfter(bodyType, before, after);
    const same = type === bodyType && confirmed;
    return {
      party,
      kind: after.kind === 'individual' ? 'person' : 'body',
      bodyType: type,
      confirmed: after.publicBody ? known || same : same || type !== bodyType,
    };
  });
  const changed = await tx.query<{ party: string }>(
    `UPDATE party p SET kind = r.kind, body_type = r."bodyType", body_type_confirmed = r.confirmed
     FROM jsonb_to_recordset($1) AS r (party bigint, kind text, "bodyType" text, confirmed boolean)
     WHERE p.id = r.party AND (p.kind, p.body_type, p.body_type_confirmed)
       IS DISTINCT FROM (r.kind, r."bodyType", r.confirmed) RETURNING p.id AS party`,
    [JSON.stringify(now)],
  );
  return changed.map(({ party }) => party);
}

/**
 * A customer that a branch enters as a public body has a party at once, so that somebody is asked to confirm it.
 * @returns the parties made
 */
async function doubtNewMarks(
  tx: Tx,
  actor: Actor,
  stored: readonly StoredCustomer[],
  now: Date,
): Promise<string[]> {
  if (!isBranchBound(actor)) return [];
  const keys = stored.flatMap(({ key, before, after }) =>
    before === null && after.kind === 'organisation' && after.publicBody ? [key] : [],
  );
  if (keys.length === 0) return [];
  const parties = [...(await partiesOfCustomers(tx, keys, now)).values()];
  await tx.query('UPDATE party SET body_type_confirmed = false WHERE id = ANY($1::bigint[])', [parties]);
  return parties;
}

/**
 * Somebody known as an owner becomes a customer: from then on the party is that customer. Only by document, and only
 * where neither has another.
 * @returns the parties taken over
 */
async function adoptParties(tx: Tx, stored: readonly StoredCustomer[]): Promise<string[]> {
  const numbers = stored.flatMap(({ key, before, after }) =>
    (after.documents ?? [])
      .filter(({ number }) => !before?.documents?.some((document) => document.number === number))
      .map(({ type, number }) => ({ key, type, number: documentNumberKey(number) })),
  );
  if (numbers.length === 0) return [];
  const rows = await tx.query<{
    customer: string;
    party: string;
    kind: 'person' | 'body';
    name_key: string;
    gender: string | null;
    birth: string | null;
    nationality: string | null;
    documents: { type: string; numberKey: string }[];
  }>(
    `SELECT n.key AS customer, p.id AS party, p.kind, p.name_key, p.gender, p.date_of_birth::text AS birth, p.nationality,
       (SELECT jsonb_agg(jsonb_build_object('type', a.type, 'numberKey', a.number_key))
        FROM party_document a WHERE a.party_id = p.id) AS documents
     FROM jsonb_to_recordset($1) AS n (key bigint, type text, number text)
       JOIN party_document d ON d.number_key = n.number AND d.type = n.type
       JOIN party p ON p.id = d.party_id AND p.customer_id IS NULL
     WHERE NOT EXISTS (SELECT FROM party o WHERE o.customer_id = n.key)
     ORDER BY p.id FOR UPDATE OF p`,
    [JSON.stringify(numbers)],
  );
  const facts = new Map(stored.map(({ key, after }) => [key, after]));
  const takenParties = new Set<string>();
  const takenCustomers = new Set<string>();
  const pairs = rows.filter((row) => {
    const { kind, ...rest } = facts.get(row.customer)!;
    const same = sameParty(identityOf({ ...rest, kind: kind === 'individual' ? 'person' : 'body' }), {
      kind: row.kind,
      nameKey: row.name_key,
      gender: row.gender ?? undefined,
      dateOfBirth: row.birth ?? undefined,
      nationality: row.nationality ?? undefined,
      documents: row.documents,
    });
    if (!same || takenParties.has(row.party) || takenCustomers.has(row.customer)) return false;
    takenParties.add(row.party);
    takenCustomers.add(row.customer);
    return true;
  });
  if (pairs.length === 0) return [];
  await tx.query(
    `UPDATE party p SET customer_id = r.customer FROM unnest($1::bigint[], $2::bigint[]) AS r (party, customer)
     WHERE p.id = r.party AND p.customer_id IS NULL`,
    [pairs.map(({ party }) => party), pairs.map(({ customer }) => customer)],
  );
  await followCustomers(
    tx,
    stored.filter(({ key }) => takenCustomers.has(key)),
  );
  return pairs.map(({ party }) => party);
}
