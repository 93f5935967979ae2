import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '../ids.js';
import { projectRoot } from '../root.js';

const LOCK = 0x6d696e67; // any fixed number; one migrator at a time

/** SQL files of a folder in order of name. `:service` stands for the service's role. */
function sqlFiles(folder: string): { name: string; sql: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Brings the schema up to date as its owner, one database transaction per file, under a lock, and renews the grants.
 * Refuses a database that a newer release has changed, and a migration that was edited after it ran.
 * @returns the names of the migrations that ran
 */
export async function migrate(options: {
  ownerUrl: string;
  serviceRole: string;
  log?: (line: string) => void;
}): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  const folder = join(projectRoot, 'migrations');
  const ran: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
      name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ name: string; digest: string }>(
      'SELECT name, digest FROM schema_migration',
    );
    const applied = new Map(rows.map(({ name, digest }) => [name, digest]));
    const files = sqlFiles(folder);
    const known = new Set(files.map(({ name }) => name));
    const unknown = [...applied.keys()].filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw new Error(
        `The database was changed by a newer release (${unknown.join(', ')}). Start that release, or restore a backup.`,
      );
    }
    const service = client.escapeIdentifier(options.serviceRole);
    for (const { name, sql } of files) {
      const digest = sha256(sql).toString('hex');
      const before = applied.get(name);
      if (before === digest) continue;
      if (before !== undefined)
        throw new Error(`Migration ${name} was edited after it ran. Restore it and add a new one.`);
      options.log?.(name);
      await client.query('BEGIN');
      try {
        await client.query(sql.replaceAll(':service', service));
        await client.query('INSERT INTO schema_migration (name, digest) VALUES ($1, $2)', [name, digest]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      ran.push(name);
    }
    await renewGrants(client, join(folder, 'grants'), service);
  } finally {
    await client.end();
  }
  return ran;
}

/** What the service may do is stated whole in `migrations/grants`, and nothing else holds. */
async function renewGrants(client: pg.Client, folder: string, service: string): Promise<void> {
  const { rows } = await client.query<{ same: boolean }>(
    `SELECT current_user = ${"'" + service.replace(/^"|"$/g, '').replaceAll("'", "''") + "'"} AS same`,
  );
  if (rows[0]!.same) return;
  await client.query('BEGIN');
  await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${service};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${service};
    GRANT USAGE ON SCHEMA public TO ${service};
    GRANT SELECT ON schema_migration TO ${service}`);
  for (const { sql } of sqlFiles(folder)) await client.query(sql.replaceAll(':service', service));
  await client.query('COMMIT');
}

/** The names of all migrations this release knows, in order. */
export function migrationNames(): string[] {
  return sqlFiles(join(projectRoot, 'migrations')).map(({ name }) => name);
}
