import { resolve } from 'node:path';
import { ConfigurationError, type Configuration } from '../config/settings.js';
import type { Queryable } from '../database/transaction.js';
import { projectRoot } from '../root.js';
import { createMasterKeys, MasterKeyFileError, readMasterKeys } from './master-key-file.js';

/** Where the master keys are; `undefined` with a database of the bank's own and no setting. */
export function masterKeyPath({
  MASTER_KEY_FILE,
  DATABASE_URL,
  DATA_DIR,
}: Pick<Configuration, 'MASTER_KEY_FILE' | 'DATABASE_URL' | 'DATA_DIR'>): string | undefined {
  if (MASTER_KEY_FILE !== undefined) return resolve(projectRoot, MASTER_KEY_FILE);
  return DATABASE_URL === undefined ? resolve(projectRoot, DATA_DIR, 'master-keys.json') : undefined;
}

/**
 * Looks at the master keys when the service starts, and makes them for a trial on the embedded database. A file that
 * is named and cannot be used is an error; none at all lets the service start, for transactions must be monitored
 * whether or not images can be stored.
 * @returns a warning for the operator, if there is reason for one
 */
export async function prepareMasterKeys(
  q: Queryable,
  configuration: Configuration,
  now: Date,
): Promise<string | undefined> {
  const path = masterKeyPath(configuration);
  if (path === undefined)
    return 'Warning: MASTER_KEY_FILE is not set. Scans of documents cannot be stored or read until it is; see docs/operations.md.';
  try {
    await readMasterKeys(path);
    return undefined;
  } catch (error) {
    if (!(error instanceof MasterKeyFileError)) throw error;
    if (configuration.MASTER_KEY_FILE !== undefined || !error.missing)
      throw new ConfigurationError([error.message.replace(/\.$/, '')]);
  }
  const [needed] = await q.query('SELECT 1 FROM record_key WHERE wrapped IS NOT NULL LIMIT 1');
  if (needed)
    return `Warning: the master key file ${path} is gone. What it protects cannot be read until it is put back; no new one is made.`;
  await createMasterKeys(path, now);
  return undefined;
}
