import type { Page } from '../domain/template.js';

/** One message as a channel takes it. */
export interface Outgoing {
  /** The same for every repetition of this message to this address, so that a repeat is recognisable. */
  key: string;
  noticeId: string;
  address: string;
  content: string | Page;
}

/**
 * What came of handing a message over. `deferred` is about this address, `unreachable` about the channel itself.
 * Answers are masked: they may repeat the address.
 */
export type Outcome =
  | { kind: 'sent'; providerId: string | null; answer: string }
  | {
      kind: 'deferred' | 'refused' | 'unreachable';
      code: string;
      answer: string;
      /** The address itself is bad: nothing is sent to it again until the customer confirms it. */
      condemned?: boolean;
    };

/** The way into another system. Sends at least once; never throws for what the other side does. */
export interface NoticeChannel {
  send(message: Outgoing): Promise<Outcome>;
  close(): void;
}
