import type { Actor, Tx } from '../../platform/index.js';

/** All keys are numbers inside the database. */
export interface MergeMove {
  /** Key of the merge. */
  merge: string;
  /** The customer that is merged, with all that was merged into it before. */
  from: string;
  to: string;
  actor: Actor;
}

export interface MergeRestore {
  merge: string;
  /** Whom the merged customer's things count for until now; further merges may lie between. */
  from: string;
  to: string;
  /** The merged customer and those merged into it: what was made for one of these goes back to `to`. */
  originals: readonly string[];
  actor: Actor;
}

/**
 * What a module does when two customers become one, and when they part again; both in the transaction of the merge,
 * with both customers locked against whoever stores movements.
 *
 * A row that moves says whom it was made for: `merged_from` is null or a customer merged into `customer_id`. Moving sets
 * `customer_id = to, merged_from = coalesce(merged_from, from)`; restoring takes the rows of `from` whose `merged_from`
 * is among the originals, also those that came while the merge stood. That depends on no order, so that merges can be
 * undone in any.
 */
export interface MergeParticipant {
  name: string;
  /** The tables with a customer in them that it looks after. */
  tables: readonly string[];
  move(tx: Tx, move: MergeMove): Promise<void>;
  restore(tx: Tx, restore: MergeRestore): Promise<void>;
}
