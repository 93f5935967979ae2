// @ts-check
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { tsImport } from 'tsx/esm/api';
import { ensureRoles, OWNER, SERVICE, startEmbeddedPostgres } from '../../src/bootstrap/postgres/index.js';
import { removeDataDir, startTemporaryPostgres } from '../../src/bootstrap/postgres/temporary.js';

const PREFIX = 'mingjian-test-';
const MIGRATE = new URL('../../src/platform/database/migrate.ts', import.meta.url);

/**
 * The server tests run against: that of TEST_DATABASE_URL (a superuser's login; a throw-away server, for its
 * roles are changed), or an embedded one of our own on a temporary folder.
 * @returns {Promise<{ superUrl: string, stop: () => Promise<void> }>}
 */
export async function startServer() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    await ensureRoles(given);
    return { superUrl: given, stop: async () => {} };
  }
  await removeLeftOvers();
  const server = await startTemporaryPostgres({
    prefix: PREFIX,
    durable: false,
    settings: { shared_buffers: '256MB' },
  });
  return { superUrl: server.superUrl, stop: server.stop };
}

/** A test run that was killed leaves a running server; starting on its data adopts it, stopping then ends it. */
async function removeLeftOvers() {
  for (const name of await readdir(tmpdir())) {
    const dataDir = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !existsSync(join(dataDir, 'postgres', 'cluster'))) continue;
    if (await usedByLiveRun(dataDir)) continue;
    try {
      const server = await startEmbeddedPostgres({ dataDir, durable: false });
      await server.stop();
      // A run that was only just starting has entered by now: both went through the same lock.
      if (!(await usedByLiveRun(dataDir))) await removeDataDir(dataDir);
    } catch (error) {
      // Another run that starts now is removing it too.
      if (existsSync(dataDir)) throw error;
    }
  }
}

/** @param {string} dataDir */
async function usedByLiveRun(dataDir) {
  const { inUse } = await import('../../src/bootstrap/postgres/users-of-server.js');
  try {
    return inUse(join(dataDir, 'postgres', 'users'));
  } catch {
    // Another user's, or just being removed: not ours to touch.
    return true;
  }
}

/**
 * @param {string} url @param {string} database @param {string} [role]
 * @returns {string} the same server, another database and login
 */
export function otherDatabase(url, database, role) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  if (role) other.username = role;
  return other.href;
}

/**
 * Makes the database that every test file clones: owned by the owner, migrated.
 * @param {string} superUrl
 * @param {string} template
 */
export async function createTemplate(superUrl, template) {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(`create database "${template}" owner ${OWNER}`);
  } finally {
    await client.end();
  }
  if (!existsSync(MIGRATE)) return;
  const { migrate } = await tsImport(MIGRATE.href, import.meta.url);
  await migrate({ ownerUrl: otherDatabase(superUrl, template, OWNER), serviceRole: SERVICE });
}
