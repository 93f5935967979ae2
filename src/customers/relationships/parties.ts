import { newId, type Day, type Tx } from '../../platform/index.js';
import { documentNumberKey, nameKey } from '../domain/search-keys.js';
import type { CustomerDocument, CustomerKind } from '../schemas.js';
import { bodyTypeOf } from './domain/body-type.js';
import { sameParty, type Identity } from './domain/recognition.js';
import type { BodyType } from './domain/types.js';
import { standingElsewhere } from './store.js';

/** A natural person or body in the words of whoever names it. */
export interface PartyInput {
  kind: 'person' | 'body';
  name: string;
  bodyType?: BodyType | undefined;
  nameLatin?: string | undefined;
  gender?: string | undefined;
  dateOfBirth?: Day | undefined;
  nationality?: string | undefined;
  documents?: readonly CustomerDocument[] | undefined;
}

interface Candidate extends Identity {
  /** Null for a customer that is no party yet. */
  party: string | null;
  customer: string | null;
}

interface CandidateRow {
  party: string | null;
  customer: string | null;
  kind: 'person' | 'body';
  name: string;
  gender: string | null;
  date_of_birth: string | null;
  nationality: string | null;
  documents: { type: string; numberKey: string }[] | null;
}

export function identityOf(input: PartyInput): Identity {
  return {
    kind: input.kind,
    nameKey: nameKey(input.name),
    dateOfBirth: input.dateOfBirth,
    gender: input.gender,
    nationality: input.nationality,
    documents: (input.documents ?? []).map(({ type, number }) => ({
      type,
      numberKey: documentNumberKey(number),
    })),
  };
}

const documentMark = (type: string, key: string) => `d ${type} ${key}`;
const birthMark = (name: string, birth: string) => `b ${birth} ${name}`;

function marks({ kind, nameKey: name, dateOfBirth, documents }: Identity): string[] {
  return [
    ...documents.map(({ type, numberKey }) => documentMark(type, numberKey)),
    ...(kind === 'person' && dateOfBirth !== undefined ? [birthMark(name, dateOfBirth)] : []),
  ];
}

/** Known parties and customers, found by any document number or by name and birth. */
async function candidates(tx: Tx, identities: readonly Identity[]): Promise<Candidate[]> {
  const numbers = identities.flatMap(({ documents }) => documents);
  const births = identities.filter(({ kind, dateOfBirth }) => kind === 'person' && dateOfBirth !== undefined);
  const rows = await tx.query<CandidateRow>(
    `WITH number AS MATERIALIZED (SELECT DISTINCT type, key FROM unnest($1::text[], $2::text[]) AS n (type, key)),
     hit AS (
       SELECT d.party_id AS party, p.customer_id AS customer
       FROM number n JOIN party_document d ON d.number_key = n.key AND d.type = n.type JOIN party p ON p.id = d.party_id
       UNION
       SELECT p.id, d.customer_id
       FROM number n JOIN customer_document d ON d.number_key = n.key AND d.type = n.type
         LEFT JOIN party p ON p.customer_id = d.customer_id
       UNION
       SELECT p.id, p.customer_id
       FROM unnest($3::text[], $4::date[]) AS b (key, birth)
         JOIN party p ON p.name_key = b.key AND p.date_of_birth = b.birth AND p.kind = 'person')
     SELECT h.party, h.customer,
       coalesce(p.kind, CASE WHEN c.kind = 'individual' THEN 'person' ELSE 'body' END) AS kind,
       coalesce(p.name, c.name) AS name, coalesce(p.gender, c.gender) AS gender,
       coalesce(p.date_of_birth, c.date_of_birth)::text AS date_of_birth,
       coalesce(p.nationality, c.nationality) AS nationality,
       (SELECT jsonb_agg(jsonb_build_object('type', a.type, 'numberKey', a.number_key)) FROM (
          SELECT type, number_key FROM party_document WHERE party_id = h.party
          UNION SELECT type, number_key FROM customer_document WHERE customer_id = h.customer) a) AS documents
     FROM hit h LEFT JOIN party p ON p.id = h.party LEFT JOIN customer c ON c.id = h.customer
     ORDER BY h.party NULLS LAST, h.customer`,
    [
      numbers.map(({ type }) => type),
      numbers.map(({ numberKey }) => numberKey),
      births.map(({ nameKey: key }) => key),
      births.map(({ dateOfBirth }) => dateOfBirth),
    ],
  );
  return rows.map((row) => ({
    party: row.party,
    customer: row.customer,
    kind: row.kind,
    nameKey: nameKey(row.name),
    gender: row.gender ?? undefined,
    dateOfBirth: row.date_of_birth ?? undefined,
    nationality: row.nationality ?? undefined,
    documents: row.documents ?? [],
  }));
}

/** The one known candidate that is surely the same; none when several are, unless a document tells them apart. */
function recognise(identity: Identity, known: ReadonlyMap<string, Candidate[]>): Candidate | undefined {
  const found = marks(identity).flatMap((mark) =>
    (known.get(mark) ?? [])
      .filter((candidate) => sameParty(identity, candidate))
      .map((candidate) => ({ candidate, byDocument: mark.startsWith('d ') })),
  );
  const byDocument = found.find((one) => one.byDocument);
  if (byDocument) return byDocument.candidate;
  const distinct = new Set(found.map(({ candidate }) => candidate));
  return distinct.size === 1 ? found[0]!.candidate : undefined;
}

/**
 * Finds or makes the parties that are named, in a few statements however many. Documents that are named go to a party
 * just made, or to one that is known and is nobody's but the namer's to change; otherwise they stay what somebody said.
 * @param scope the branch the namer is bound to
 * @returns one internal key per input, in order; two inputs surely of one party get one key
 */
export async function resolveParties(
  tx: Tx,
  inputs: readonly PartyInput[],
  now: Date,
  scope: string | undefined,
): Promise<string[]> {
  if (inputs.length === 0) return [];
  const identities = inputs.map(identityOf);
  const known = new Map<string, Candidate[]>();
  const learn = (candidate: Candidate) => {
    for (const mark of marks(candidate)) {
      const there = known.get(mark);
      if (there) there.push(candidate);
      else known.set(mark, [candidate]);
    }
  };
  for (const candidate of await candidates(tx, identities)) learn(candidate);
  const chosen = identities.map((identity) => {
    const found = recognise(identity, known);
    if (found) return found;
    const made: Candidate = { ...identity, party: null, customer: null };
    learn(made);
    return made;
  });

  const customers = [
    ...new Set(chosen.flatMap(({ party, customer }) => (party === null && customer ? [customer] : []))),
  ];
  const ofCustomers = await partiesOfCustomers(tx, customers, now);
  for (const one of chosen)
    if (one.party === null && one.customer) one.party = ofCustomers.get(one.customer)!;

  const fresh = new Map<Candidate, PartyInput>();
  chosen.forEach((one, index) => {
    if (one.party === null && !fresh.has(one)) fresh.set(one, inputs[index]!);
  });
  await insertParties(tx, fresh, now, scope === undefined);
  const named = chosen.flatMap((one, index) =>
    (inputs[index]!.documents ?? []).map((document) => ({ one, party: one.party!, document })),
  );
  const recognised = named.filter(({ one }) => !fresh.has(one) && one.customer === null);
  const foreign = await standingElsewhere(
    tx,
    recognised.map(({ party }) => party),
    scope,
  );
  const documents = named.filter(
    ({ one, party }) => fresh.has(one) || (one.customer === null && !foreign.has(party)),
  );
  const stored = await insertDocuments(tx, documents);
  const unstored = [...fresh.keys()].filter((one) =>
    one.documents.some(({ numberKey }) => !stored.has(numberKey)),
  );
  await assertNobodyElse(tx, unstored);
  return chosen.map(({ party }) => party!);
}

/** Another transaction entered the same party after we looked. Repeated from the start, it is found. */
class EnteredMeanwhile extends Error {
  readonly code = '23505';
}

/** Throws what `isUniqueViolation` knows when somebody else stored a document of a party just made, for the same party. */
async function assertNobodyElse(tx: Tx, made: readonly Candidate[]): Promise<void> {
  if (made.length === 0) return;
  const others = await candidates(tx, made);
  if (made.some((one) => others.some((other) => other.party !== one.party && sameParty(one, other))))
    throw new EnteredMeanwhile('the party was entered meanwhile');
}

async function insertParties(
  tx: Tx,
  fresh: ReadonlyMap<Candidate, PartyInput>,
  now: Date,
  confirmed: boolean,
): Promise<void> {
  if (fresh.size === 0) return;
  const made = [...fresh].map(([candidate, input]) => ({ candidate, input, id: newId(now.getTime()) }));
  const rows = await tx.query<{ key: string; id: string }>(
    `INSERT INTO party (public_id, kind, body_type, name, name_key, name_latin, gender, date_of_birth, nationality, created_at,
       body_type_confirmed)
     SELECT public_id, kind, body_type, name, name_key, name_latin, gender, date_of_birth, nationality, $2, $3
     FROM jsonb_to_recordset($1) AS r (public_id uuid, kind text, body_type text, name text, name_key text,
       name_latin text, gender text, date_of_birth date, nationality text)
     RETURNING id AS key, public_id AS id`,
    [
      JSON.stringify(
        made.map(({ id, candidate, input }) => ({
          public_id: id,
          kind: input.kind,
          body_type: input.kind === 'body' ? input.bodyType : undefined,
          name: input.name,
          name_key: candidate.nameKey,
          name_latin: input.nameLatin,
          gender: input.gender,
          date_of_birth: input.dateOfBirth,
          nationality: input.nationality,
        })),
      ),
      now,
      confirmed,
    ],
  );
  const keys = new Map(rows.map(({ key, id }) => [id, key]));
  for (const { candidate, id } of made) candidate.party = keys.get(id)!;
}

/** Documents a party was named with; those known already, or of another, stay as they are. */
async function insertDocuments(
  tx: Tx,
  named: readonly { party: string; document: CustomerDocument }[],
): Promise<Set<string>> {
  if (named.length === 0) return new Set();
  const rows = await tx.query<{ number_key: string }>(
    `INSERT INTO party_document (party_id, type, number, number_key, issuer, issued_on, valid_until, long_term)
     SELECT party, type, number, number_key, issuer, "issuedOn", "validUntil", coalesce("longTerm", false)
     FROM jsonb_to_recordset($1) AS r (party bigint, type text, number text, number_key text, issuer text,
       "issuedOn" date, "validUntil" date, "longTerm" boolean)
     ORDER BY number_key ON CONFLICT DO NOTHING RETURNING number_key`,
    [
      JSON.stringify(
        named.map(({ party, document }) => ({
          ...document,
          party,
          number_key: documentNumberKey(document.number),
        })),
      ),
    ],
  );
  return new Set(rows.map((row) => row.number_key));
}

/** The parties that customers are, made where they are not yet; by internal key of the customer. */
export async function partiesOfCustomers(
  tx: Tx,
  customers: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  if (customers.length === 0) return new Map();
  const rows = await tx.query<{
    key: string;
    kind: CustomerKind;
    public_body: boolean;
    name: string;
    party: string | null;
    documents: CustomerDocument[] | null;
  }>(
    `SELECT c.id AS key, c.kind, c.public_body, c.name, p.id AS party,
       (SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number))
        FROM customer_document d WHERE d.customer_id = c.id) AS documents
     FROM customer c LEFT JOIN party p ON p.customer_id = c.id WHERE c.id = ANY($1::bigint[]) ORDER BY c.id`,
    [customers],
  );
  const absent = rows.filter(({ party }) => party === null);
  if (absent.length > 0) {
    await tx.query(
      `INSERT INTO party (public_id, kind, body_type, customer_id, name, name_key, name_latin, gender, date_of_birth,
         nationality, created_at)
       SELECT r.public_id, CASE WHEN c.kind = 'individual' THEN 'person' ELSE 'body' END, r.body_type, c.id, c.name, r.name_key, c.name_latin, c.gender, c.date_of_birth, c.nationality, $2
       FROM jsonb_to_recordset($1) AS r (customer bigint, public_id uuid, name_key text, body_type text)
         JOIN customer c ON c.id = r.customer ORDER BY c.id
       ON CONFLICT (customer_id) DO NOTHING`,
      [
        JSON.stringify(
          absent.map(({ key, name, kind, public_body: publicBody }) => ({
            customer: key,
            public_id: newId(now.getTime()),
            name_key: nameKey(name),
            body_type: bodyTypeOf({ kind, publicBody }),
          })),
        ),
        now,
      ],
    );
  }
  const parties = await tx.query<{ customer: string; party: string }>(
    'SELECT customer_id AS customer, id AS party FROM party WHERE customer_id = ANY($1::bigint[])',
    [customers],
  );
  const map = new Map(parties.map(({ customer, party }) => [customer, party]));
  await insertDocuments(
    tx,
    absent.flatMap(({ key, documents }) =>
      (documents ?? []).map((document) => ({ party: map.get(key)!, document })),
    ),
  );
  return map;
}
