// @ts-check
import pg from 'pg';

/** Jest's globalTeardown: nothing of the run stays behind, also not on a server that was given to us. */
export default async function tearDown() {
  const client = new pg.Client({ connectionString: process.env.MINGJIAN_TEST_SERVER });
  await client.connect();
  await client.query(`drop database if exists "${process.env.MINGJIAN_TEST_TEMPLATE}" with (force)`);
  await client.end();
  await /** @type {any} */ (globalThis).stopDatabaseServer();
}
