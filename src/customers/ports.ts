import type { Actor, Day, Queryable, Tx } from '../platform/index.js';
import type { Finding } from './domain/finding.js';
import type { Facts } from './domain/record.js';
import type { CustomerStatus } from './schemas.js';

/** What keeps a customer from being active, by the facts alone; pure, and fast enough for bulk loads. */
export type Assess = (facts: Facts, today: Day) => Finding[];

/** A customer that was just created (`before` is null) or changed. `key` is the number inside the database. */
export interface StoredCustomer {
  key: string;
  id: string;
  before: Facts | null;
  after: Facts & { customerNumber: string };
  status: CustomerStatus;
}

/** Told of stored customers in the database transaction that stores them; an error undoes it. */
export type OnStored = (tx: Tx, actor: Actor, stored: readonly StoredCustomer[]) => Promise<void>;

/** A customer whose level of risk became another. */
export interface LevelChange {
  key: string;
  before: string | null;
  after: string;
}

/** Told in the same database transaction of customers whose level of risk became another. */
export type OnLevels = (tx: Tx, changes: readonly LevelChange[]) => Promise<void>;

/** The last day on which something happened on the accounts of a customer, whatever it was; `undefined` for never. */
export type LastActivity = (q: Queryable, customerKey: string) => Promise<Day | undefined>;
