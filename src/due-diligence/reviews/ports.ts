import type { Actor, Day, Tx } from '../../platform/index.js';
import type { Cause } from './types.js';

/** A notice to a customer; the variables are those of the template, in closed words. */
export interface NoticeToQueue {
  customerKey: string;
  template: string;
  variables: {
    by?: Day;
    from?: Day;
    bring?: readonly string[];
    services?: readonly string[];
    documentType?: string;
    documentLastFour?: string;
    validUntil?: Day;
  };
  cause: Cause;
  /** Tells notices of one cause apart. */
  step: string;
}

/** Sends notices; supplied by the part that does. */
export interface NoticeQueue {
  queue(tx: Tx, actor: Actor, notices: readonly NoticeToQueue[]): Promise<unknown>;
}

/** A measure that a task has come to. */
export interface MeasureToPropose {
  customerKey: string;
  /** Public id of the task. */
  taskId: string;
  measures: readonly string[];
}

/** Proposes restrictions in bulk; those for which no notice is proven are not made. */
export interface RestrictionProposals {
  /** @returns the public ids of the tasks for which nothing could be proposed yet */
  propose(tx: Tx, actor: Actor, wanted: readonly MeasureToPropose[]): Promise<ReadonlySet<string>>;
  /** The services that measures limit, in the words of notices. */
  servicesOf(measures: readonly string[]): readonly string[];
}
