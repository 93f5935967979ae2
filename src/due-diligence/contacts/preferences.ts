import type { Static } from '@sinclair/typebox';
import type { Actor, Clock, Queryable, Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope, namedAtBranch } from '../../access/index.js';
import { ContactMarks } from '../notices/marks.js';
import { findRecipients } from '../notices/recipients.js';
import type { preferenceAnswer, preferenceBody } from './schemas.js';

interface PreferenceRow {
  at: Date;
  channel: 'sms' | 'email' | null;
  allowed: boolean | null;
  language: 'zh' | 'en' | null;
  how: string;
  by: string | null;
}

const named = namedAtBranch({ name: 'p.actor_name', kind: 'p.actor_kind', id: 'p.actor_id' });

/** Changes shown with what holds now. */
const SHOWN = 100;

/** What a customer wants and does not want, kept with who wrote it down, when and how it was said. */
export class ContactPreferences {
  constructor(private readonly parts: { clock: Clock; audit: AuditTrail }) {}

  async record(
    tx: Tx,
    actor: Actor,
    customer: { key: string; id: string },
    { channel, allowed, language, how }: Static<typeof preferenceBody>,
    requestId: string,
  ): Promise<void> {
    const { clock, audit } = this.parts;
    await tx.query(
      `INSERT INTO contact_preference (customer_id, at, channel, allowed, language, how, actor_kind, actor_id, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[customer.key, clock.now(), channel ?? null, allowed ?? null, language ?? null, how],
        ...[actor.kind, actor.id, actor.name],
      ],
    );
    await audit.append(tx, actor, {
      action: 'contact-preference.recorded',
      subject: { kind: 'customer', id: customer.id },
      details: { how, ...(channel ? { channel, allowed } : {}), ...(language ? { language } : {}) },
      requestId,
    });
  }

  /** What holds now, and how it came to be. */
  async read(q: Queryable, actor: Actor, customerKey: string): Promise<Static<typeof preferenceAnswer>> {
    const recipient = (await findRecipients(q, [customerKey])).get(customerKey)!;
    const history = await q.query<PreferenceRow>(
      `SELECT p.at, p.channel, p.allowed, p.language, p.how, CASE WHEN $3 THEN ${named} ELSE p.actor_name END AS by
       FROM contact_preference p WHERE p.customer_id = $1 ORDER BY p.id DESC LIMIT $2`,
      [customerKey, SHOWN, branchScope(actor) !== undefined],
    );
    const marks = await new ContactMarks(this.parts).standing(q, customerKey);
    return {
      language: recipient.language,
      sms: !recipient.optedOut.has('sms'),
      email: !recipient.optedOut.has('email'),
      bounced: marks.map(({ shown, at, ...mark }) => ({ ...mark, address: shown, at: at.toISOString() })),
      history: history.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    };
  }
}
