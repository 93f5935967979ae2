import { systemActor, type Actor, type Tx } from '../../platform/index.js';
import { condemnsAddress } from './domain/bounce.js';
import { lockNotice, logAndAudit } from './locked-notice.js';
import { markCondemned } from './condemn.js';
import { NOTICE_TOPIC, type NoticeParts } from './service.js';

/** What a gateway or mail server says of a message it had taken. */
export interface Receipt {
  channel: 'sms' | 'email';
  /** As the answer named it when the message was taken; of mail its Message-ID. */
  providerId: string;
  state: 'delivered' | 'failed';
  /** Whether the address is bad; without it the code decides (mail) or it is (text messages). */
  permanent?: boolean | undefined;
  /** Enhanced status (RFC 3463) or the gateway's own. */
  code?: string | undefined;
}

export type ReceiptOutcome = 'recorded' | 'known' | 'unknown';

/** Receipts of messages: proof that one reached its reader, or that it did not and the next way is to be tried. */
export class Receipts {
  constructor(private readonly parts: NoticeParts) {}

  /** @returns one outcome per receipt, in order */
  async record(
    tx: Tx,
    actor: Actor,
    receipts: readonly Receipt[],
    requestId: string,
  ): Promise<ReceiptOutcome[]> {
    const found = await tx.query<{ provider_id: string; public_id: string }>(
      `SELECT DISTINCT ON (a.provider_id) a.provider_id, n.public_id FROM notice_attempt a JOIN notice n ON n.id = a.notice_id
       WHERE a.kind = 'sent' AND a.provider_id = ANY($1) ORDER BY a.provider_id, a.at DESC`,
      [receipts.map(({ providerId }) => providerId)],
    );
    const notices = new Map(found.map(({ provider_id, public_id }) => [provider_id, public_id]));
    const outcomes = new Map<Receipt, ReceiptOutcome>();
    // In one order for everybody, so that two batches do not wait for each other in a circle.
    const order = [...receipts].sort((a, b) =>
      (notices.get(a.providerId) ?? '') < (notices.get(b.providerId) ?? '') ? -1 : 1,
    );
    for (const receipt of order) {
      const id = notices.get(receipt.providerId);
      outcomes.set(receipt, id === undefined ? 'unknown' : await this.one(tx, actor, id, receipt, requestId));
    }
    return receipts.map((receipt) => outcomes.get(receipt)!);
  }

  private async one(
    tx: Tx,
    actor: Actor,
    publicId: string,
    { channel, providerId, state, code, permanent }: Receipt,
    requestId: string,
  ): Promise<ReceiptOutcome> {
    const notice = (await lockNotice(tx, publicId))!;
    const at = notice.log.map(({ providerId: one }) => one).lastIndexOf(providerId);
    const sent = notice.log[at];
    if (sent?.channel !== channel) return 'unknown';
    const later = notice.log.slice(at + 1);
    if (later.some(({ kind }) => kind === 'returned' || kind === state)) return 'known';
    const { shown, position } = sent;
    const way = { channel, shown, position };
    if (state === 'delivered') {
      await logAndAudit(
        tx,
        this.parts,
        notice,
        actor,
        [{ kind: 'delivered', ...way, code: code ?? null }],
        requestId,
      );
      return 'recorded';
    }
    const why = code ?? 'bounced';
    if (permanent ?? (channel === 'sms' || code === undefined || condemnsAddress(code, '')))
      await markCondemned(tx, this.parts, systemActor, notice, { ...way, code: why });
    // What went on by another way meanwhile is not begun again.
    if (notice.progress.status !== 'sent' || later.some(({ kind }) => kind === 'started')) return 'recorded';
    await logAndAudit(tx, this.parts, notice, actor, [{ kind: 'returned', ...way, code: why }], requestId);
    await this.parts.outbox.put(tx, NOTICE_TOPIC, [{ notice: publicId }]);
    tx.afterCommit(this.parts.wake);
    return 'recorded';
  }
}
