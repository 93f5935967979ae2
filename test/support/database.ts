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
  await asSuperuser(server, (client) =>
    client.query(`create database "${name}" template "${template}" owner ${OWNER}`),
  );
  return databaseNamed(server, name);
}

/**
 * A database that several files of this run copy, filled once: by the file that comes first, while others wait.
 * @param fill is given a migrated database, and leaves nobody connected to it
 */
export async function sharedDatabase(
  name: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const server = process.env.MINGJIAN_TEST_SERVER!;
  const shared = `${process.env.MINGJIAN_TEST_TEMPLATE}_${name}`;
  await asSuperuser(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [shared]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [shared]);
    if (rowCount !== 0) return;
    const database = await createTestDatabase();
    await fill(database);
    // Only a whole one gets the name.
    await client.query(
      `alter database "${new URL(database.superUrl).pathname.slice(1)}" rename to "${shared}"`,
    );
  });
  return databaseNamed(server, shared);
}

const databaseNamed = (server: string, name: string): TestDatabase => ({
  url: otherDatabase(server, name, SERVICE),
  ownerUrl: otherDatabase(server, name, OWNER),
  superUrl: otherDatabase(server, name),
  drop: () => asSuperuser(server, (client) => client.query(`drop database if exists "${name}" with (force)`)),
});

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
