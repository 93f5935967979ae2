import {
  isId,
  newId,
  problems,
  sha256,
  type Actor,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Electronic } from './domain/reach.js';

/** An address that did not reach the customer. */
export interface ContactMark {
  id: string;
  channel: Electronic;
  /** Masked. */
  shown: string;
  code: string;
  at: Date;
}

/** What an address is known by among the marks. */
export const markOf = (channel: Electronic, address: string): string =>
  `${channel} ${sha256(address.toLowerCase()).toString('hex')}`;

/** The standing marks of these customers, by {@link markOf}. */
export async function standingMarks(
  q: Queryable,
  customerKeys: readonly string[],
): Promise<{ customer_id: string; mark: string }[]> {
  return q.query<{ customer_id: string; mark: string }>(
    `SELECT customer_id, channel || ' ' || encode(address_digest, 'hex') AS mark FROM contact_mark
     WHERE customer_id = ANY($1::bigint[]) AND confirmed_at IS NULL`,
    [customerKeys],
  );
}

export interface MarkToSet {
  customerKey: string;
  noticeKey: string;
  channel: Electronic;
  address: string;
  shown: string;
  code: string;
}

/** Addresses that bounced: marked once, and free again when somebody confirmed them with the customer. */
export class ContactMarks {
  constructor(private readonly parts: { clock: Clock; audit: AuditTrail }) {}

  /** Marks an address that is not marked yet; the caller holds the notice's row. */
  async set(
    tx: Tx,
    actor: Actor,
    { customerKey, noticeKey, channel, address, shown, code }: MarkToSet,
  ): Promise<void> {
    const now = this.parts.clock.now();
    const [made] = await tx.query<{ id: string; customer: string }>(
      `INSERT INTO contact_mark (public_id, customer_id, channel, address_digest, shown, code, notice_id, at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT FROM contact_mark m WHERE m.customer_id = $2
         AND m.channel = $3 AND m.address_digest = $4 AND m.confirmed_at IS NULL)
       RETURNING public_id AS id, (SELECT public_id FROM customer_view WHERE id = $2) AS customer`,
      [
        newId(now.getTime()),
        customerKey,
        channel,
        sha256(address.toLowerCase()),
        shown,
        code,
        noticeKey,
        now,
      ],
    );
    if (!made) return;
    await this.parts.audit.append(tx, actor, {
      action: 'contact-mark.set',
      subject: { kind: 'customer', id: made.customer },
      details: { mark: made.id, channel, code },
    });
  }

  /** Newest first. */
  standing(q: Queryable, customerKey: string): Promise<ContactMark[]> {
    return q.query<ContactMark & Record<string, unknown>>(
      `SELECT public_id AS id, channel, shown, code, at FROM contact_mark
       WHERE customer_id = $1 AND confirmed_at IS NULL ORDER BY id DESC`,
      [customerKey],
    );
  }

  /** The customer said that the address is right: it is used again. Throws 404 for a mark that does not stand. */
  async confirm(
    tx: Tx,
    actor: Actor,
    customer: { key: string; id: string },
    { mark, how }: { mark: string; how: string },
    requestId: string,
  ): Promise<void> {
    if (!isId(mark)) throw problems.notFound();
    const confirmed = await tx.query(
      `UPDATE contact_mark m SET confirmed_at = $3, confirmed_how = $4, confirmer_kind = $5, confirmer_id = $6,
         confirmer_name = $7
       FROM contact_mark meant WHERE meant.public_id = $2 AND meant.confirmed_at IS NULL AND meant.customer_id = $1
         AND m.customer_id = $1 AND m.channel = meant.channel AND m.address_digest = meant.address_digest
         AND m.confirmed_at IS NULL RETURNING 1`,
      [customer.key, mark, this.parts.clock.now(), how, actor.kind, actor.id, actor.name],
    );
    if (confirmed.length === 0) throw problems.notFound();
    await this.parts.audit.append(tx, actor, {
      action: 'contact-mark.confirmed',
      subject: { kind: 'customer', id: customer.id },
      details: { mark, how },
      requestId,
    });
  }
}
