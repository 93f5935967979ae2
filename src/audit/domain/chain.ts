import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.js';

/** An audit event as it is hashed and exported; docs/audit-chain.md is its specification. */
export interface AuditEvent {
  id: string;
  /** UTC with milliseconds, `2026-01-31T01:30:00.000Z`. */
  recordedAt: string;
  actor: { kind: string; id: string };
  action: string;
  subject: { kind: string; id: string };
  requestId?: string;
  details: Record<string, unknown>;
  /** Lower-case hex of a SHA-256 over what the event covers, such as the rows of a batch. */
  digest?: string;
}

/** One event at its place in the chain. Hashes are lower-case hex. */
export interface SealedEvent {
  sequence: number;
  previousHash: string;
  hash: string;
  event: AuditEvent;
}

/** What the first link holds on to. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the previous hash, the sequence as decimal text, and the canonical event, separated by line feeds. */
export function linkHash(previousHash: string, sequence: number, event: AuditEvent): string {
  return createHash('sha256')
    .update(`${previousHash}\n${sequence}\n${canonicalJson(event)}`)
    .digest('hex');
}

/** Links events in the order given onto the head of a chain. */
export function link(head: { sequence: number; hash: string }, events: readonly AuditEvent[]): SealedEvent[] {
  let { sequence, hash } = head;
  return events.map((event) => {
    const previousHash = hash;
    sequence += 1;
    hash = linkHash(previousHash, sequence, event);
    return { sequence, previousHash, hash, event };
  });
}

/** Checks a chain link by link in constant memory. */
export class ChainCheck {
  first: number | undefined;
  last: number | undefined;
  head: string | undefined;
  /** The first sequence at which the chain does not hold. */
  brokenAt: number | undefined;

  /**
   * @param anchor what stands before the first link, when the caller knows it; otherwise the first link's own word is
   * taken, unless it says that it is the first of all
   */
  constructor(private readonly anchor?: { sequence: number; hash: string }) {}

  /** @returns whether the chain holds so far; an absent event is one that was removed */
  accept(link: Omit<SealedEvent, 'event'> & { event?: AuditEvent }): boolean {
    if (this.brokenAt !== undefined) return false;
    const expectedSequence = (this.last ?? this.anchor?.sequence ?? link.sequence - 1) + 1;
    const expectedPrevious =
      this.head ?? this.anchor?.hash ?? (link.sequence === 1 ? GENESIS : link.previousHash);
    const holds =
      Number.isSafeInteger(link.sequence) &&
      link.sequence === expectedSequence &&
      link.previousHash === expectedPrevious &&
      link.event !== undefined &&
      link.hash === linkHash(link.previousHash, link.sequence, link.event);
    if (!holds) {
      this.brokenAt = Math.min(expectedSequence, link.sequence);
      return false;
    }
    this.first ??= link.sequence;
    this.last = link.sequence;
    this.head = link.hash;
    return true;
  }
}
