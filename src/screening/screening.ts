import { newId, type Actor, type BankDays, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Customers, Finding, StoredCustomer } from '../customers/index.js';
import type { Alerts } from '../alerts/index.js';

export const SCREENING_RULE = 'screening-exact-match';

export interface ScreeningParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  alerts: Alerts;
  customers: Pick<Customers, 'setFindings' | 'setScreening'>;
}

/** A customer found on a list; `merged_from` is the record whose facts were found, where it is merged into that one. */
interface Found {
  customer_id: string;
  entry_id: string;
  matched_by: string;
  merged_from: string | null;
}

interface Match {
  customer_id: string;
  entry_id: string;
  public_id: string;
  matched_by: 'name' | 'document';
  list_id: string;
  entity_id: string;
}

/** No transaction that stores customers lasts so long; one that would is ended by the database. */
const LONGEST_TRANSACTION_MS = 15 * 60_000;

/** What a teller may know: that it takes a while, not why. */
const CHECKING: Finding = {
  code: 'identity-check-pending',
  severity: 'error',
  message: {
    en: 'Head office is still checking the identity. The status changes by itself when it is done.',
    zh: '总行正在核对身份信息，完成后状态会自动更新。',
  },
};

// The same name or document number. A birth date that is known on both sides and differs speaks against a name.
const FOUND = `
  SELECT coalesce(c.merged_into, c.id) AS customer_id, w.entry_id, 'name' AS matched_by,
    CASE WHEN c.merged_into IS NOT NULL THEN c.id END AS merged_from
  FROM customer_name_key_view k
    JOIN watchlist_key w ON w.key = k.name_key AND w.kind = 'name'
    JOIN watchlist_entry e ON e.id = w.entry_id
    JOIN customer_view c ON c.id = k.customer_id
  WHERE e.removed_by IS NULL AND (c.kind = 'individual') = (e.kind = 'individual')
    AND (c.date_of_birth = e.date_of_birth OR c.date_of_birth IS NULL OR e.date_of_birth IS NULL) AND NARROW_NAME
  UNION
  SELECT coalesce(c.merged_into, c.id), w.entry_id, 'document', CASE WHEN c.merged_into IS NOT NULL THEN c.id END
  FROM customer_document_view d
    JOIN customer_view c ON c.id = d.customer_id
    JOIN watchlist_key w ON w.key = d.number_key AND w.kind = 'document'
    JOIN watchlist_entry e ON e.id = w.entry_id
  WHERE e.removed_by IS NULL AND NARROW_DOCUMENT`;
const found = (customer: string, entry: string): string =>
  FOUND.replace('NARROW_NAME', customer.replace('?', 'k') + entry).replace(
    'NARROW_DOCUMENT',
    customer.replace('?', 'd') + entry,
  );
/** Few customers against whole lists: OFFSET 0 has them read first, whatever the planner believes of tables that just grew. */
const few = (view: string): string =>
  `(SELECT * FROM ${view} WHERE customer_id = ANY($1::bigint[]) OFFSET 0)`;
const BY_CUSTOMER = found('true', '')
  .replace('customer_name_key_view', few('customer_name_key_view'))
  .replace('customer_document_view', few('customer_document_view'));
const BY_ENTRY = found('', 'w.entry_id = ANY($1::bigint[])');

/**
 * Compares customers with lists by equal names and document numbers. Whoever is found is pending until two people
 * have looked; tellers learn that a check is going on and nothing else.
 */
export class Screening {
  constructor(private readonly parts: ScreeningParts) {}

  /** Screens customers that were just stored. */
  async onStored(tx: Tx, actor: Actor, stored: readonly StoredCustomer[]): Promise<void> {
    const keys = stored.map(({ key }) => key);
    await this.record(tx, actor, BY_CUSTOMER, keys);
    await this.parts.customers.setScreening(tx, await this.states(tx, keys));
  }

  /** Screens the whole base against new or changed entries of a list. */
  async screenEntries(tx: Tx, actor: Actor, entries: readonly string[]): Promise<number> {
    const matches = await this.record(tx, actor, BY_ENTRY, entries);
    const keys = [...new Set(matches.map(({ customer_id }) => customer_id))];
    await this.parts.customers.setScreening(tx, await this.states(tx, keys));
    return matches.length;
  }

  /**
   * Compares again with lists that were published a while ago: a customer who was being stored while a list was taken
   * in saw it as little as the list saw the customer.
   */
  async catchUp(tx: Tx, actor: Actor): Promise<number> {
    const since = new Date(this.parts.clock.now().getTime() - LONGEST_TRANSACTION_MS);
    const entries = await tx.query<{ id: string }>(
      `SELECT id FROM watchlist_entry WHERE removed_by IS NULL
         AND list_id IN (SELECT list_id FROM watchlist_import WHERE imported_at > $1)`,
      [since],
    );
    if (entries.length === 0) return 0;
    return this.screenEntries(
      tx,
      actor,
      entries.map(({ id }) => id),
    );
  }

  /** Brings finding and screening state of customers in step with their matches. */
  async refresh(tx: Tx, customerKeys: readonly string[]): Promise<void> {
    const states = await this.states(tx, customerKeys);
    await this.parts.customers.setFindings(
      tx,
      'screening',
      states.map(({ key, state }) => ({ key, findings: state === 'hit' ? [CHECKING] : [] })),
    );
    await this.parts.customers.setScreening(tx, states);
  }

  private async states(tx: Tx, keys: readonly string[]): Promise<{ key: string; state: 'clear' | 'hit' }[]> {
    const hits = await tx.query<{ customer_id: string }>(
      `SELECT DISTINCT customer_id FROM screening_match
       WHERE customer_id = ANY($1::bigint[]) AND status <> 'false-match'`,
      [keys],
    );
    const hit = new Set(hits.map(({ customer_id }) => customer_id));
    return keys.map((key) => ({ key, state: hit.has(key) ? 'hit' : 'clear' }));
  }

  private async record(tx: Tx, actor: Actor, sql: string, keys: readonly string[]): Promise<Match[]> {
    const { clock, days, audit, alerts, customers } = this.parts;
    const now = clock.now();
    const rows = await tx.query<Found & Record<string, unknown>>(sql, [keys]);
    if (rows.length === 0) return [];
    const matches = await tx.query<Match & Record<string, unknown>>(
      `WITH made AS (
         INSERT INTO screening_match (public_id, customer_id, entry_id, matched_by, merged_from, found_at)
         SELECT * FROM (SELECT DISTINCT ON (customer_id, entry_id) m.*, $6::timestamptz
           FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[])
             AS m (public_id, customer_id, entry_id, matched_by, merged_from)
           ORDER BY customer_id, entry_id, merged_from NULLS FIRST, matched_by) AS m
         ON CONFLICT (customer_id, entry_id) DO NOTHING
         RETURNING public_id, customer_id, entry_id, matched_by)
       SELECT made.*, e.list_id, e.entity_id FROM made JOIN watchlist_entry e ON e.id = made.entry_id`,
      [
        rows.map(() => newId(now.getTime())),
        rows.map((row) => row.customer_id),
        rows.map((row) => row.entry_id),
        rows.map((row) => row.matched_by),
        rows.map((row) => row.merged_from),
        now,
      ],
    );
    if (matches.length === 0) return [];
    await alerts.raise(
      tx,
      matches.map((match) => ({
        kind: 'screening',
        ruleId: SCREENING_RULE,
        ruleVersion: 1,
        customerId: match.customer_id,
        asOf: days.dayOf(now),
        direction: null,
        episode: episodeOf(match),
        severity: match.matched_by === 'document' ? 'critical' : 'high',
        measures: { list: match.list_id, entity: match.entity_id, matchedBy: match.matched_by },
        explanation:
          match.matched_by === 'document'
            ? {
                en: `A document number of the customer is that of entry ${match.entity_id} of the list ${match.list_id}.`,
                zh: `客户证件号码与名单 ${match.list_id} 条目 ${match.entity_id} 一致。`,
              }
            : {
                en: `A name of the customer is that of entry ${match.entity_id} of the list ${match.list_id}.`,
                zh: `客户名称与名单 ${match.list_id} 条目 ${match.entity_id} 一致。`,
              },
        dueOn: null,
        dueOnEstimated: false,
      })),
    );
    await customers.setFindings(
      tx,
      'screening',
      [...new Set(matches.map(({ customer_id }) => customer_id))].map((key) => ({
        key,
        findings: [CHECKING],
      })),
    );
    await audit.append(tx, actor, {
      action: 'screening.matched',
      subject: { kind: 'screening-match', id: matches[0]!.public_id },
      details: { count: matches.length },
    });
    return matches;
  }
}

/** What makes the alert of a match one alert. */
export const episodeOf = ({ list_id, entity_id }: { list_id: string; entity_id: string }): string =>
  `${list_id} ${entity_id}`;
