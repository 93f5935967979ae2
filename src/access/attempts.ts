import { problems, sha256, type Clock, type Database, type Problem } from '../platform/index.js';

const WINDOW_MS = 15 * 60_000;

/**
 * Failed sign-ins per user name and per address. An attempt is counted before the password is looked at and given
 * back after success, so that a thousand at once, over any number of processes, get no more tries than one by one.
 */
export class Attempts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly limit: number,
  ) {}

  /** Counts one attempt; throws 429 with `Retry-After` when there were too many. */
  async reserve(username: string, address: string): Promise<void> {
    const now = this.clock.now();
    const rows = await this.db.query<{ window_start: Date; attempts: number }>(
      `INSERT INTO sign_in_attempt AS a (key, window_start, attempts) SELECT key, $2, 1 FROM unnest($1::bytea[]) AS key ORDER BY key
       ON CONFLICT (key) DO UPDATE SET
         window_start = CASE WHEN a.window_start <= $3 THEN excluded.window_start ELSE a.window_start END,
         attempts = CASE WHEN a.window_start <= $3 THEN 1 ELSE least(a.attempts + 1, 1000000) END
       RETURNING window_start, attempts`,
      [keys(username, address), now, new Date(now.getTime() - WINDOW_MS)],
    );
    const over = rows.filter(({ attempts }) => attempts > this.limit);
    if (over.length > 0)
      throw this.refusal(
        over.map(({ window_start }) => window_start.getTime()),
        now,
      );
  }

  /** After success: the name starts afresh, the address gets its one back. */
  async release(username: string, address: string): Promise<void> {
    const [name, from] = keys(username, address);
    await this.db.query('DELETE FROM sign_in_attempt WHERE key = $1', [name]);
    await this.db.query('UPDATE sign_in_attempt SET attempts = greatest(attempts - 1, 0) WHERE key = $1', [
      from,
    ]);
  }

  /** Removes windows that are over; run by a job. */
  async forget(): Promise<void> {
    await this.db.query('DELETE FROM sign_in_attempt WHERE window_start <= $1', [
      new Date(this.clock.now().getTime() - WINDOW_MS),
    ]);
  }

  private refusal(starts: readonly number[], now: Date): Problem {
    const seconds = Math.max(1, Math.ceil((Math.max(...starts) + WINDOW_MS - now.getTime()) / 1000));
    return problems.tooManyRequests({
      headers: { 'Retry-After': String(seconds) },
      detail: {
        en: `Too many failed sign-ins. Try again in ${Math.ceil(seconds / 60)} minutes.`,
        zh: `登录失败次数过多，请在 ${Math.ceil(seconds / 60)} 分钟后重试。`,
      },
    });
  }
}

function keys(username: string, address: string): [Buffer, Buffer] {
  return [sha256(`name\n${username}`), sha256(`address\n${address}`)];
}
