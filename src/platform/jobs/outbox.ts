import type { Database } from '../database/database.js';
import type { Tx } from '../database/transaction.js';
import type { Clock } from '../time/clock.js';
import { newId } from '../ids.js';
import type { Job } from './scheduler.js';

const MOST_ATTEMPTS = 12;

/** Sends one message to another system; throws to be tried again later. */
export type Deliver = (payload: unknown, id: string) => Promise<void>;

/** Calls to other systems, stored in the transaction of the fact that causes them and made after its commit. */
export class Outbox {
  private readonly receivers = new Map<string, Deliver>();

  constructor(private readonly clock: Clock) {}

  /** Names who delivers a topic. */
  register(topic: string, deliver: Deliver): void {
    this.receivers.set(topic, deliver);
  }

  async put(tx: Tx, topic: string, payload: unknown): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      'INSERT INTO outbox_message (id, topic, payload, created_at, due_at) VALUES ($1, $2, $3, $4, $4)',
      [newId(now.getTime()), topic, JSON.stringify(payload), now],
    );
  }

  /** Delivers what is due, with growing pauses; after twelve failures a message is dead-lettered and stays visible. */
  job(db: Database): Job {
    return { name: 'outbox', everySeconds: 1, run: () => this.deliverDue(db) };
  }

  private async deliverDue(db: Database): Promise<boolean> {
    const due = await db.query<{ id: string; topic: string; payload: unknown; attempts: number }>(
      'SELECT id, topic, payload, attempts FROM outbox_message WHERE delivered_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND topic = ANY($2) ORDER BY due_at LIMIT 50',
      [this.clock.now(), [...this.receivers.keys()]],
    );
    for (const { id, topic, payload, attempts } of due) {
      try {
        await this.receivers.get(topic)!(payload, id);
        await db.query(
          'UPDATE outbox_message SET delivered_at = $2, attempts = attempts + 1, last_error = NULL WHERE id = $1',
          [id, this.clock.now()],
        );
      } catch (error) {
        const tries = attempts + 1;
        const next = new Date(this.clock.now().getTime() + Math.min(3_600_000, 1_000 * 2 ** tries));
        await db.query(
          'UPDATE outbox_message SET attempts = $2, due_at = $3, dead_at = $4, last_error = $5 WHERE id = $1',
          [
            id,
            tries,
            next,
            tries >= MOST_ATTEMPTS ? this.clock.now() : null,
            error instanceof Error ? error.name : 'unknown',
          ],
        );
      }
    }
    return due.length === 50;
  }
}
