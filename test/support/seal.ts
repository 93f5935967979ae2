import type { Database, Scheduler } from '../../src/platform/index.js';

/**
 * Seals until no audit event waits. The sealer looks no further than the oldest transaction running on the server,
 * and other test files run theirs on the same one: once may not be enough.
 */
export async function sealAll(db: Database, scheduler: Scheduler): Promise<void> {
  const waiting =
    'SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id) LIMIT 1';
  do await scheduler.drain('audit-seal');
  while ((await db.query(waiting)).length > 0);
}
