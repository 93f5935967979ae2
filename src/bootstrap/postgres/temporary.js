// @ts-check
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './index.js';

/**
 * A data folder in the temporary folder; the server closes its own part of it.
 * @param {string} prefix of its name, such as `mingjian-test-`
 * @returns {Promise<string>} real path
 */
export async function makeDataDir(prefix) {
  const dataDir = await mkdtemp(join(await realpath(tmpdir()), prefix));
  // Where we are root, the server runs as another user and has to pass through.
  await chmod(dataDir, 0o711);
  return dataDir;
}

/**
 * Removes a data folder whose server has stopped, also where its data lies elsewhere behind a link.
 * @param {string} dataDir
 */
export async function removeDataDir(dataDir) {
  const home = await realpath(join(dataDir, 'postgres')).catch(() => dataDir);
  await rm(home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

/**
 * A server that lives as long as its caller, for tests and measurements: `stop` removes all it kept.
 * @param {Omit<Parameters<typeof startEmbeddedPostgres>[0], 'dataDir'> & { prefix: string }} options
 * @returns {Promise<import('./index.js').EmbeddedPostgres>}
 */
export async function startTemporaryPostgres({ prefix, ...options }) {
  const dataDir = await makeDataDir(prefix);
  const server = await startEmbeddedPostgres({ ...options, dataDir });
  const stop = async () => {
    await server.stop();
    await removeDataDir(dataDir);
  };
  return { ...server, stop };
}
