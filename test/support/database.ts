import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { OWNER, SERVICE } from '../../src/bootstrap/postgres/index.js';
import { otherDatabase } from './database-server.js';

export interface TestDatabase {
  /** The service's login: what the code under test uses. */
  url: string;
  /** The owner's login: for fixtures the service may not write. */
  ownerUrl: string;
  /** The superuser's login, for what only an operator does: ending connections, reading statistics. */
  superUrl: string;
  /** Removes the database, whoever is still connected. Call it in afterAll. */
  drop(): Promise<void>;
}

/**
 * A migrated database of the caller's own, cloned from the template of this run (some 50 ms). One per test file,
 * in beforeAll; files never share one.
 * @param like a database of the caller's own to copy instead, with nobody connected to it
 */
export async function createTestDatabase(like?: TestDatabase): Promise<TestDatabase> {
  const server = process.env.MINGJIAN_TEST_SERVER;
  const template = like ? new URL(like.superUrl).pathname.slice(1) : process.env.MINGJIAN_TEST_TEMPLATE;
  if (!server)
    throw new Error('There is no database server: is this project listed with one in jest.config.js?');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(server, `create database "${name}" template "${template}" owner ${OWNER}`);
  return {
    url: otherDatabase(server, name, SERVICE),
    ownerUrl: otherDatabase(server, name, OWNER),
    superUrl: otherDatabase(server, name),
    drop: () => asSuperuser(server, `drop database if exists "${name}" with (force)`),
  };
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
