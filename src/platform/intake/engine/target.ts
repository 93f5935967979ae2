import type { Text } from '../../text/text.js';
import type { Actor, Role } from '../../http/actor.js';
import type { Tx } from '../../database/transaction.js';
import type { TargetSchema } from '../mapping/target.js';

export type ImportKind = 'customers' | 'transactions';

/** Why one record was not taken in. */
export interface RecordProblem {
  code: string;
  /** RFC 6901 pointer into the record; empty for the whole. */
  pointer: string;
  message: Text;
}

/** A record checked on its own. */
export type Prepared<T> = { value: T; problem?: undefined } | { value?: undefined; problem: RecordProblem };

export type Settled =
  { status: 'accepted' } | { status: 'duplicate' } | { status: 'rejected'; problem: RecordProblem };

/** What a record would occupy, so that a dry run knows what its own earlier batches would have stored. */
export interface DryIdentity {
  /** Keys that only one record may have. */
  keys: readonly string[];
  /** Digest of the content: the same keys with the same content are a repetition. */
  content: string;
  /** A record this one refers to, and the problem that its absence gives. */
  refersTo?: { key: string; problem: string };
}

/** What a module supplies so that files of its records can be imported. */
export interface ImportTarget<T = unknown> {
  kind: ImportKind;
  /** Below `/api/v1`, such as `/transaction-imports`. */
  path: string;
  tag: string;
  /** Schema of a record, for mappings. */
  schema: TargetSchema;
  /** Mapping of CSV that names none. */
  defaultMapping: string;
  /** Records in one database transaction. */
  batchSize: number;
  /** Who may send files; state and rejections are read also by others. */
  senders: readonly Role[];
  /** Checks one record, from the file or made by a mapping, by the same rules as the API. */
  prepare(raw: unknown, line: number): Prepared<T>;
  /** What must happen before the database transaction. */
  before?(values: readonly T[]): Promise<void>;
  /** Stores what can be stored, in the transaction of the checkpoint; one outcome per value, in order. */
  store(tx: Tx, values: readonly T[], sender: { actor: Actor; requestId: string }): Promise<Settled[]>;
  identity(value: T): DryIdentity;
  /** What to reject a record with whose key an earlier one of the same dry run took with other content. */
  conflict(value: T, key: string): RecordProblem;
}
