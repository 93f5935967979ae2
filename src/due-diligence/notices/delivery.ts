import { randomUUID } from 'node:crypto';
import { systemActor, type Database, type Deliver, type Tx } from '../../platform/index.js';
import { deferrals, isOpen, type Attempt } from './domain/progress.js';
import { firstLoud } from './domain/quiet-hours.js';
import type { Destination, Electronic } from './domain/reach.js';
import type { Outcome, Outgoing } from './channels/channel.js';
import { markCondemned } from './condemn.js';
import { refusedIn, waysTo } from './planning.js';
import { findRecipients } from './recipients.js';
import { lockNotice, logAndAudit, type LockedNotice } from './locked-notice.js';
import { appendLog, type Entry } from './send-log.js';
import type { NoticeParts } from './service.js';

/** Longer than any channel's patience: whoever sends has written the outcome down by then, or is gone. */
const CLAIM_SECONDS = 180;
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 3_600_000;
/** With these pauses some nine hours: longer than greylisting and full mailboxes usually last. */
const MOST_DEFERRALS = 15;
/** How long a channel that cannot be reached is left in peace by this process. */
const PEACE = 60_000;

type Step =
  | { do: 'nothing' }
  | { do: 'ask-again'; at: Date }
  | { do: 'send'; claim: string; way: Destination; message: Outgoing };

/** Sends one queued notice: claims it, hands it over outside of any transaction, writes down what came of it. */
export class NoticeDelivery {
  /** When each channel that could not be reached may be asked again. */
  private readonly peace = new Map<Electronic, number>();

  constructor(
    private readonly db: Database,
    private readonly parts: NoticeParts,
  ) {}

  /** What the outbox calls for the topic of notices. */
  readonly deliver: Deliver = async (payload, { last }) => {
    const { notice } = payload as { notice: string };
    try {
      return await this.sendOne(notice);
    } catch (error) {
      if (last) await this.db.inTransaction((tx) => this.giveUp(tx, notice));
      throw error;
    }
  };

  private async sendOne(publicId: string): Promise<Date | void> {
    const step = await this.db.inTransaction((tx) => this.claim(tx, publicId));
    if (step.do === 'nothing') return;
    if (step.do === 'ask-again') return step.at;
    const outcome = await this.parts.channels.get(step.way.channel)!.send(step.message);
    const next = await this.db.inTransaction((tx) => this.record(tx, publicId, step, outcome));
    return next === 'next-way' ? this.sendOne(publicId) : next;
  }

  /** Decides under the row's lock what to do now; only one process at a time gets to send. */
  private async claim(tx: Tx, publicId: string): Promise<Step> {
    const { clock, days, quiet, channels } = this.parts;
    const now = clock.now();
    const notice = await lockNotice(tx, publicId);
    if (notice?.status !== 'queued') return { do: 'nothing' };
    if (notice.held) return { do: 'ask-again', at: new Date(now.getTime() + CLAIM_SECONDS * 1_000) };
    const loud = firstLoud(now, quiet, days);
    if (loud > now) return { do: 'ask-again', at: loud };
    if (isOpen(notice.log))
      await this.log(tx, notice, [{ ...lastOf(notice), kind: 'unknown', code: 'interrupted' }]);
    const recipient = (await findRecipients(tx, [notice.customerKey])).get(notice.customerKey)!;
    const [way] = waysTo(recipient, notice.order, new Set(channels.keys()), refusedIn(notice.log));
    if (!way) {
      await this.log(tx, notice, [{ kind: 'letter', code: 'no-contact-left' }]);
      return { do: 'nothing' };
    }
    const { channel, shown, position, address } = way;
    if (!channels.has(channel)) {
      await this.log(tx, notice, [{ kind: 'waiting', channel, shown, position, code: 'not-configured' }]);
      return { do: 'nothing' };
    }
    const peace = this.peace.get(channel) ?? 0;
    if (peace > now.getTime()) return { do: 'ask-again', at: new Date(peace) };
    const claim = randomUUID();
    await appendLog(tx, notice, systemActor, now, [{ kind: 'started', channel, shown, position }]);
    await tx.query(
      'UPDATE notice SET claim = $2, claimed_until = clock_timestamp() + make_interval(secs => $3) WHERE id = $1',
      [notice.key, claim, CLAIM_SECONDS],
    );
    const message: Outgoing = {
      key: `${publicId}.${refusedIn(notice.log).length + 1}`,
      noticeId: publicId,
      address,
      content: notice.texts[channel],
    };
    return { do: 'send', claim, way, message };
  }

  /** Writes the outcome down, and when to go on if it is not the end. */
  private async record(
    tx: Tx,
    publicId: string,
    { claim, way }: Extract<Step, { do: 'send' }>,
    outcome: Outcome,
  ): Promise<Date | 'next-way' | undefined> {
    const now = this.parts.clock.now();
    const later = (pause: number) => new Date(now.getTime() + Math.min(LONGEST_PAUSE, pause));
    const notice = (await lockNotice(tx, publicId))!;
    await tx.query('UPDATE notice SET claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2', [
      notice.key,
      claim,
    ]);
    const { channel, shown, position } = way;
    const at = { channel, shown, position };
    const { answer } = outcome;
    if (outcome.kind === 'sent') {
      await this.log(tx, notice, [{ kind: 'sent', ...at, answer, providerId: outcome.providerId }]);
      return undefined;
    }
    const before = deferrals(notice.log, at);
    await this.log(tx, notice, [{ kind: outcome.kind, ...at, code: outcome.code, answer }]);
    if (outcome.condemned)
      await markCondemned(tx, this.parts, systemActor, notice, { ...at, code: outcome.code });
    switch (outcome.kind) {
      case 'refused':
        return 'next-way';
      case 'unreachable':
        // The channel's trouble is nobody's address: it never counts against the customer's.
        this.peace.set(channel, now.getTime() + PEACE);
        return later(unreachablePause(notice.log));
      case 'deferred':
        if (before + 1 < MOST_DEFERRALS) return later(FIRST_PAUSE * 2 ** before);
        await this.log(tx, notice, [{ kind: 'refused', ...at, code: 'never-taken' }]);
        return 'next-way';
    }
  }

  private async giveUp(tx: Tx, publicId: string): Promise<void> {
    const notice = await lockNotice(tx, publicId);
    if (notice?.status === 'queued') await this.log(tx, notice, [{ kind: 'failed', code: 'internal' }]);
  }

  private log(tx: Tx, notice: LockedNotice, entries: readonly Entry[]): Promise<void> {
    return logAndAudit(tx, this.parts, notice, systemActor, entries);
  }
}

const lastOf = ({ log }: LockedNotice): Pick<Attempt, 'channel' | 'shown' | 'position'> => {
  const { channel = null, shown = null, position = null } = log.at(-1) ?? {};
  return { channel, shown, position };
};

/** Doubles with every attempt in a row that met no channel, up to an hour. */
function unreachablePause(log: readonly Attempt[]): number {
  const tried = log.filter(({ kind }) => kind === 'unreachable').length;
  return PEACE * 2 ** Math.max(0, tried - 1);
}
