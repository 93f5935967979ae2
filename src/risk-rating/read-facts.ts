import { addDays, daysBetween, type BankDays, type Day, type Tx } from '../platform/index.js';
import { customerEventFlags } from '../customers/index.js';
import type { FactName, RiskFacts } from './domain/facts.js';
import { addMonths } from './domain/override.js';
import type { FactSource } from './ports.js';

/** A customer as far as a rating must know it. */
export interface Subject {
  key: string;
  kind: 'individual' | 'organisation' | 'sole-trader';
  branch: string | null;
  facts: RiskFacts;
}

interface ProfileRow {
  key: string;
  kind: Subject['kind'];
  status: string;
  branch: string | null;
  public_body: boolean;
  date_of_birth: Day | null;
  nationality: string | null;
  occupation: string | null;
  industry: string | null;
  screening_state: string;
  channel: string | null;
  has_agent: boolean;
  relied_on_third_party: boolean;
  correspondent: boolean;
  information_gaps: number;
  owner_count: number;
  countries: string[];
  owner_countries: string[];
  regions: string[];
  document_types: string[] | null;
  document_valid: boolean | null;
  established_on: Day | null;
  foreign_exposed: boolean;
  owner_foreign_exposed: boolean;
}

const HOME = 'CHN';
const FOREIGN = ['passport', 'foreign-permanent-resident'];
const AVERAGE_YEAR = 365.2425;

/**
 * Reads what is known of customers for rating them: one statement per source, however many customers. Walk-ins and
 * customers whose relationship is over or was refused are left out: there is nothing to rate.
 * @param months how far back transactions and alerts are looked at
 */
export async function readFacts(
  tx: Tx,
  keys: readonly string[],
  {
    today,
    months,
    days,
    sources,
  }: { today: Day; months: number; days: BankDays; sources: readonly FactSource[] },
): Promise<Subject[]> {
  if (keys.length === 0) return [];
  const from = addMonths(today, -months);
  const rows = await profiles(tx, keys, today);
  const found = rows.map(({ key }) => key);
  const parts = [
    await movements(tx, found, days.startOf(from), days.startOf(addDays(today, 1))),
    await alerts(tx, found, from),
    await events(tx, found),
  ];
  for (const source of sources) parts.push(await source(tx, found, today));
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    branch: row.branch,
    facts: Object.assign(
      {},
      profileFacts(row, today),
      ...parts.map((part) => part.get(row.key)),
      exposureFacts(row),
    ) as RiskFacts,
  }));
}

/**
 * Foreign political exposure that is registered with the customer holds whatever events say, and the other way round:
 * one of the two is enough (CDD Measures 2025, art. 33). The other categories are not this fact.
 */
function exposureFacts({ foreign_exposed, owner_foreign_exposed }: ProfileRow): RiskFacts {
  return {
    ...(foreign_exposed ? { politicallyExposed: true } : {}),
    ...(owner_foreign_exposed ? { ownerPoliticallyExposed: true } : {}),
  };
}

/** SQL: what holds of the customer or of a record merged into it. */
const either = (column: string): string => `p.${column} OR coalesce(g.${column}, false) AS ${column}`;

/** SQL: what the customer's record says, and what is said only by those merged into it. */
const both = (column: string): string => `p.${column} || ARRAY(SELECT DISTINCT one FROM customer_view m
  JOIN customer_profile_view v ON v.customer_id = m.id, unnest(v.${column}) AS one
  WHERE m.merged_into = k.id AND one <> ALL (p.${column}) ORDER BY one) AS ${column}`;

function profiles(tx: Tx, keys: readonly string[], today: Day): Promise<ProfileRow[]> {
  return tx.query<ProfileRow & Record<string, unknown>>(
    `SELECT c.id AS key, c.kind::text AS kind, c.status::text AS status, c.branch, c.public_body,
       c.date_of_birth::text AS date_of_birth, c.nationality, c.occupation, c.industry, c.screening_state,
       p.channel, p.information_gaps, p.owner_count, d.document_types, d.document_valid,
       d.established_on::text AS established_on, ${either('has_agent')},
       ${either('relied_on_third_party')}, ${either('correspondent')}, ${either('foreign_exposed')},
       ${either('owner_foreign_exposed')}, ${both('countries')}, ${both('owner_countries')}, ${both('regions')}
     FROM unnest($1::bigint[]) AS k (id)
     JOIN customer_view c ON c.id = k.id
     JOIN customer_profile_view p ON p.customer_id = k.id
     LEFT JOIN LATERAL (SELECT bool_or(v.has_agent) AS has_agent, bool_or(v.correspondent) AS correspondent,
         bool_or(v.relied_on_third_party) AS relied_on_third_party, bool_or(v.foreign_exposed) AS foreign_exposed,
         bool_or(v.owner_foreign_exposed) AS owner_foreign_exposed
       FROM customer_view m JOIN customer_profile_view v ON v.customer_id = m.id WHERE m.merged_into = k.id) g ON true
     LEFT JOIN LATERAL (SELECT array_agg(DISTINCT v.type) AS document_types,
         bool_or(v.long_term OR v.valid_until >= $2::date) AS document_valid,
         min(v.issued_on) FILTER (WHERE v.type = 'unified-social-credit') AS established_on
       FROM customer_document_view v WHERE v.customer_id = k.id) d ON true
     WHERE NOT c.occasional AND c.status NOT IN ('closed', 'refused')`,
    [keys, today],
  );
}

function profileFacts(row: ProfileRow, today: Day): RiskFacts {
  const person = row.kind === 'individual';
  const years = (from: Day | null) =>
    from === null ? null : Math.floor(daysBetween(from, today) / AVERAGE_YEAR);
  return {
    publicBody: row.public_body,
    status: row.status,
    informationGaps: row.information_gaps,
    channel: row.channel,
    agent: row.has_agent,
    thirdParty: row.relied_on_third_party,
    correspondent: row.correspondent,
    documentTypes: row.document_types,
    documentValid: row.document_valid,
    foreignDocument: row.document_types?.some((type) => FOREIGN.includes(type)) ?? null,
    nationality: row.nationality,
    countries: row.countries.length > 0 ? row.countries : null,
    regions: row.regions,
    nonResident: nonResident(row, person),
    occupation: row.occupation,
    industry: row.industry,
    screening: row.screening_state,
    ...(person
      ? { ageYears: years(row.date_of_birth) }
      : {
          existenceYears: years(row.established_on),
          ownersKnown: row.owner_count > 0,
          foreignOwner:
            row.owner_countries.length > 0 ? row.owner_countries.some((one) => one !== HOME) : null,
        }),
  };
}

/** A person by nationality, an entity by where its addresses are. */
function nonResident({ nationality, countries }: ProfileRow, person: boolean): boolean | null {
  if (person) return nationality === null ? null : nationality !== HOME;
  return countries.length > 0 ? !countries.includes(HOME) : null;
}

interface MovementRow {
  key: string;
  transactions: number;
  agents: number;
  amount: number;
  cash: number;
  remote: number;
  cross_border: number;
}

/** Shares are of the amount in CNY; a movement still without a rate counts as a transaction only. */
async function movements(
  tx: Tx,
  keys: readonly string[],
  from: Date,
  to: Date,
): Promise<Map<string, RiskFacts>> {
  const rows = await tx.query<MovementRow & Record<string, unknown>>(
    `SELECT k.id AS key, count(l.id)::int AS transactions, (count(*) FILTER (WHERE l.details ? 'conductor'))::int AS agents,
       coalesce(sum(l.worth), 0)::float8 AS amount, coalesce(sum(l.worth) FILTER (WHERE l.cash), 0)::float8 AS cash,
       coalesce(sum(l.worth) FILTER (WHERE l.channel IN ('online', 'mobile')), 0)::float8 AS remote,
       coalesce(sum(l.worth) FILTER (WHERE l.cross_border), 0)::float8 AS cross_border
     FROM unnest($1::bigint[]) AS k (id)
     LEFT JOIN LATERAL (SELECT v.id, v.details, v.cash, v.channel, v.cross_border, (v.amount - v.reversed) * v.rate_cny AS worth
       FROM ledger_view v WHERE v.customer_id = k.id AND v.booked_at >= $2 AND v.booked_at < $3
         AND NOT v.offsets AND v.reversed < v.amount AND v.outcome = 'completed') l ON true
     GROUP BY k.id`,
    [keys, from, to],
  );
  return new Map(
    rows.map(({ key, transactions, agents, amount, ...sums }) => {
      const share = (part: number, whole: number) =>
        whole > 0 ? Math.round((part * 1_000) / whole) / 10 : 0;
      return [
        key,
        {
          transactions,
          agentShare: share(agents, transactions),
          cashShare: share(sums.cash, amount),
          remoteShare: share(sums.remote, amount),
          crossBorderShare: share(sums.cross_border, amount),
        },
      ];
    }),
  );
}

async function alerts(tx: Tx, keys: readonly string[], from: Day): Promise<Map<string, RiskFacts>> {
  const rows = await tx.query<{ key: string; large: number; suspicious: number; confirmed: number }>(
    `SELECT k.id AS key, (count(*) FILTER (WHERE a.kind = 'large-value' AND a.status <> 'withdrawn'))::int AS large,
       (count(*) FILTER (WHERE a.kind = 'suspicious' AND a.status IN ('open', 'in-review')))::int AS suspicious,
       (count(*) FILTER (WHERE a.kind = 'suspicious' AND a.status = 'escalated'))::int AS confirmed
     FROM unnest($1::bigint[]) AS k (id)
     LEFT JOIN alert_view a ON a.customer_id = k.id AND a.as_of >= $2::date GROUP BY k.id`,
    [keys, from],
  );
  return new Map(
    rows.map(({ key, large, suspicious, confirmed }) => [
      key,
      { largeValueAlerts: large, suspiciousAlerts: suspicious, suspicionsConfirmed: confirmed },
    ]),
  );
}

/** Facts that an event raises and a later one lifts; without any the fact does not hold. */
async function events(tx: Tx, keys: readonly string[]): Promise<Map<string, RiskFacts>> {
  const flags = customerEventFlags();
  const facts = new Map<string, Partial<Record<FactName, boolean>>>(
    keys.map((key) => [key, Object.fromEntries(flags.map(({ flag }) => [flag, false]))]),
  );
  const rows = await tx.query<{ key: string; flag: FactName; raised: boolean }>(
    `SELECT DISTINCT ON (e.customer_id, f.flag) e.customer_id AS key, f.flag, f.raised
     FROM customer_event_view e
     JOIN unnest($2::text[], $3::text[], $4::boolean[]) AS f (type, flag, raised) ON f.type = e.type
     WHERE e.customer_id = ANY($1::bigint[]) ORDER BY e.customer_id, f.flag, e.occurred_on DESC, e.id DESC`,
    [keys, flags.map(({ type }) => type), flags.map(({ flag }) => flag), flags.map(({ raises }) => raises)],
  );
  for (const { key, flag, raised } of rows) facts.get(key)![flag] = raised;
  return facts as Map<string, RiskFacts>;
}
