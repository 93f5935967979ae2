import type { Queryable } from '../database/transaction.js';
import { BOX_OVERHEAD, CannotOpen, KEY_BYTES, newKey, open, placeOf, seal } from './cipher.js';
import type { RecordKey, RecordKeys } from './record-keys.js';

export interface TextToSeal {
  text: string;
  /** What the text belongs to, `table.column:id`. */
  place: string;
}

export interface SealedText {
  sealed: string;
  place: string;
}

const FORM = 'v1.';
const ID_BYTES = 16;
const WRAPPED_BYTES = KEY_BYTES + BOX_OVERHEAD;

/** One text column holds all: id of the record key, the wrapped data key, the text; as base64url behind `v1.`. */
export function sealTexts(key: RecordKey, texts: readonly TextToSeal[]): string[] {
  return texts.map(({ text, place }) => {
    const dataKey = newKey();
    const parts = [
      Buffer.from(key.id.replaceAll('-', ''), 'hex'),
      seal(key.bytes, dataKey, placeOf('text-key', key.id, place)),
      seal(dataKey, Buffer.from(text, 'utf8'), placeOf('text', key.recordClass, key.year, place)),
    ];
    return FORM + Buffer.concat(parts).toString('base64url');
  });
}

/** Throws {@link CannotOpen} for what is not of ours, and the problem `object-destroyed`. */
export async function openTexts(
  q: Queryable,
  keys: RecordKeys,
  sealed: readonly SealedText[],
): Promise<string[]> {
  if (sealed.length === 0) return [];
  const parsed = sealed.map(({ sealed, place }) => ({ ...split(sealed), place }));
  const stored = await keys.byId(
    q,
    parsed.map(({ keyId }) => keyId),
  );
  const usable = new Map<string, RecordKey>();
  for (const [id, key] of stored) usable.set(id, await keys.usable(key));
  return parsed.map(({ keyId, wrapped, box, place }) => {
    const key = usable.get(keyId);
    if (!key) throw new CannotOpen();
    const dataKey = open(key.bytes, wrapped, placeOf('text-key', key.id, place));
    return open(dataKey, box, placeOf('text', key.recordClass, key.year, place)).toString('utf8');
  });
}

function split(sealed: string): { keyId: string; wrapped: Buffer; box: Buffer } {
  const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url');
  const whole = bytes.length >= ID_BYTES + WRAPPED_BYTES + BOX_OVERHEAD;
  // Encoded in the one right way, too: what reads the same must be the same.
  if (!whole || sealed !== FORM + bytes.toString('base64url')) throw new CannotOpen();
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  return {
    keyId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    wrapped: bytes.subarray(ID_BYTES, ID_BYTES + WRAPPED_BYTES),
    box: bytes.subarray(ID_BYTES + WRAPPED_BYTES),
  };
}
