import { newId, type Actor, type BankDays, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Customers, Finding, StoredCustomer } from '../customers/index.js';
import type { Alerts } from '../alerts/index.js';
import { BY_CUSTOMER, BY_ENTRY, type Found } from './comparison.js';
import { episodeOf, matchedBy, type MatchedBy } from './domain/evidence.js';

export const SCREENING_RULE = 'screening-exact-match';

export interface ScreeningParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  alerts: Alerts;
  customers: Pick<Customers, 'setFindings' | 'setScreening'>;
}

interface Match {
  public_id: string;
  customer_id: string;
  merged_from: string | null;
  matched_by: MatchedBy;
  episode: string;
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

/**
 * Compares customers with lists by equal names and document numbers. Who is new and found is pending until two people
 * have looked. Of who was active before, only compliance sees it: a status that changes by itself would tell the
 * branch, and by it the customer.
 */
export class Screening {
  constructor(private readonly parts: ScreeningParts) {}

  /** Screens customers that were just stored. */
  async onStored(tx: Tx, actor: Actor, stored: readonly StoredCustomer[]): Promise<void> {
    const keys = stored.map(({ key }) => key);
    const matches = await this.record(tx, actor, BY_CUSTOMER, keys);
    await this.refresh(tx, [...keys, ...matches.map(({ customer_id }) => customer_id)]);
  }

  /** Screens the whole base against new or changed entries of a list. */
  async screenEntries(tx: Tx, actor: Actor, entries: readonly string[]): Promise<number> {
    const matches = await this.record(tx, actor, BY_ENTRY, entries);
    await this.refresh(
      tx,
      matches.map(({ customer_id }) => customer_id),
    );
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

  /**
   * Brings screening state and finding of customers in step with their matches. The finding of who was active before
   * stays as it is while a match is undecided.
   */
  async refresh(tx: Tx, customerKeys: readonly string[]): Promise<void> {
    const keys = [...new Set(customerKeys)];
    if (keys.length === 0) return;
    const hits = await tx.query<{ customer_id: string; shown: boolean }>(
      `SELECT m.customer_id, bool_or(m.status = 'true-match' OR NOT c.occasional
           AND (e.established_at IS NULL OR e.established_at >= transaction_timestamp())) AS shown
       FROM screening_match m
         JOIN customer_view c ON c.id = m.customer_id
         JOIN customer_established_view e ON e.id = m.customer_id
       WHERE m.customer_id = ANY($1::bigint[]) AND m.status <> 'false-match' GROUP BY m.customer_id`,
      [keys],
    );
    const told = await tx.query<{ id: string }>(
      "SELECT id FROM customer_standing_view WHERE id = ANY($1::bigint[]) AND findings ? 'screening'",
      [keys],
    );
    const hit = new Set(hits.map(({ customer_id }) => customer_id));
    await this.parts.customers.setFindings(tx, 'screening', [
      ...hits.flatMap(({ customer_id, shown }) =>
        shown ? [{ key: customer_id, findings: [CHECKING] }] : [],
      ),
      ...told.flatMap(({ id }) => (hit.has(id) ? [] : [{ key: id, findings: [] }])),
    ]);
    await this.parts.customers.setScreening(
      tx,
      keys.map((key) => ({ key, state: hit.has(key) ? 'hit' : 'clear' })),
    );
  }

  /**
   * Keeps what was found. Evidence that goes beyond what is known of a match makes it open again: what two people
   * judged was the old evidence, and what one of them said so far no longer counts.
   * @returns the matches that are new or open again
   */
  private async record(tx: Tx, actor: Actor, sql: string, keys: readonly string[]): Promise<Match[]> {
    const { clock, audit } = this.parts;
    const now = clock.now();
    const found = await tx.query<Found & Record<string, unknown>>(sql, [keys]);
    if (found.length === 0) return [];
    const matches = await tx.query<Match & Record<string, unknown>>(
      `WITH made AS (
         INSERT INTO screening_match AS had (public_id, customer_id, merged_from, entry_id, matched_by, evidence, episode, found_at)
         SELECT r.id, r."customerKey", r."mergedFrom", r."entryKey", r."matchedBy", r.evidence, r.episode, $2
         FROM jsonb_to_recordset($1) AS r (id uuid, "customerKey" bigint, "mergedFrom" bigint, record bigint,
           "entryKey" bigint, "matchedBy" text, evidence text[], episode text)
         ORDER BY r.record, r."entryKey"
         ON CONFLICT ((coalesce(merged_from, customer_id)), entry_id) DO UPDATE SET
           status = 'open',
           evidence = CASE WHEN had.status = 'false-match' THEN excluded.evidence
             ELSE ARRAY(SELECT DISTINCT f FROM unnest(had.evidence || excluded.evidence) AS f ORDER BY f) END,
           matched_by = CASE WHEN had.status <> 'false-match' AND had.matched_by = 'document' THEN 'document'
             ELSE excluded.matched_by END,
           -- The old alert is decided; this one is another, also when the evidence was seen once before.
           episode = CASE WHEN had.status = 'false-match' THEN excluded.episode || ' '
               || (SELECT count(*) FROM screening_decision d WHERE d.match_id = had.id)
             ELSE had.episode END,
           found_at = CASE WHEN had.status = 'false-match' THEN excluded.found_at ELSE had.found_at END
         WHERE had.status <> 'true-match' AND NOT excluded.evidence <@ had.evidence
         RETURNING public_id, customer_id, merged_from, entry_id, matched_by, episode)
       SELECT made.*, e.list_id, e.entity_id FROM made JOIN watchlist_entry e ON e.id = made.entry_id`,
      [
        JSON.stringify(
          found.map((one) => ({
            ...one,
            id: newId(now.getTime()),
            matchedBy: matchedBy(one.evidence),
            episode: episodeOf(one),
          })),
        ),
        now,
      ],
    );
    if (matches.length === 0) return [];
    await this.alert(tx, matches, now);
    await audit.append(tx, actor, {
      action: 'screening.matched',
      subject: { kind: 'screening-match', id: matches[0]!.public_id },
      details: { count: matches.length },
    });
    return matches;
  }

  private async alert(tx: Tx, matches: readonly Match[], now: Date): Promise<void> {
    const { days, alerts } = this.parts;
    await alerts.raise(
      tx,
      matches.map((match) => ({
        kind: 'screening',
        ruleId: SCREENING_RULE,
        ruleVersion: 1,
        customerId: match.customer_id,
        mergedFrom: match.merged_from,
        asOf: days.dayOf(now),
        direction: null,
        episode: match.episode,
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
  }
}
