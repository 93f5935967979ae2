import {
  newId,
  newSecret,
  sha256,
  type Actor,
  type Clock,
  type Database,
  type Queryable,
  type Role,
  type Tx,
} from '../platform/index.js';

const MINUTE = 60_000;

export interface SessionLimits {
  /** Without a request for so long, a session is over. */
  idleMinutes: number;
  /** After so long it is over whatever happens. */
  hours: number;
}

interface SessionRow {
  id: string;
  last_seen_at: Date;
  expires_at: Date;
  user_id: string;
  username: string;
  display_name: string;
  roles: Role[];
  branch: string;
}

/** Signed-in people. Roles and branch are read with every request, so that a change bites at once. */
export class Sessions {
  constructor(
    private readonly clock: Clock,
    private readonly limits: SessionLimits,
  ) {}

  /** How long one lasts at most. */
  get seconds(): number {
    return this.limits.hours * 3_600;
  }

  async open(tx: Tx, userId: string): Promise<{ token: string; expiresAt: Date }> {
    const now = this.clock.now();
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + this.limits.hours * 60 * MINUTE);
    await tx.query(
      `INSERT INTO session (id, token_digest, user_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)`,
      [newId(now.getTime()), sha256(token), userId, now, expiresAt],
    );
    return { token, expiresAt };
  }

  /** Who holds the token, while the session lives. */
  async find(db: Database, token: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    const idle = this.limits.idleMinutes * MINUTE;
    const [row] = await db.query<SessionRow>(
      `SELECT s.id, s.last_seen_at, u.id AS user_id, u.username, u.roles, u.branch
       FROM session s JOIN user_account u ON u.id = s.user_id
       WHERE s.token_digest = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.status = 'active'`,
      [sha256(token), now, new Date(now.getTime() - idle)],
    );
    if (!row) return undefined;
    // Once a minute is enough to know that somebody is there; writing at every request is not worth it.
    const stale = new Date(now.getTime() - Math.min(MINUTE, idle / 4));
    if (row.last_seen_at <= stale)
      await db.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at <= $3', [
        row.id,
        now,
        stale,
      ]);
    return {
      kind: 'user',
      id: row.user_id,
      name: row.username,
      roles: row.roles,
      branch: row.branch,
      sessionId: row.id,
    };
  }

  async view(db: Queryable, sessionId: string): Promise<SessionRow | undefined> {
    const [row] = await db.query<SessionRow>(
      `SELECT s.id, s.last_seen_at, s.expires_at, u.id AS user_id, u.username, u.display_name, u.roles, u.branch
       FROM session s JOIN user_account u ON u.id = s.user_id WHERE s.id = $1`,
      [sessionId],
    );
    return row;
  }

  async close(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('DELETE FROM session WHERE id = $1', [sessionId]);
  }

  /** Ends all sessions of a person but the one named. */
  async closeAll(tx: Tx, userId: string, except?: string): Promise<void> {
    await tx.query('DELETE FROM session WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid', [
      userId,
      except ?? null,
    ]);
  }

  /** Removes sessions that are over; run by a job. */
  async forget(db: Queryable): Promise<void> {
    const now = this.clock.now();
    await db.query('DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2', [
      now,
      new Date(now.getTime() - this.limits.idleMinutes * MINUTE),
    ]);
  }
}
