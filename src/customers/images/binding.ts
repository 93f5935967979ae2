import type { Actor, FieldFault, Tx } from '../../platform/index.js';
import type { Facts } from '../domain/record.js';
import { imageReferences, type ImageReference } from './references.js';

/** Facts that name images; the customer's key and what it named before when it is stored already. */
export interface Naming {
  facts: Facts;
  key?: string;
  before?: Facts;
}

interface Image extends Record<string, unknown> {
  id: string;
  customerId: string | null;
  held: boolean;
  uploaderKind: string;
  uploaderId: string;
}

const unknownImage = ({ pointer }: ImageReference): FieldFault => ({
  pointer,
  code: 'unknown-image',
  message: {
    en: 'is not an image that you uploaded in the last 24 hours, nor one of this customer',
    zh: '不是您在 24 小时内上传的影像，也不是该客户的影像',
  },
});

/**
 * Which references to images cannot be: an image must be the actor's own upload and free, or the customer's already.
 * Whose it is otherwise is not said. The images are locked until the transaction ends, so that none is bound twice.
 * @returns faults per entry, in order
 */
export async function imageFaults(tx: Tx, actor: Actor, named: readonly Naming[]): Promise<FieldFault[][]> {
  const references = named.map(({ facts, before }) => {
    // What stands there already is not doubted because something else is changed.
    const kept = new Set(before && imageReferences(before).map(({ id }) => id));
    return imageReferences(facts).filter(({ id }) => !kept.has(id));
  });
  const ids = [...new Set(references.flat().map(({ id }) => id))];
  if (ids.length === 0) return named.map(() => []);
  const rows = await tx.query<Image>(LOCKED, [ids]);
  const images = new Map(rows.map((row) => [row.id, row]));
  const claimed = new Map<string, number>();
  return references.map((list, index) =>
    list
      .filter(({ id }) => {
        const image = images.get(id);
        if (!image || image.held) return true;
        if (image.customerId !== null) return image.customerId !== named[index]!.key;
        if (!isUploader(actor, image)) return true;
        // Two bodies of one batch: the first has it.
        if (!claimed.has(id)) claimed.set(id, index);
        return claimed.get(id) !== index;
      })
      .map(unknownImage),
  );
}

/** Keys of core banking change while it works; what one of them uploaded another may use. */
export function isUploader(
  actor: Actor,
  { uploaderKind, uploaderId }: Pick<Image, 'uploaderKind' | 'uploaderId'>,
): boolean {
  return actor.kind === uploaderKind && (actor.kind === 'api-key' || actor.id === uploaderId);
}

/** Binds the images that stored customers name to them; those that are bound stay where they are. */
export async function bindImages(
  tx: Tx,
  stored: readonly { key: string; facts: Facts }[],
  now: Date,
): Promise<void> {
  const pairs = stored.flatMap(({ key, facts }) => imageReferences(facts).map(({ id }) => ({ key, id })));
  if (pairs.length === 0) return;
  await tx.query(
    `UPDATE document_image i SET customer_id = r.key, bound_at = $3
     FROM unnest($1::uuid[], $2::bigint[]) AS r (id, key) WHERE i.id = r.id AND i.customer_id IS NULL`,
    [pairs.map(({ id }) => id), pairs.map(({ key }) => key), now],
  );
}

/**
 * Binds images that a record beside the customer names, such as the proof of a verification. They must be the actor's
 * own uploads and free, or the customer's already. @returns faults at the pointers given, and binds nothing then
 */
export async function keepImages(
  tx: Tx,
  actor: Actor,
  { key, references, now }: { key: string; references: readonly ImageReference[]; now: Date },
): Promise<FieldFault[]> {
  const { ids, faults } = await judge(
    tx,
    references,
    (image) => isFree(actor, image) || image.customerId === key,
  );
  if (faults.length === 0 && ids.length > 0)
    await tx.query(
      'UPDATE document_image SET customer_id = $2, bound_at = $3 WHERE id = ANY($1) AND customer_id IS NULL',
      [ids, key, now],
    );
  return faults;
}

/**
 * Keeps images as evidence of what is no customer's: seen by compliance only, and never a customer's afterwards. They
 * must be the actor's own uploads and free. @returns faults at the pointers given, and keeps nothing then
 */
export async function holdImages(
  tx: Tx,
  actor: Actor,
  references: readonly ImageReference[],
  now: Date,
): Promise<FieldFault[]> {
  const { ids, faults } = await judge(tx, references, (image) => isFree(actor, image));
  if (faults.length === 0 && ids.length > 0)
    await tx.query('UPDATE document_image SET held_at = $2 WHERE id = ANY($1)', [ids, now]);
  return faults;
}

const LOCKED = `SELECT id, customer_id AS "customerId", held_at IS NOT NULL AS held, uploader_kind AS "uploaderKind",
  uploader_id AS "uploaderId" FROM document_image WHERE id = ANY($1) ORDER BY id FOR UPDATE`;

const isFree = (actor: Actor, image: Image): boolean =>
  image.customerId === null && !image.held && isUploader(actor, image);

/** Locks the images and finds those that may not be used, at their pointers. */
async function judge(
  tx: Tx,
  references: readonly ImageReference[],
  may: (image: Image) => boolean,
): Promise<{ ids: string[]; faults: FieldFault[] }> {
  const ids = [...new Set(references.map(({ id }) => id))];
  if (ids.length === 0) return { ids, faults: [] };
  const good = new Set((await tx.query<Image>(LOCKED, [ids])).filter(may).map(({ id }) => id));
  return { ids, faults: references.filter(({ id }) => !good.has(id)).map(unknownImage) };
}
