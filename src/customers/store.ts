import { newId, type Conditions, type Queryable, type Tx } from '../platform/index.js';
import type { FieldChange } from './domain/changes.js';
import type { Customer, Facts } from './domain/record.js';
import type { Hold } from './domain/status.js';
import type { Account, CustomerStatus } from './schemas.js';
import { insertAccounts, insertDocuments, insertNameKeys } from './store-parts.js';

/**
 * The only file that reads and writes the personal columns of a customer; names and numbers in search keys are read
 * by `search.ts`. Days come and go as text, `key` (bigint) as text.
 */
export interface NewCustomer {
  facts: Facts & { customerNumber: string };
  occasional: boolean;
  status: CustomerStatus;
  factsHold: Hold;
  findings: Customer['findings'];
  /** Of what the facts lack. */
  findingCodes: readonly string[];
}

/** Whether a number of a customer or an account turned out to exist. */
export const isUniqueViolation = (error: unknown): boolean => (error as { code?: string }).code === '23505';

interface Row {
  key: string;
  id: string;
  customer_number: string;
  occasional: boolean;
  status: CustomerStatus;
  facts_hold: Hold;
  findings: Customer['findings'];
  restricted: boolean;
  closed_on: string | null;
  closure_reason: string | null;
  risk_level: string | null;
  next_review_on: string | null;
  merged_into: Customer['mergedInto'];
  merged: Customer['merged'] | null;
  screening_state: Customer['screeningState'];
  created_at: Date;
  updated_at: Date;
  version: number;
  facts: Facts & { customerNumber: string };
  profile: object;
}

const LINKED = `jsonb_build_object('id', k.public_id, 'customerNumber', k.customer_number, 'name', k.name, 'branch', k.branch)`;
// Nulls are stripped, so that the object has the fields of the contract that are there and no others.
const SELECT = `SELECT c.id AS key, c.public_id AS id, c.customer_number, c.occasional, c.status, c.facts_hold,
  c.findings, c.restricted, c.closed_on::text, c.closure_reason, c.risk_level,
  (SELECT ${LINKED} FROM customer k WHERE k.id = c.merged_into) AS merged_into,
  (SELECT jsonb_agg(${LINKED} ORDER BY k.id) FROM customer k WHERE k.merged_into = c.id) AS merged,
  c.next_review_on::text, c.screening_state, c.created_at, c.updated_at, c.version, c.profile,
  jsonb_strip_nulls(jsonb_build_object('kind', c.kind, 'branch', c.branch, 'name', c.name,
    'customerNumber', c.customer_number, 'publicBody', CASE WHEN c.public_body THEN true END,
    'nameLatin', c.name_latin, 'gender', c.gender, 'dateOfBirth', c.date_of_birth, 'nationality', c.nationality,
    'occupation', c.occupation, 'industry', c.industry, 'openedOn', c.opened_on,
    'documents', (SELECT jsonb_agg(jsonb_build_object('type', d.type, 'number', d.number, 'issuer', d.issuer,
        'issuedOn', d.issued_on, 'validUntil', d.valid_until, 'longTerm', CASE WHEN d.long_term THEN true END,
        'images', nullif(d.images, '[]')) ORDER BY d.position)
      FROM customer_document d WHERE d.customer_id = c.id),
    'accounts', (SELECT jsonb_agg(jsonb_build_object('accountNumber', a.account_number, 'type', a.type,
        'currency', a.currency, 'openedOn', a.opened_on, 'closedOn', a.closed_on) ORDER BY a.id)
      FROM account a WHERE a.customer_id = c.id))) AS facts
  FROM customer c`;

function toCustomer(row: Row): Customer {
  return {
    key: row.key,
    id: row.id,
    customerNumber: row.customer_number,
    occasional: row.occasional,
    status: row.status,
    factsHold: row.facts_hold,
    findings: row.findings,
    restricted: row.restricted,
    closedOn: row.closed_on,
    closureReason: row.closure_reason,
    riskLevel: row.risk_level,
    nextReviewOn: row.next_review_on,
    mergedInto: row.merged_into,
    merged: row.merged ?? [],
    screeningState: row.screening_state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    facts: { ...row.facts, ...row.profile },
  };
}

/** What goes into columns and tables of its own; the rest is the profile. */
function split(facts: Facts) {
  const {
    kind,
    branch,
    name,
    customerNumber,
    publicBody,
    nameLatin,
    gender,
    dateOfBirth,
    nationality,
    occupation,
    industry,
    openedOn,
    documents = [],
    accounts = [],
    ...profile
  } = facts;
  const columns = {
    customer_number: customerNumber,
    kind,
    public_body: publicBody ?? false,
    branch,
    name,
    name_latin: nameLatin,
    gender,
    date_of_birth: dateOfBirth,
    nationality,
    occupation,
    industry,
    opened_on: openedOn,
    profile,
  };
  return { columns, documents, accounts };
}

const COLUMNS = `customer_number text, kind customer_kind, public_body boolean, branch text, name text,
  name_latin text, gender text, date_of_birth date, nationality text, occupation text, industry text,
  opened_on date, profile jsonb`;
const NAMES = COLUMNS.replace(/(\w+) \w+/g, '$1');

/**
 * Stores customers with their documents, accounts and search keys in a handful of statements, however many.
 * A walk-in who is stored already is left as is. A number that exists throws what {@link isUniqueViolation} knows.
 * @returns key and id of those stored, by customer number
 */
export async function insertCustomers(
  tx: Tx,
  customers: readonly NewCustomer[],
  now: Date,
): Promise<Map<string, { key: string; id: string }>> {
  const parts = customers.map((customer) => ({ ...customer, ...split(customer.facts) }));
  const rows = parts
    .map(({ columns, occasional, status, factsHold, findings, findingCodes }) => ({
      ...columns,
      public_id: newId(now.getTime()),
      occasional,
      status,
      facts_hold: factsHold,
      findings,
      finding_codes: findingCodes,
    }))
    // One order for all, so that two batches wait for each other and never in a circle.
    .sort((a, b) => (a.customer_number! < b.customer_number! ? -1 : 1));
  const stored = await tx.query<{ key: string; id: string; customer_number: string }>(
    `INSERT INTO customer (public_id, occasional, status, facts_hold, findings, finding_codes, created_at, updated_at,
       ${NAMES})
     SELECT public_id, occasional, status, facts_hold, findings, finding_codes, $2, $2, ${NAMES}
     FROM jsonb_to_recordset($1) AS r (public_id uuid, occasional boolean, status customer_status, facts_hold text,
       findings jsonb, finding_codes text[], ${COLUMNS})
     ${customers.every(({ occasional }) => occasional) ? 'ON CONFLICT (customer_number) DO NOTHING' : ''}
     RETURNING id AS key, public_id AS id, customer_number`,
    [JSON.stringify(rows), now],
  );
  const ids = new Map(stored.map(({ customer_number, key, id }) => [customer_number, { key, id }]));
  const made = parts.flatMap((part) => {
    const at = ids.get(part.facts.customerNumber);
    return at ? [{ ...part, key: at.key }] : [];
  });
  await insertDocuments(
    tx,
    made.map(({ key, documents }) => ({ key, documents })),
  );
  await insertNameKeys(
    tx,
    made.map(({ key, facts }) => ({ key, facts })),
  );
  await insertAccounts(
    tx,
    made.map(({ key, accounts }) => ({ key, accounts })),
  );
  return ids;
}

/** Writes changed facts over the stored ones and keeps what they were. Accounts are added and changed, never removed. */
export async function updateCustomer(
  tx: Tx,
  before: Customer,
  after: {
    facts: Facts;
    status: CustomerStatus;
    factsHold: Hold;
    findings: Customer['findings'];
    /** Left as they are when not given. */
    findingCodes?: readonly string[];
    closure?: { closedOn: string; reason: string };
  },
  change: {
    fields: readonly FieldChange[];
    actor: { kind: string; id: string; name: string };
    now: Date;
  },
): Promise<void> {
  const { key, version } = before;
  const { columns, documents, accounts } = split(after.facts);
  await tx.query(
    `UPDATE customer SET (${NAMES}) = (SELECT ${NAMES} FROM jsonb_to_record($2) AS r (${COLUMNS})),
       status = $3, facts_hold = $5, findings = $8, updated_at = $4, version = version + 1, closed_on = coalesce($6, closed_on),
       closure_reason = coalesce($7, closure_reason), finding_codes = coalesce($9, finding_codes) WHERE id = $1`,
    [
      ...[key, JSON.stringify(columns), after.status, change.now, after.factsHold],
      ...[after.closure?.closedOn, after.closure?.reason, JSON.stringify(after.findings)],
      after.findingCodes,
    ],
  );
  await tx.query(
    `INSERT INTO customer_change (customer_id, version, changed_at, actor_kind, actor_id, actor_name, fields)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      key,
      version + 1,
      change.now,
      change.actor.kind,
      change.actor.id,
      change.actor.name,
      JSON.stringify(change.fields),
    ],
  );
  const touched = new Set(change.fields.map(({ pointer }) => pointer.split('/')[1]));
  if (touched.has('documents')) {
    await tx.query('DELETE FROM customer_document WHERE customer_id = $1', [key]);
    await insertDocuments(tx, [{ key, documents }]);
  }
  if (['kind', 'branch', 'name', 'nameLatin', 'formerNames'].some((field) => touched.has(field))) {
    await tx.query('DELETE FROM customer_name_key WHERE customer_id = $1', [key]);
    await insertNameKeys(tx, [{ key, facts: after.facts }]);
  }
  if (touched.has('accounts')) await changeAccounts(tx, before, accounts);
}

async function changeAccounts(tx: Tx, before: Customer, accounts: readonly Account[]): Promise<void> {
  const known = new Set(before.facts.accounts?.map(({ accountNumber }) => accountNumber));
  await tx.query(
    `UPDATE account a SET type = r.type, currency = r.currency, opened_on = r."openedOn", closed_on = r."closedOn"
     FROM jsonb_to_recordset($2) AS r ("accountNumber" text, type text, currency text, "openedOn" date,
       "closedOn" date)
     WHERE a.customer_id = $1 AND a.account_number = r."accountNumber"`,
    [before.key, JSON.stringify(accounts)],
  );
  const added = accounts.filter(({ accountNumber }) => !known.has(accountNumber));
  await insertAccounts(tx, [{ key: before.key, accounts: added }]);
}

/** One customer by the outside id, or `undefined`; `lock` keeps others from changing it until the transaction ends. */
export async function findById(q: Queryable, id: string, lock = false): Promise<Customer | undefined> {
  const [row] = await q.query<Row>(
    `${SELECT} WHERE c.public_id = $1 ${lock ? 'FOR NO KEY UPDATE OF c' : ''}`,
    [id],
  );
  return row && toCustomer(row);
}

export async function findByNumbers(
  q: Queryable,
  numbers: readonly string[],
): Promise<Map<string, Customer>> {
  if (numbers.length === 0) return new Map();
  const rows = await q.query<Row>(`${SELECT} WHERE c.customer_number = ANY($1)`, [numbers]);
  return new Map(rows.map((row) => [row.customer_number, toCustomer(row)]));
}

/** A condition on the code of what the facts lack, in a list of one; in the words of the index. */
export const HAS_FINDING = "c.finding_codes <> '{}' AND c.finding_codes @> ?::text[]";

/** Newest first unless told otherwise; `limit` rows of those that fit. Columns in the conditions carry the prefix `c.`. */
export async function findPage(
  q: Queryable,
  conditions: Conditions,
  limit: number,
  order: 'c.id DESC' | 'c.id' | 'c.updated_at, c.id' = 'c.id DESC',
): Promise<Customer[]> {
  const at = conditions.parameter(limit);
  const rows = await q.query<Row>(
    `${SELECT} ${conditions.where} ORDER BY ${order} LIMIT ${at}`,
    conditions.values,
  );
  return rows.map(toCustomer);
}

/** Which of these account numbers exist. */
export async function existingAccounts(q: Queryable, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await q.query<{ account_number: string }>(
    'SELECT account_number FROM account WHERE account_number = ANY($1)',
    [numbers],
  );
  return new Set(rows.map(({ account_number }) => account_number));
}

/** Fresh customer numbers `C0000000000001`, none of which a customer has or is among `except`. */
export async function drawCustomerNumbers(
  q: Queryable,
  count: number,
  except: readonly string[],
): Promise<string[]> {
  const drawn: string[] = [];
  while (drawn.length < count) {
    const rows = await q.query<{ number: string }>(
      `SELECT n.number FROM (SELECT 'C' || to_char(nextval('customer_number_sequence'), 'FM0999999999999') AS number
         FROM generate_series(1, $1)) n
       WHERE n.number <> ALL($2) AND NOT EXISTS (SELECT FROM customer c WHERE c.customer_number = n.number)`,
      [count - drawn.length, except],
    );
    drawn.push(...rows.map(({ number }) => number));
  }
  return drawn;
}
