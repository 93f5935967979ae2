import type { Actor, Tx } from '../../platform/index.js';
import type { Channel } from './domain/template.js';
import type { LockedNotice } from './locked-notice.js';
import { ContactMarks } from './marks.js';
import { addressAt } from './planning.js';
import { findRecipients } from './recipients.js';
import type { NoticeParts } from './service.js';

/** Marks the address a notice was sent to, where it still stands in the customer's record as it did then. */
export async function markCondemned(
  tx: Tx,
  parts: Pick<NoticeParts, 'clock' | 'audit'>,
  actor: Actor,
  notice: LockedNotice,
  way: { channel: Channel | null; shown: string | null; position: number | null; code: string },
): Promise<void> {
  const { channel, shown, position, code } = way;
  if (channel === null || channel === 'letter' || shown === null || position === null) return;
  const recipient = (await findRecipients(tx, [notice.customerKey])).get(notice.customerKey);
  const address = recipient && addressAt(recipient, { channel, shown, position });
  if (address === undefined) return;
  const { key: noticeKey, customerKey } = notice;
  await new ContactMarks(parts).set(tx, actor, { customerKey, noticeKey, channel, address, shown, code });
}
