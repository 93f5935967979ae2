import { isId, newId, problems, type Actor, type Clock, type Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { CustomerKind, CustomerStatus } from '../schemas.js';
import type { MergeParticipant } from './ports.js';
import * as refused from './problems.js';
import { findMerge, type Merge } from './queries.js';

export interface MergeParts {
  clock: Clock;
  audit: AuditTrail;
  /** Asked when a merge happens, since some of them need what is made after the customers; in this order. */
  participants: () => readonly MergeParticipant[];
}

interface Side {
  key: string;
  id: string;
  customer_number: string;
  kind: CustomerKind;
  merged_into: string | null;
  status: CustomerStatus;
}

const SIDE = 'SELECT id AS key, public_id AS id, customer_number, kind, merged_into, status FROM customer';

/** Makes one customer of two records, and two again. */
export class Merges {
  constructor(private readonly parts: MergeParts) {}

  /**
   * Merges one customer into another: from now on everything of `merge` counts for `keep`. Its record stays as it is.
   * @param keep,merge customer numbers
   * @throws 422 for a number nobody has, 409 for what cannot be one customer
   */
  async merge(
    tx: Tx,
    actor: Actor,
    { keep, merge, reason, requestId }: { keep: string; merge: string; reason: string; requestId?: string },
  ): Promise<Merge> {
    if (keep === merge) throw refused.mergeWithItself();
    const sides = await lockForMerge(tx, `customer_number = ANY($1::text[])`, [[keep, merge]]);
    const kept = sides.find(({ customer_number }) => customer_number === keep);
    const merged = sides.find(({ customer_number }) => customer_number === merge);
    if (!kept) throw refused.unknownCustomer('/keep');
    if (!merged) throw refused.unknownCustomer('/merge');
    if (kept.merged_into !== null || merged.merged_into !== null) throw refused.alreadyMerged();
    if (kept.kind !== merged.kind) throw refused.differentKinds();
    if (ended(kept) > ended(merged)) throw refused.mergeIntoEnded();

    const now = this.parts.clock.now();
    const id = newId(now.getTime());
    const [row] = await tx.query<{ key: string }>(
      `INSERT INTO customer_merge (public_id, kept_id, merged_id, reason, merged_at, merger_kind, merger_id, merger_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id AS key`,
      [id, kept.key, merged.key, reason, now, actor.kind, actor.id, actor.name],
    );
    await tx.query('UPDATE customer SET merged_into = $2 WHERE id = $1 OR merged_into = $1', [
      merged.key,
      kept.key,
    ]);
    const move = { merge: row!.key, from: merged.key, to: kept.key, actor };
    for (const participant of this.parts.participants()) await participant.move(tx, move);
    await this.tell(tx, actor, 'customers.merged', id, [kept.id, merged.id], requestId);
    return (await findMerge(tx, id))!;
  }

  /**
   * Parts two customers again: everything that was made for the merged one, also while the merge stood, is its own
   * again. Merges can be undone in any order. Throws 404, or 409 when it was undone before.
   */
  async reverse(
    tx: Tx,
    actor: Actor,
    { id, reason, requestId }: { id: string; reason: string; requestId?: string },
  ): Promise<Merge> {
    if (!isId(id)) throw problems.notFound();
    const [merge] = await tx.query<{ key: string; kept_id: string; merged_id: string }>(
      'SELECT id AS key, kept_id, merged_id FROM customer_merge WHERE public_id = $1',
      [id],
    );
    if (!merge) throw problems.notFound();
    // Whom its things count for is known only once the merged customer is locked: its holder may be merged meanwhile.
    const sides = await lockForMerge(
      tx,
      'id = $1 OR id = (SELECT m.merged_into FROM customer m WHERE m.id = $1)',
      [merge.merged_id],
    );
    const merged = sides.find(({ key }) => key === merge.merged_id)!;
    const root = sides.find(({ key }) => key === merged.merged_into);
    const now = this.parts.clock.now();
    const changed = await tx.query(
      `UPDATE customer_merge SET reversed_at = $2, reverser_kind = $3, reverser_id = $4, reverser_name = $5,
         reversal_reason = $6 WHERE public_id = $1 AND reversed_at IS NULL RETURNING 1`,
      [id, now, actor.kind, actor.id, actor.name, reason],
    );
    if (changed.length === 0) throw refused.alreadyReversed();
    if (!root) throw new refused.MovedMeanwhile();
    const originals = await originalsOf(tx, merged.key);
    await tx.query(
      'UPDATE customer SET merged_into = CASE WHEN id = $1 THEN NULL ELSE $1::bigint END WHERE id = ANY($2::bigint[])',
      [merged.key, originals],
    );
    const restore = { merge: merge.key, from: root.key, to: merged.key, originals, actor };
    for (const participant of this.parts.participants()) await participant.restore(tx, restore);
    await this.tell(tx, actor, 'customers.merge-reversed', id, [root.id, merged.id], requestId);
    return (await findMerge(tx, id))!;
  }

  private tell(
    tx: Tx,
    actor: Actor,
    action: string,
    id: string,
    customers: readonly string[],
    requestId: string | undefined,
  ): Promise<void> {
    return this.parts.audit.append(tx, actor, {
      action,
      subject: { kind: 'customer-merge', id },
      details: { customers },
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
}

/**
 * How far a relationship has ended. Whoever is further from it is kept: what is closed or refused is watched by nobody,
 * and whoever is merged into it would be watched by nobody with it.
 */
const ended = ({ status }: Side): number => (status === 'closed' ? 2 : status === 'refused' ? 1 : 0);

/**
 * Locks customers in order of their keys, against all who write about them: also against a batch that has stored
 * movements already and evaluates later, which holds its customers by foreign keys only.
 */
async function lockForMerge(tx: Tx, where: string, values: readonly unknown[]): Promise<Side[]> {
  const locked = await tx.query<{ id: string }>(
    `SELECT id FROM customer WHERE ${where} ORDER BY id FOR UPDATE`,
    values,
  );
  const sides = await tx.query<Side & Record<string, unknown>>(`${SIDE} WHERE ${where}`, values);
  if (!sides.every(({ key }) => locked.some(({ id }) => id === key))) throw new refused.MovedMeanwhile();
  return sides;
}

/** A customer and all that are merged into it, over however many standing merges. */
async function originalsOf(tx: Tx, key: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }>(
    `WITH RECURSIVE original (key) AS (
       SELECT $1::bigint
       UNION SELECT m.merged_id FROM original o JOIN customer_merge m ON m.kept_id = o.key AND m.reversed_at IS NULL)
     SELECT original.key FROM original`,
    [key],
  );
  return rows.map((row) => row.key);
}
