import type { ActorDirectory } from '../audit/index.js';

/** Names of people and machines for those who read the audit trail. */
export const actorDirectory: ActorDirectory = {
  async names(db, ids) {
    if (ids.length === 0) return new Map();
    const rows = await db.query<{ id: string; name: string }>(
      `SELECT id::text, username AS name FROM user_account WHERE id::text = ANY($1)
       UNION ALL SELECT id::text, name FROM api_key WHERE id::text = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  },
  async idsOf(db, name) {
    const rows = await db.query<{ id: string }>(
      'SELECT id::text FROM user_account WHERE username = lower($1) UNION ALL SELECT id::text FROM api_key WHERE name = $1',
      [name],
    );
    return rows.map(({ id }) => id);
  },
};
