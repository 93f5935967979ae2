import pg from 'pg';
import type { TestDatabase } from './database.js';

/** A promise that is kept from outside. */
export class Gate {
  open!: () => void;
  readonly passed = new Promise<void>((resolve) => (this.open = resolve));
}

/** Returns as soon as a session of the database waits for another one's lock. */
export async function waitUntilBlocked(database: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: database.superUrl });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      );
      if (rows.length > 0) return;
    }
  } finally {
    await client.end();
  }
}
