import {
  hasRole,
  isId,
  problems,
  scans,
  systemActor,
  type Actor,
  type Clock,
  type Queryable,
  type Role,
  type Tx,
  type Vault,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { mayServe } from '../scope.js';
import { isUploader } from './binding.js';

/** Which key of the vault protects scans: see docs/operations.md. */
const RECORD_CLASS = 'customer-identity';
/** Who may see what was shown in an attempt that was refused; not the branch that kept it. */
const EVIDENCE_READERS: readonly Role[] = ['compliance-officer', 'compliance-manager', 'auditor'];
const LOOSE_HOURS = 24;
const BATCH = 200;

export interface UploadedImage {
  id: string;
  mediaType: scans.ScanType;
  size: number;
  /** Hexadecimal, of the bytes as sent. */
  sha256: string;
}

/** An image of a customer, without its bytes. */
export interface ImageEntry {
  id: string;
  mediaType: string;
  size: number;
  uploadedAt: string;
}

interface Row {
  id: string;
  mediaType: string;
  size: number;
  held: boolean;
  uploaderKind: string;
  uploaderId: string;
  customerKey: string | null;
  customerId: string | null;
  branch: string | null;
}

/** Scans of documents: kept encrypted, seen only by those who may see the customer they belong to. */
export class DocumentImages {
  constructor(private readonly parts: { vault: Vault; audit: AuditTrail; clock: Clock }) {}

  /** Keeps a scan that was inspected; until a customer's document names it, it is its uploader's alone, for a day. */
  async upload(
    tx: Tx,
    actor: Actor,
    { bytes, mediaType, requestId }: { bytes: Buffer; mediaType: scans.ScanType; requestId?: string },
  ): Promise<UploadedImage> {
    const { vault, audit, clock } = this.parts;
    const sealed = await vault.seal(tx, { recordClass: RECORD_CLASS, bytes, mediaType });
    await tx.query(
      `INSERT INTO document_image (id, media_type, size, uploaded_at, uploader_kind, uploader_id)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [sealed.id, mediaType, sealed.size, clock.now(), actor.kind, actor.id],
    );
    await audit.append(tx, actor, {
      action: 'document-image.uploaded',
      subject: { kind: 'document-image', id: sealed.id },
      details: { mediaType, size: sealed.size },
      ...(requestId === undefined ? {} : { requestId }),
    });
    return { ...sealed, mediaType };
  }

  /** The bytes of an image; 404 for whoever may not see its customer, and for others than the uploader before it has one. */
  async read(
    tx: Tx,
    actor: Actor,
    { id, preview, requestId }: { id: string; preview: boolean; requestId: string },
  ): Promise<{ bytes: Buffer; mediaType: string }> {
    const row = isId(id) ? await find(tx, id) : undefined;
    if (!row || !maySee(actor, row)) throw problems.notFound();
    if (preview && row.mediaType === 'application/pdf') throw scans.noPreview();
    const { bytes, mediaType } = await this.parts.vault.open(tx, row.id);
    await this.parts.audit.append(tx, actor, {
      action: preview ? 'document-image.viewed' : 'document-image.downloaded',
      subject: { kind: 'document-image', id: row.id },
      details: row.customerId === null ? {} : { customer: row.customerId },
      requestId,
    });
    return { bytes, mediaType };
  }

  /** Every image of a customer, newest first, those of replaced documents included. */
  async ofCustomer(q: Queryable, key: string): Promise<ImageEntry[]> {
    const rows = await q.query<Omit<ImageEntry, 'uploadedAt'> & { uploadedAt: Date }>(
      `SELECT id, media_type AS "mediaType", size, uploaded_at AS "uploadedAt" FROM document_image
       WHERE customer_id = $1 ORDER BY uploaded_at DESC, id DESC`,
      [key],
    );
    return rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() }));
  }

  /** Removes uploads that no customer came to name within a day. @returns whether there may be more */
  async removeLoose(tx: Tx): Promise<boolean> {
    const { vault, audit, clock } = this.parts;
    const before = new Date(clock.now().getTime() - LOOSE_HOURS * 3_600_000);
    const rows = await tx.query<{ id: string }>(
      `DELETE FROM document_image WHERE id IN (
         SELECT id FROM document_image WHERE customer_id IS NULL AND held_at IS NULL AND uploaded_at < $1
         ORDER BY uploaded_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [before, BATCH],
    );
    if (rows.length === 0) return false;
    const ids = rows.map(({ id }) => id);
    await vault.remove(tx, ids);
    await audit.append(tx, systemActor, {
      action: 'document-images.expired',
      subject: { kind: 'document-image-batch', id: ids[0]! },
      details: { count: ids.length },
    });
    return rows.length === BATCH;
  }
}

async function find(q: Queryable, id: string): Promise<Row | undefined> {
  const [row] = await q.query<Row & { customerKey: string | null }>(
    `SELECT i.id, i.media_type AS "mediaType", i.size, i.held_at IS NOT NULL AS held, i.uploader_kind AS "uploaderKind",
       i.uploader_id AS "uploaderId", c.id AS "customerKey", c.public_id AS "customerId", c.branch
     FROM document_image i LEFT JOIN customer c ON c.id = i.customer_id WHERE i.id = $1`,
    [id],
  );
  return row;
}

function maySee(actor: Actor, image: Row): boolean {
  if (image.held) return hasRole(actor, ...EVIDENCE_READERS);
  if (image.customerId === null) return isUploader(actor, image);
  return mayServe(actor, image.branch ?? undefined);
}
