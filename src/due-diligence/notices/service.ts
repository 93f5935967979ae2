import {
  isDay,
  newId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Outbox,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Channels } from './channels/index.js';
import type { NoticeStatus } from './domain/progress.js';
import { firstLoud, type QuietHours } from './domain/quiet-hours.js';
import type { Channel } from './domain/template.js';
import { variableFaults, type NoticeVariables } from './domain/variables.js';
import { textsFor, waysTo, type Sender } from './planning.js';
import { findRecipients } from './recipients.js';
import { cancelNotices, insertNotices, type PlannedNotice } from './store.js';
import type { NoticeBook } from './template-files.js';
import type { WordedTemplate, Wordings } from './wordings.js';

export const NOTICE_TOPIC = 'notice';

/** Why a customer is written to. Nothing that derives from monitoring is among these. */
export const causeKinds = [
  'document',
  'requirement',
  'review-task',
  'campaign',
  'restriction',
  'objection',
  'discrepancy',
  'request',
] as const;
export type CauseKind = (typeof causeKinds)[number];

export interface NoticeRequest {
  /** The customer's key inside the database. */
  customerKey: string;
  template: string;
  variables: NoticeVariables;
  /** Without it the bank's day is the cause: one notice of a template a day. */
  cause?: { kind: CauseKind; id: string };
  /** Tells several notices of one cause apart: `90-days-before`. */
  step?: string;
}

/** What following a customer takes: the branch before and after a change. */
interface MovedCustomer {
  key: string;
  before: { branch?: string } | null;
  after: { branch?: string };
}

export interface QueuedNotice {
  customerKey: string;
  id: string;
  /** False when the same notice was there already. */
  created: boolean;
  status: NoticeStatus;
  channel: Channel | null;
}

export interface NoticeParts {
  book: NoticeBook;
  wordings: Wordings;
  channels: Channels;
  quiet: QuietHours | 'none';
  sender: Sender;
  outbox: Outbox;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  /** Told after a commit that there is something to send. */
  wake(): void;
}

/** Notices to customers: said once, by the way the customer agreed to, never lost. */
export class Notices {
  constructor(readonly parts: NoticeParts) {}

  /**
   * Queues notices in the caller's transaction; they are sent after it. Once per customer, template, cause and step,
   * whoever asks at the same time. A customer without a usable contact becomes a letter: a to-do for the branch.
   * @returns one entry for each request, in order
   * @throws Error for an unknown template or customer, or variables that the template cannot be filled with: the
   *   caller's fault, not the reader's
   */
  async queue(tx: Tx, actor: Actor, requests: readonly NoticeRequest[]): Promise<QueuedNotice[]> {
    if (requests.length === 0) return [];
    const { outbox, clock, days, quiet, audit, wake } = this.parts;
    const templates = await this.templatesOf(tx, requests);
    const recipients = await findRecipients(
      tx,
      requests.map(({ customerKey }) => customerKey),
    );
    const now = clock.now();
    const today = days.dayOf(now);
    const planned = requests.map((request): PlannedNotice => {
      const recipient = recipients.get(request.customerKey);
      if (!recipient) throw new Error('a notice was asked for a customer that does not exist');
      const template = templates.get(request.template)!;
      const [way] = waysTo(recipient, template.channels, this.usable);
      const status = way === undefined ? 'letter' : this.usable.has(way.channel) ? 'queued' : 'waiting';
      return {
        id: newId(now.getTime()),
        customerKey: recipient.key,
        branch: recipient.branch,
        template: template.id,
        templateVersion: template.version,
        wording: template.wording,
        language: recipient.language,
        causeKind: request.cause?.kind ?? 'day',
        causeId: request.cause?.id ?? today,
        step: request.step ?? '',
        texts: textsFor(recipient, template.texts, request.variables, {
          terms: this.parts.book.terms,
          sender: this.parts.sender,
        }),
        channelOrder: template.channels,
        status,
        channel: way?.channel ?? 'letter',
        shown: way?.shown ?? null,
        reason: way === undefined ? 'no-contact' : status === 'waiting' ? 'not-configured' : null,
      };
    });
    const stored = await insertNotices(tx, actor, planned, now);
    const created = stored.filter((one) => one.created);
    const toSend = created.filter(({ status }) => status === 'queued').map(({ id }) => ({ notice: id }));
    await outbox.put(tx, NOTICE_TOPIC, toSend, firstLoud(now, quiet, days));
    if (created.length > 0)
      await audit.append(tx, actor, {
        action: 'notices.queued',
        subject: { kind: 'notice-batch', id: created[0]!.id },
        details: {
          count: created.length,
          templates: [...templates.keys()],
          notices: created.map(({ id }) => id),
        },
      });
    if (toSend.length > 0) tx.afterCommit(wake);
    return stored;
  }

  /** A customer who moved to another branch takes the notices along, with what is still to be done about them. */
  async follow(tx: Tx, stored: readonly MovedCustomer[]): Promise<void> {
    const moved = stored.filter(({ before, after }) => before !== null && before.branch !== after.branch);
    if (moved.length === 0) return;
    await tx.query(
      `UPDATE notice n SET branch = m.branch FROM unnest($1::bigint[], $2::text[]) AS m (customer_id, branch)
       WHERE n.customer_id = m.customer_id`,
      [moved.map(({ key }) => key), moved.map(({ after }) => after.branch ?? null)],
    );
  }

  /**
   * Cancels what was not sent yet because of these causes, since they are settled. What a channel has just taken in
   * hand may still arrive; it is not tried again.
   * @param reason a code that the send log keeps, such as `task-closed`
   */
  async cancel(
    tx: Tx,
    actor: Actor,
    causes: { kind: CauseKind; ids: readonly string[] },
    reason: string,
  ): Promise<void> {
    if (causes.ids.length === 0) return;
    const cancelled = await cancelNotices(tx, actor, causes, { reason, now: this.parts.clock.now() });
    if (cancelled.length === 0) return;
    await this.parts.audit.append(tx, actor, {
      action: 'notices.cancelled',
      subject: { kind: 'notice-batch', id: cancelled[0]! },
      details: { count: cancelled.length, reason, notices: cancelled },
    });
  }

  /** What a request lacks, for callers that pass on what a person typed; empty when it can be queued. */
  faultsOf(template: string, variables: NoticeVariables): string[] {
    const found = this.parts.book.templates.get(template);
    if (!found) throw problems.notFound();
    return variableFaults(found.variables, variables, this.parts.book.terms, isDay);
  }

  private get usable(): ReadonlySet<'sms' | 'email'> {
    return new Set(this.parts.channels.keys());
  }

  private async templatesOf(
    tx: Tx,
    requests: readonly NoticeRequest[],
  ): Promise<Map<string, WordedTemplate>> {
    const ids = [...new Set(requests.map(({ template }) => template))];
    const found = new Map((await this.parts.wordings.list(tx, ids)).map((one) => [one.id, one]));
    for (const { template, variables } of requests) {
      const known = found.get(template);
      if (!known) throw new Error(`there is no notice template ${template}`);
      const faults = variableFaults(known.variables, variables, this.parts.book.terms, isDay);
      if (faults.length > 0) throw new Error(`notice ${template}: ${faults.join('; ')}`);
    }
    return found;
  }
}
