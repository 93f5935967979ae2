import type { Tx } from '../database/transaction.js';
import type { Database } from '../database/database.js';
import { idempotencyConflict, malformed } from '../errors/common.js';
import type { Clock } from '../time/clock.js';
import type { Job } from '../jobs/scheduler.js';
import type { Reply } from './route.js';

/** Kept for 24 hours, scoped to caller and route. */
export interface IdempotencyClaim {
  scope: string;
  key: string;
  digest: Buffer;
  now: Date;
}

/** Refuses a key that no client should send. */
export function assertKey(key: string): void {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return;
  throw malformed({
    detail: {
      en: 'Idempotency-Key must be 1 to 200 printable ASCII characters.',
      zh: 'Idempotency-Key 须为 1 至 200 个可打印 ASCII 字符。',
    },
  });
}

/**
 * Claims the key inside the caller's transaction. A second request with the key waits here for the first to commit,
 * then gets its answer; after a roll-back it goes ahead itself.
 * @returns the earlier answer, or `undefined` when this request is the first
 */
export async function claim(
  tx: Tx,
  { scope, key, digest, now }: IdempotencyClaim,
): Promise<Reply | undefined> {
  const inserted = await tx.query(
    `INSERT INTO idempotency_key (scope, key, body_digest, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (scope, key) DO UPDATE SET body_digest = excluded.body_digest, created_at = excluded.created_at,
       status = NULL, answer = NULL WHERE idempotency_key.created_at < excluded.created_at - interval '24 hours'
     RETURNING 1`,
    [scope, key, digest, now],
  );
  if (inserted.length > 0) return undefined;
  const [earlier] = await tx.query<{ body_digest: Buffer; status: number; answer: unknown }>(
    'SELECT body_digest, status, answer FROM idempotency_key WHERE scope = $1 AND key = $2',
    [scope, key],
  );
  if (!earlier || !earlier.body_digest.equals(digest)) throw idempotencyConflict();
  return {
    status: earlier.status,
    body: earlier.answer ?? undefined,
    headers: { 'Idempotent-Replay': 'true' },
  };
}

/** Keeps the answer beside the effect it describes. */
export async function remember(tx: Tx, { scope, key }: IdempotencyClaim, reply: Reply): Promise<void> {
  await tx.query('UPDATE idempotency_key SET status = $3, answer = $4 WHERE scope = $1 AND key = $2', [
    scope,
    key,
    reply.status,
    reply.body === undefined ? null : JSON.stringify(reply.body),
  ]);
}

/** Removes keys older than a day; run by a job. */
export async function forgetOldKeys(db: Database, now: Date): Promise<number> {
  const rows = await db.query(
    "DELETE FROM idempotency_key WHERE created_at < $1::timestamptz - interval '24 hours' RETURNING 1",
    [now],
  );
  return rows.length;
}

/** Forgets what nobody may ask for any more. */
export const idempotencyExpiryJob = (db: Database, clock: Clock): Job => ({
  name: 'idempotency-expiry',
  everySeconds: 600,
  run: async () => void (await forgetOldKeys(db, clock.now())),
});
