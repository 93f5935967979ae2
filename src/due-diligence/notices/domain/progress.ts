import type { Channel } from './template.js';

export const noticeStatuses = [
  'queued',
  'waiting',
  'sent',
  'letter',
  'handed-over',
  'failed',
  'cancelled',
] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

export const attemptKinds = [
  /** Will be sent by its channel. */
  'queued',
  /** Waits until the bank has set its channel up. */
  'waiting',
  /** Handing it to the channel began; without a later word its outcome is unknown. */
  'started',
  /** The channel took it. */
  'sent',
  /** The channel asked to try this address again later. */
  'deferred',
  /** The channel could not be reached or did not answer; whether it took the message is not known. */
  'unreachable',
  /** The channel refused this address for good. */
  'refused',
  /** A process ended between handing over and writing down; it is sent again under the same id. */
  'unknown',
  /** Came back after it had been taken. */
  'returned',
  /** No address is left: the branch writes or tells the customer. */
  'letter',
  /** The branch did so. */
  'handed-over',
  /** Could not be worked on at all. */
  'failed',
  /** A person asked for it to be tried again. */
  'retried',
  /** The letter was printed for the customer. */
  'printed',
  /** A receipt says that it reached its reader. */
  'delivered',
  /** What it was about is settled; the code says how. Nothing more is sent. */
  'cancelled',
] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** One line of the send log. */
export interface Attempt {
  kind: AttemptKind;
  at: Date;
  channel: Channel | null;
  /** Masked address, and its place among the contacts of the record. */
  shown: string | null;
  position: number | null;
  /** Why: a code of the channel or of ours. */
  code: string | null;
  /** By what the channel knows the message. */
  providerId?: string | null;
}

export interface Progress {
  status: NoticeStatus;
  channel: Channel | null;
  shown: string | null;
  reason: string | null;
  /** How often it was handed to a channel. */
  tries: number;
  sentAt: Date | null;
}

/** What a notice has come to, by its send log alone. */
export function project(attempts: readonly Attempt[]): Progress {
  let progress: Progress = {
    status: 'queued',
    channel: null,
    shown: null,
    reason: null,
    tries: 0,
    sentAt: null,
  };
  for (const attempt of attempts) progress = after(progress, attempt);
  return progress;
}

export function after(before: Progress, { kind, at, channel, shown, code }: Attempt): Progress {
  const here = { ...before, channel: channel ?? before.channel, shown: shown ?? before.shown, reason: code };
  switch (kind) {
    case 'queued':
    case 'retried':
      return { ...here, status: 'queued' };
    case 'waiting':
      return { ...here, status: 'waiting' };
    case 'started':
      return { ...here, status: 'queued', tries: before.tries + 1 };
    case 'sent':
      return { ...here, status: 'sent', sentAt: at };
    case 'deferred':
    case 'unreachable':
    case 'refused':
    case 'unknown':
      // What was on its way when it was cancelled is not tried again.
      return { ...here, status: before.status === 'cancelled' ? 'cancelled' : 'queued' };
    case 'returned':
      return { ...here, status: 'queued', sentAt: null };
    case 'letter':
      return { ...here, status: 'letter', channel: 'letter', shown: null };
    case 'handed-over':
      return { ...here, status: 'handed-over', channel: 'letter', shown: null, sentAt: at };
    case 'printed':
      return { ...before, channel: 'letter', shown: null };
    case 'delivered':
      return before;
    case 'failed':
      return { ...here, status: 'failed' };
    case 'cancelled':
      return { ...before, reason: code, status: 'cancelled' };
  }
}

/** Whether a hand-over began of whose end nothing was written down. */
export function isOpen(attempts: readonly Attempt[]): boolean {
  return attempts.at(-1)?.kind === 'started';
}

/** How often this address was put off since a person last asked to try again. */
export function deferrals(
  attempts: readonly Attempt[],
  { channel, shown, position }: Pick<Attempt, 'channel' | 'shown' | 'position'>,
): number {
  let count = 0;
  for (const attempt of attempts) {
    if (attempt.kind === 'retried') count = 0;
    const same = attempt.channel === channel && attempt.shown === shown && attempt.position === position;
    if (attempt.kind === 'deferred' && same) count += 1;
  }
  return count;
}
