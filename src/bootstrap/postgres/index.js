// @ts-check
import { findBinaries } from './binaries.js';
import { clusterIn, prepareLayout } from './layout.js';
import { ensureRoles, OWNER, SERVICE, SUPERUSER, urlFor } from './roles.js';
import { serverUser } from './server-user.js';
import { serverSettings } from './settings.js';
import { Supervisor } from './supervisor.js';

export { ensureRoles, OWNER, SERVICE, SUPERUSER } from './roles.js';

const DATABASE = 'mingjian';

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url the service's login: works with the rows, owns nothing
 * @property {string} ownerUrl the login that owns the database: migrations and grants
 * @property {string} superUrl the superuser's login, on the database `postgres`
 * @property {string} home folder of everything the server keeps (real path)
 * @property {() => number} pid of the postmaster that runs now
 * @property {() => Promise<void>} stop leaves the server; the last process to leave stops it
 * @property {(listener: () => void) => void} onRestart after the server died and answers again
 */

/**
 * Starts PostgreSQL on a folder, or adopts the server that already runs there, and watches over it.
 * It listens on a Unix socket in a closed folder only, never on the network.
 * @param {object} options
 * @param {string} options.dataDir the server keeps everything in `postgres` inside it
 * @param {(line: string) => void} [options.log]
 * @param {boolean} [options.durable] false: a crash of the machine may lose data; for tests
 * @param {Record<string, string>} [options.settings] over ours, by PostgreSQL's names
 * @param {import('./binaries.js').Binaries} [options.binaries] programs of another PostgreSQL than the embedded one
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres(options) {
  const { dataDir, log = () => {}, durable = true, settings = {} } = options;
  const user = serverUser(clusterIn(dataDir));
  const layout = prepareLayout(dataDir, user, log);
  const binaries = options.binaries ?? findBinaries(layout.home, user);
  const all = { ...serverSettings(durable), ...settings };
  const superUrl = urlFor(layout.sockets, SUPERUSER, 'postgres');
  // Under the supervisor's lock: a second process would create the same roles at the same moment.
  const prepare = () => ensureRoles(superUrl, DATABASE);
  const supervisor = new Supervisor({ layout, binaries, user, settings: all, log, prepare });
  try {
    await supervisor.start();
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    url: urlFor(layout.sockets, SERVICE, DATABASE),
    ownerUrl: urlFor(layout.sockets, OWNER, DATABASE),
    superUrl,
    home: layout.home,
    pid: () => supervisor.pid,
    stop: () => supervisor.stop(),
    onRestart: (listener) => supervisor.onRestart(listener),
  };
}
