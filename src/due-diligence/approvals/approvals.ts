import {
  decodeCursor,
  defineProblem,
  newId,
  problems,
  sha256,
  toPage,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customers, Facts, OnStored } from '../../customers/index.js';
import type { RequirementFile } from '../requirements/index.js';
import {
  approvalFindings,
  factsOf,
  groundsOn,
  groundsToAsk,
  openGrounds,
  type ApprovalEvent,
  type Asked,
} from './domain/grounds.js';
import { standings } from './standings.js';

/** The source of findings under which customers keep what an approval leaves to say. */
export const APPROVALS = 'approvals';

const ownEntry = defineProblem('own-entry', 403, {
  en: 'Whoever entered or changed the customer cannot approve it. Ask another manager.',
  zh: '录入人、修改人不得审批本人录入或修改的客户，请由其他主管审批。',
});

export interface ApprovalParts {
  customers: Customers;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  file: RequirementFile;
  /** Holds customers until the transaction ends, so that nobody changes what is being decided on. */
  lockCustomers(tx: Tx, keys: readonly string[]): Promise<unknown>;
}

type Appended = Asked & { key: string; position: number; reason?: string };

/** Approval by someone senior of correspondents and of foreign politically exposed persons. */
export class SeniorApprovals {
  constructor(private readonly parts: ApprovalParts) {}

  /** Asks for an approval where the facts need one and none was given; until then the customer is pending. */
  readonly onStored: OnStored = async (tx, actor, stored) => {
    const { customers, file } = this.parts;
    const today = this.today();
    const grounds = groundsOn(file, today);
    const all = stored.map(({ key, before, after }) => ({
      key,
      after: grounds(after),
      before: before === null ? [] : grounds(before),
      facts: { before: before ?? after, after },
    }));
    const concerned = all.filter((one) => one.after.length > 0 || one.before.length > 0);
    const known = await standings(
      tx,
      concerned.map(({ key }) => key),
    );
    const judged = concerned.map(({ key, facts, ...change }) => {
      const { last, position, digest: about } = known.get(key)!;
      const digest = this.digestOf(change.after, facts.after);
      // Of an event of before digests were kept, what was stored until now is what it was about.
      const sameFacts = (about ?? this.digestOf(change.after, facts.before)).equals(digest);
      const asked = groundsToAsk(file, last, { ...change, sameFacts });
      const event = asked.length > 0 ? { kind: 'asked' as const, grounds: asked } : last;
      const open = event && { ...event, grounds: openGrounds(file, event, change.after) };
      return { key, asked, open, digest, position: position + 1 };
    });
    await this.append(
      tx,
      actor,
      'asked',
      judged.flatMap(({ asked, key, digest, position }) =>
        asked.length > 0 ? [{ key, grounds: asked, digest, position }] : [],
      ),
    );
    await customers.setFindings(
      tx,
      APPROVALS,
      judged.map(({ key, open }) => {
        const findings = open && open.grounds.length > 0 ? approvalFindings(file, open, today) : [];
        return { key, findings };
      }),
    );
  };

  /**
   * Decides what was asked, or takes a refusal back. Throws 409 when there is nothing to decide, 403 for whoever entered
   * it or changed it since.
   */
  async decide(
    tx: Tx,
    actor: Actor,
    id: string,
    { decision, reason }: { decision: 'approve' | 'refuse'; reason: string },
    requestId: string,
  ): Promise<void> {
    const { customers, audit, file, lockCustomers } = this.parts;
    const { key } = await customers.get(tx, actor, id);
    await lockCustomers(tx, [key]);
    const { last, position } = (await standings(tx, [key])).get(key)!;
    const open = last?.kind === 'asked' || (last?.kind === 'refused' && decision === 'approve');
    if (!last || !open) throw problems.wrongState();
    if (await isMaker(tx, actor, key)) throw ownEntry();
    const kind = decision === 'approve' ? 'approved' : 'refused';
    const { facts } = await customers.get(tx, actor, id);
    const digest = this.digestOf(groundsOn(file, this.today())(facts), facts);
    const { grounds } = last;
    await this.append(tx, actor, kind, [{ key, grounds, digest, position: position + 1, reason }]);
    await customers.setFindings(tx, APPROVALS, [
      { key, findings: approvalFindings(file, { kind, grounds }, this.today()) },
    ]);
    await audit.append(tx, actor, {
      action: `customer.relationship-${kind}`,
      subject: { kind: 'customer', id },
      details: { grounds },
      requestId,
    });
  }

  /** What was asked and decided about one customer, newest first. */
  async ofCustomer(q: Queryable, actor: Actor, id: string): Promise<ApprovalView[]> {
    const { key } = await this.parts.customers.get(q, actor, id);
    const rows = await q.query<ApprovalView & { key: string }>(
      `${SELECT} WHERE a.customer_id = $1 ORDER BY a.position DESC`,
      [key],
    );
    return rows.map(({ key: _key, ...view }) => view);
  }

  /** What waits for a decision, in the order in which the customers were entered. */
  async waiting(
    q: Queryable,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ items: ApprovalView[]; nextCursor: string | null }> {
    const [after] = cursor === undefined ? ['0'] : decodeCursor(cursor, ['key']);
    const rows = await q.query<ApprovalView & { key: string }>(
      `${SELECT} WHERE a.kind = 'asked' AND NOT EXISTS (SELECT FROM senior_approval later
         WHERE later.customer_id = a.customer_id AND later.position > a.position
           AND (later.kind = 'asked' OR later.merged_from IS NULL OR later.merged_from = a.merged_from))
         AND a.customer_id > $2
       ORDER BY a.customer_id LIMIT $1`,
      [limit + 1, after],
    );
    return toPage(
      rows,
      limit,
      ({ key: _key, ...view }) => view,
      ({ key }) => [key],
    );
  }

  private digestOf(grounds: readonly string[], facts: Facts): Buffer {
    return sha256(factsOf(this.parts.file, grounds, facts));
  }

  private today(): string {
    return this.parts.days.dayOf(this.parts.clock.now());
  }

  private async append(
    tx: Tx,
    actor: Actor,
    kind: ApprovalEvent['kind'],
    events: readonly Appended[],
  ): Promise<void> {
    if (events.length === 0) return;
    const now = this.parts.clock.now();
    await tx.query(
      `INSERT INTO senior_approval (customer_id, position, public_id, kind, grounds, reason, facts_digest, at,
         actor_kind, actor_id, actor_name)
       SELECT r.key, r.position, r.id, $2, r.grounds, r.reason, decode(r.digest, 'hex'), $3, $4, $5, $6
       FROM jsonb_to_recordset($1)
         AS r (key bigint, position integer, id uuid, grounds text[], reason text, digest text)`,
      [
        JSON.stringify(
          events.map((event) => ({
            ...event,
            digest: event.digest.toString('hex'),
            id: newId(now.getTime()),
          })),
        ),
        kind,
        now,
        actor.kind,
        actor.id,
        actor.name,
      ],
    );
  }
}

export interface ApprovalView {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  kind: ApprovalEvent['kind'];
  grounds: string[];
  reason: string | null;
  at: Date;
  by: string;
}

const SELECT = `SELECT a.customer_id AS key, a.public_id AS id, c.public_id AS "customerId", c.customer_number AS "customerNumber",
  c.name AS "customerName", a.kind, a.grounds, a.reason, a.at, a.actor_name AS by
  FROM senior_approval a JOIN customer_view c ON c.id = a.customer_id`;

/** Whether somebody ever asked for an approval of the customer, or changed it since it was last decided on. */
async function isMaker(tx: Tx, { kind, id }: Actor, key: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM senior_approval WHERE customer_id = $1 AND kind = 'asked' AND actor_kind = $2 AND actor_id = $3
     UNION ALL
     SELECT FROM customer_change_view WHERE customer_id = $1 AND actor_kind = $2 AND actor_id = $3
       AND changed_at > coalesce(
         (SELECT max(at) FROM senior_approval WHERE customer_id = $1 AND kind <> 'asked'), '-infinity')`,
    [key, kind, id],
  );
  return rows.length > 0;
}
