import type { Day, Tx } from '../platform/index.js';

/** A stored movement of money, as monitoring needs to know it. Amounts and rates are decimal text. */
export interface Movement {
  id: string;
  customerId: string;
  /** Whom it was booked for: the customer itself, or one that was merged into it. */
  bookedFor: string;
  bookedAt: Date;
  businessDate: Day;
  direction: 'in' | 'out';
  method: string;
  channel: string;
  outcome: string;
  category: string;
  cash: boolean;
  crossBorder: boolean;
  /** Takes another movement back and counts in nothing itself. */
  offsets: boolean;
  /** A correction that stands in for the movement it takes back. */
  replaces: boolean;
  counterpartyPublicBody: boolean;
  counterpartySameCustomer: boolean;
  currency: string;
  rateCny: string | null;
  rateUsd: string | null;
}

/** What monitoring must know of a customer. */
export interface Subject {
  id: string;
  customerNumber: string;
  kind: 'individual' | 'organisation' | 'sole-trader';
  publicBody: boolean;
  /** The customer that was named, where this is the one it was merged into. */
  mergedFrom?: string;
}

/** A customer's business day that has to be looked at. */
export interface TouchedDay {
  subject: Subject;
  day: Day;
}

/**
 * The port through which stored movements are evaluated, in the same database transaction. Monitoring supplies it.
 */
export interface Evaluation {
  /**
   * @param added movements just stored; they decide what must be evaluated
   * @param netted days on which something was taken back, converted anew or re-opened: alerts may fall there
   * @returns public ids of the alerts that hold each movement, by movement id; movements in none are absent
   */
  evaluate(
    tx: Tx,
    added: readonly { movement: Movement; subject: Subject }[],
    netted: readonly TouchedDay[],
  ): Promise<Map<string, string[]>>;
}
