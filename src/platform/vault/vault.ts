import type { Queryable, Tx } from '../database/transaction.js';
import { isId, newId, sha256 } from '../ids.js';
import type { Log } from '../log.js';
import type { Clock } from '../time/clock.js';
import type { BankDays } from '../time/days.js';
import { notFound } from '../errors/common.js';
import { CannotOpen, keyedDigestOf, newKey, open, placeOf, seal } from './cipher.js';
import type { KeyPort } from './key-port.js';
import { objectDamaged, objectTooLarge } from './problems.js';
import { RecordKeys, type RecordKey, type StoredKey } from './record-keys.js';
import { openTexts, sealTexts, type SealedText, type TextToSeal } from './texts.js';

/** Larger things belong in pieces or elsewhere: an object is whole in memory while it is sealed and opened. */
export const MOST_OBJECT_BYTES = 64 * 1_048_576;

export interface ToSeal {
  /** What kind of record it is, as the retention schedule names it: `customer-identity`. Decides with the year which key protects it. */
  recordClass: string;
  bytes: Buffer;
  mediaType: string;
  /** Year of the record key; that of today's bank day unless given. */
  year?: number;
}

export interface Sealed {
  id: string;
  /** SHA-256 of the plain bytes in hexadecimal, for whoever sent them; the database holds a keyed digest only. */
  sha256: string;
  size: number;
}

export interface Opened {
  id: string;
  recordClass: string;
  bytes: Buffer;
  mediaType: string;
  size: number;
  sha256: string;
}

interface Row extends StoredKey {
  mediaType: string;
  size: number;
  digest: Buffer;
  wrappedKey: Buffer;
  ciphertext: Buffer;
  ciphertextSha256: Buffer;
}

/**
 * The one place where stored data is encrypted. AES-256-GCM with a data key per object, wrapped by the key of its
 * record class and year, wrapped by a master key; each layer is bound to the place it belongs to, so that nothing can
 * be changed, swapped or moved unnoticed.
 */
export class Vault {
  readonly keys: RecordKeys;

  constructor(private readonly parts: { keys: KeyPort; clock: Clock; days: BankDays; log: Log }) {
    this.keys = new RecordKeys(parts.keys);
  }

  /**
   * Stores bytes under encryption, in the transaction of the fact they belong to. Problems: 413 `object-too-large`,
   * 503 `no-master-key`, 410 `object-destroyed` when the class and year have been disposed of.
   */
  async seal(tx: Tx, { recordClass, bytes, mediaType, year }: ToSeal): Promise<Sealed> {
    if (bytes.length > MOST_OBJECT_BYTES) throw objectTooLarge();
    const now = this.parts.clock.now();
    const key = await this.keys.toSeal(tx, recordClass, year ?? this.yearOf(now), now);
    const id = newId(now.getTime());
    const dataKey = newKey();
    const digest = keyedDigestOf(dataKey, bytes);
    const size = bytes.length;
    const ciphertext = seal(dataKey, bytes, placeOfObject(id, key, { mediaType, size, digest }));
    await tx.query(
      `INSERT INTO vault_object
         (id, record_key_id, media_type, size, digest, wrapped_key, ciphertext, ciphertext_sha256, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        key.id,
        mediaType,
        size,
        digest,
        seal(key.bytes, dataKey, placeOfDataKey(id, key.id)),
        ciphertext,
        sha256(ciphertext),
        now,
      ],
    );
    return { id, sha256: sha256(bytes).toString('hex'), size };
  }

  /**
   * What was sealed. Problems: 404, 410 `object-destroyed`, 503 `no-master-key`, 500 `object-damaged` when anything of
   * it is not as it was sealed; that is logged as an error.
   */
  async open(q: Queryable, id: string): Promise<Opened> {
    const [row] = isId(id)
      ? await q.query<Row>(
          `SELECT k.id, k.record_class AS "recordClass", k.year, k.version, k.master_key AS "masterKey", k.wrapped,
             o.media_type AS "mediaType", o.size, o.digest, o.wrapped_key AS "wrappedKey", o.ciphertext,
             o.ciphertext_sha256 AS "ciphertextSha256"
           FROM vault_object o JOIN record_key k ON k.id = o.record_key_id WHERE o.id = $1`,
          [id.toLowerCase()],
        )
      : [];
    if (!row) throw notFound();
    try {
      const bytes = await this.opened(id.toLowerCase(), row);
      const { recordClass, mediaType, size } = row;
      return { id, recordClass, bytes, mediaType, size, sha256: sha256(bytes).toString('hex') };
    } catch (error) {
      throw this.explained(error, { object: id });
    }
  }

  /** Removes objects that nothing refers to; a foreign key of whoever refers to one refuses. */
  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM vault_object WHERE id = ANY($1)', [ids]);
  }

  /** Encrypts texts for columns of the caller's own, with one question to the database however many they are. */
  async sealTexts(
    tx: Tx,
    recordClass: string,
    texts: readonly TextToSeal[],
    year?: number,
  ): Promise<string[]> {
    if (texts.length === 0) return [];
    const now = this.parts.clock.now();
    return sealTexts(await this.keys.toSeal(tx, recordClass, year ?? this.yearOf(now), now), texts);
  }

  /** @param place what the text belongs to, `table.column:id`; opening needs the same */
  async sealText(tx: Tx, recordClass: string, text: string, place: string, year?: number): Promise<string> {
    return (await this.sealTexts(tx, recordClass, [{ text, place }], year))[0]!;
  }

  /** The texts that {@link sealTexts} made, in order. Problems as {@link open}. */
  async openTexts(q: Queryable, sealed: readonly SealedText[]): Promise<string[]> {
    try {
      return await openTexts(q, this.keys, sealed);
    } catch (error) {
      throw this.explained(error, {});
    }
  }

  async openText(q: Queryable, sealed: string, place: string): Promise<string> {
    return (await this.openTexts(q, [{ sealed, place }]))[0]!;
  }

  private async opened(id: string, row: Row): Promise<Buffer> {
    const key = await this.keys.usable(row);
    if (!sha256(row.ciphertext).equals(row.ciphertextSha256)) throw new CannotOpen();
    const dataKey = open(key.bytes, row.wrappedKey, placeOfDataKey(id, key.id));
    const bytes = open(dataKey, row.ciphertext, placeOfObject(id, key, row));
    if (!keyedDigestOf(dataKey, bytes).equals(row.digest)) throw new CannotOpen();
    return bytes;
  }

  private explained(error: unknown, what: object): unknown {
    if (!(error instanceof CannotOpen)) return error;
    this.parts.log.error({ err: error, ...what }, 'something in the vault does not pass its check');
    return objectDamaged();
  }

  private yearOf(now: Date): number {
    return Number(this.parts.days.dayOf(now).slice(0, 4));
  }
}

export const placeOfDataKey = (id: string, recordKeyId: string): Buffer =>
  placeOf('data-key', id, recordKeyId);

const placeOfObject = (
  id: string,
  { recordClass, year }: Pick<RecordKey, 'recordClass' | 'year'>,
  { mediaType, size, digest }: { mediaType: string; size: number; digest: Buffer },
): Buffer => placeOf('object', id, recordClass, year, mediaType, size, digest);
