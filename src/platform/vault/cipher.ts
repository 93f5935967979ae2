import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of a key: AES-256. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a box is larger than what is in it. */
export const BOX_OVERHEAD = NONCE_BYTES + TAG_BYTES;

/** The box was not made with this key for this place, or not a bit of it is as it was: GCM does not tell which. */
export class CannotOpen extends Error {
  constructor() {
    super('the ciphertext does not pass its check');
    this.name = 'CannotOpen';
  }
}

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * Names the place a box belongs to, for the authenticated data: no two lists of parts give the same bytes, because
 * each part carries its length.
 */
export function placeOf(...parts: readonly (string | number | Buffer)[]): Buffer {
  return Buffer.concat(
    ['mingjian-vault-1', ...parts].flatMap((part) => {
      const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. The box is nonce, ciphertext, tag.
 * @param place what the box is bound to; opening needs the same
 * @param nonce given by known-answer tests only: a nonce must never meet the same key twice
 */
export function seal(key: Buffer, plain: Buffer, place: Buffer, nonce = randomBytes(NONCE_BYTES)): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(place);
  const body = cipher.update(plain);
  const end = cipher.final();
  return Buffer.concat([nonce, body, end, cipher.getAuthTag()]);
}

/** What {@link seal} put into the box. Throws {@link CannotOpen}. */
export function open(key: Buffer, box: Buffer, place: Buffer): Buffer {
  if (box.length < BOX_OVERHEAD) throw new CannotOpen();
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(place);
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  const body = decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    throw new CannotOpen();
  }
}

/** A digest that only the holder of the data key can compute: HMAC-SHA-256 under a key derived from it (RFC 5869). */
export function keyedDigestOf(dataKey: Buffer, plain: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), 'mingjian-vault-1 digest', KEY_BYTES));
  return createHmac('sha256', key).update(plain).digest();
}
