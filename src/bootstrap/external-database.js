// @ts-check
import pg from 'pg';
import { PlainError } from './progress.js';

const OLDEST = 15;

/**
 * Makes sure that a database of the user's own can be used, before anything else is tried with it. Says nothing of
 * the address but the setting's name, for a password may stand in it.
 * @param {string} setting
 * @param {string} url
 */
export async function checkDatabase(setting, url) {
  const client = connect(setting, url);
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    const major = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (major >= OLDEST) return;
    throw new PlainError(`${setting} names a PostgreSQL ${major}: version ${OLDEST} or newer is needed.`);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError(`The database of ${setting} cannot be used: ${reason(error)}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {string} setting @param {string} url */
function connect(setting, url) {
  try {
    // What is no address at all, pg would take for the name of a database on some host.
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError();
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    throw new PlainError(
      `${setting} is not an address such as postgresql://user:password@host:5432/database.`,
    );
  }
}

/** @param {unknown} error */
function reason(error) {
  // With several addresses of one host, Node.js hides the reasons in a list and leaves the message empty.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
