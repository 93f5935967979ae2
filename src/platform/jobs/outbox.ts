import type { Database } from '../database/database.js';
import type { Tx } from '../database/transaction.js';
import type { Clock } from '../time/clock.js';
import { newId } from '../ids.js';
import type { Job, JobContext } from './scheduler.js';

const MOST_ATTEMPTS = 12;
const AT_ONCE = 50;
/** Deliveries under way at the same time: another system that is slow does not hold up all the rest. */
const BESIDE_EACH_OTHER = 4;

/** What a receiver knows of the delivery. */
export interface Delivery {
  /** Of the message; the same however often it is tried. */
  id: string;
  /** After this one fails, the message is dead. */
  last: boolean;
}

/**
 * Hands one message to another system; throws to be tried again later. A returned instant means "not now, ask again
 * then", which is no failure.
 */
export type Deliver = (payload: unknown, delivery: Delivery) => Promise<Date | void>;

interface Message {
  id: string;
  topic: string;
  payload: unknown;
  attempts: number;
}

/** Calls to other systems, stored in the transaction of the fact that causes them and made after its commit. */
export class Outbox {
  private readonly receivers = new Map<string, Deliver>();

  constructor(private readonly clock: Clock) {}

  /** Names who delivers a topic. */
  register(topic: string, deliver: Deliver): void {
    this.receivers.set(topic, deliver);
  }

  /** Stores messages of one topic in one statement; they are delivered from `dueAt` on, or at once. */
  async put(tx: Tx, topic: string, payloads: readonly unknown[], dueAt?: Date): Promise<void> {
    if (payloads.length === 0) return;
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO outbox_message (id, topic, payload, created_at, due_at)
       SELECT m.id, $1, m.payload, $2, $3 FROM unnest($4::uuid[], $5::jsonb[]) AS m (id, payload)`,
      [
        topic,
        now,
        dueAt ?? now,
        payloads.map(() => newId(now.getTime())),
        payloads.map((payload) => JSON.stringify(payload)),
      ],
    );
  }

  /** Delivers what is due, with growing pauses; after twelve failures a message is dead-lettered and stays visible. */
  job(db: Database): Job {
    return { name: 'outbox', everySeconds: 1, run: (context) => this.deliverDue(db, context) };
  }

  private async deliverDue(db: Database, { assertLease, signal }: JobContext): Promise<boolean> {
    const due = await db.query<Message>(
      'SELECT id, topic, payload, attempts FROM outbox_message WHERE delivered_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND topic = ANY($2) ORDER BY due_at LIMIT $3',
      [this.clock.now(), [...this.receivers.keys()], AT_ONCE],
    );
    for (let at = 0; at < due.length; at += BESIDE_EACH_OTHER) {
      assertLease();
      if (signal.aborted) return false;
      await Promise.all(due.slice(at, at + BESIDE_EACH_OTHER).map((message) => this.deliver(db, message)));
    }
    return due.length === AT_ONCE;
  }

  private async deliver(db: Database, { id, topic, payload, attempts }: Message): Promise<void> {
    const tries = attempts + 1;
    const last = tries >= MOST_ATTEMPTS;
    try {
      const later = await this.receivers.get(topic)!(payload, { id, last });
      if (later)
        await db.query('UPDATE outbox_message SET due_at = $2, last_error = NULL WHERE id = $1', [id, later]);
      else
        await db.query(
          'UPDATE outbox_message SET delivered_at = $2, attempts = $3, last_error = NULL WHERE id = $1',
          [id, this.clock.now(), tries],
        );
    } catch (error) {
      const now = this.clock.now();
      await db.query(
        'UPDATE outbox_message SET attempts = $2, due_at = $3, dead_at = $4, last_error = $5 WHERE id = $1',
        [
          id,
          tries,
          new Date(now.getTime() + Math.min(3_600_000, 1_000 * 2 ** tries)),
          last ? now : null,
          error instanceof Error ? error.name : 'unknown',
        ],
      );
    }
  }
}
