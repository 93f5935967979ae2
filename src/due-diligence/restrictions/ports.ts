import type { Actor, Queryable, Tx } from '../../platform/index.js';

/** A task by its public id, and the first step, by its day, whose notice tells the customer of it. */
export interface ToldOf {
  taskId: string;
  step: number;
}

/** Whether a customer was told: a notice that went out or was handed over, or a contact about it that reached the customer. */
export interface NoticeProof {
  /** @returns the public ids of those tasks of whose reason the customer was told before the instant */
  toldOf(q: Queryable, tasks: readonly ToldOf[], before: Date): Promise<ReadonlySet<string>>;
}

/** Writes whether customers are restricted; supplied by the master record. */
export type SetRestricted = (
  tx: Tx,
  actor: Actor,
  customerKeys: readonly string[],
  restricted: boolean,
) => Promise<void>;
