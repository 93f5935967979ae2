// @ts-check
import pg from 'pg';

/** The three who sign in: one who may do anything, one who owns the tables, one who works with the rows. */
export const SUPERUSER = 'postgres';
export const OWNER = 'mingjian_owner';
export const SERVICE = 'mingjian_service';

/**
 * @param {string} sockets folder of the Unix socket
 * @param {string} role
 * @param {string} database
 */
export function urlFor(sockets, role, database) {
  // With the port, so that a PGPORT in the surroundings cannot lead elsewhere.
  return `postgresql://${role}@localhost:5432/${database}?host=${encodeURIComponent(sockets)}`;
}

/**
 * Creates what is missing of the roles and, if named, the owner's database. May run again at any time.
 * @param {string} superUrl
 * @param {string} [database]
 */
export async function ensureRoles(superUrl, database) {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select rolname from pg_roles');
    const roles = rows.map((row) => row.rolname);
    for (const role of [OWNER, SERVICE])
      if (!roles.includes(role)) await client.query(`create role ${role} login`);
    if (database === undefined) return;
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database "${database}" owner ${OWNER}`);
  } finally {
    await client.end();
  }
}
