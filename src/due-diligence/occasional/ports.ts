import type { Day, Queryable } from '../../platform/index.js';

export interface LinkedReference {
  /** Without it, the reference is looked for among the person's own movements. */
  source?: string | undefined;
  reference: string;
}

/** A movement of the ledger that is linked with a service. */
export interface LinkedMovement {
  id: string;
  source: string;
  reference: string;
  customerKey: string;
  /** Of the customer it belongs to; `null` for walk-ins without. */
  branch: string | null;
  occasional: boolean;
  /** What is left of it after reversals. */
  amount: string;
  currency: string;
  /** Units of USD for one unit; `null` while missing. */
  rateUsd: string | null;
}

/** The ledger as a one-off service asks it; transactions stand beside this module, the container supplies it. */
export interface LinkedMovements {
  /** By reference, among all movements or the given customers' own. */
  byReference(
    q: Queryable,
    references: readonly LinkedReference[],
    customerKeys: readonly string[],
  ): Promise<LinkedMovement[]>;
  /** What was done for these customers without an account on days in `[from, to)`, by these methods. */
  withoutAccount(
    q: Queryable,
    wanted: { customerKeys: readonly string[]; from: Day; to: Day; methods: readonly string[] },
  ): Promise<LinkedMovement[]>;
  /** Units of USD for one unit of a currency on a day, decimal text; `undefined` when there is no rate. */
  usdRate(q: Queryable, currency: string, day: Day): Promise<string | undefined>;
}
