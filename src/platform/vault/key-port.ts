import { placeOf } from './cipher.js';

/** Which record key a wrapped key is; bound into the wrapping, so that rows cannot be swapped. */
export interface KeyContext {
  id: string;
  recordClass: string;
  year: number;
  version: number;
}

/**
 * Where the master keys are: a file today ({@link FileKeys}), an HSM or the key service of a cloud tomorrow. It only
 * ever sees record keys, 32 bytes each; one call per record class, year and process, for they are remembered.
 */
export interface KeyPort {
  /** The master key that wraps from now on. */
  currentKeyId(): Promise<string>;
  /** Wraps with the current master key. */
  wrap(key: Buffer, context: KeyContext): Promise<{ masterKey: string; wrapped: Buffer }>;
  /** Throws the problem `no-master-key` when it does not hold that key, {@link CannotOpen} when the bytes are not right. */
  unwrap(wrapped: Buffer, masterKey: string, context: KeyContext): Promise<Buffer>;
}

export const placeOfRecordKey = (masterKey: string, { id, recordClass, year, version }: KeyContext): Buffer =>
  placeOf('record-key', masterKey, id, recordClass, year, version);
