// @ts-check
import { rmSync } from 'node:fs';
import { prepareCluster } from './cluster.js';
import { withLock } from './lock.js';
import { findServer, startServer, stopServer, waitUntilReady } from './postmaster.js';
import { pause, worksIn } from './processes.js';
import { enter, inUse } from './users-of-server.js';

/** @typedef {import('./layout.js').Layout} Layout */

const LOOK_EVERY = 250;
const LONGEST_PAUSE = 5_000;

/**
 * Keeps one server running on one data folder: starts it or adopts the one that runs, notices when it dies,
 * starts it again, and stops it when the last process that uses it leaves.
 */
export class Supervisor {
  #pid = 0;
  #stopped = false;
  #restarting = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {(() => void) | undefined} */
  #leave;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {object} options
   * @param {Layout} options.layout
   * @param {import('./binaries.js').Binaries} options.binaries
   * @param {import('./server-user.js').ServerUser | undefined} options.user
   * @param {Record<string, string>} options.settings
   * @param {(line: string) => void} options.log
   * @param {() => Promise<void>} options.prepare what the server needs before anybody uses it
   */
  constructor(options) {
    this.options = options;
  }

  get pid() {
    return this.#pid;
  }

  async start() {
    const { layout } = this.options;
    await withLock(layout.lock, async () => {
      await this.#startOrAdopt();
      this.#leave = enter(layout.users);
      await this.options.prepare();
    });
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** @param {() => void} listener called after the server died and answers again */
  onRestart(listener) {
    this.#listeners.add(listener);
  }

  /** Leaves the server, and stops it if nobody else uses it. */
  async stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    clearInterval(this.#timer);
    const { layout } = this.options;
    await withLock(layout.lock, async () => {
      this.#leave?.();
      const server = findServer(layout);
      if (inUse(layout.users)) return;
      if (server) await stopServer(server.pid);
      if (!layout.sockets.startsWith(layout.home)) rmSync(layout.sockets, { recursive: true, force: true });
    });
  }

  async #startOrAdopt() {
    const { layout, binaries, user, settings, log } = this.options;
    let server = findServer(layout);
    while (server?.status === 'stopping') {
      await pause(20);
      server = findServer(layout);
    }
    if (server) {
      this.#pid = server.pid;
    } else {
      await prepareCluster(layout, binaries, user, settings);
      const child = await startServer(layout, binaries, user);
      child.once('exit', () => void this.#look());
      this.#pid = child.pid ?? 0;
    }
    await waitUntilReady(layout, this.#pid, log);
  }

  async #look() {
    if (this.#stopped || this.#restarting || worksIn(this.#pid, this.options.layout.cluster)) return;
    this.#restarting = true;
    this.options.log('PostgreSQL has died; starting it again.');
    for (let wait = 100; !this.#stopped; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        await withLock(this.options.layout.lock, async () => {
          if (!this.#stopped) await this.#startOrAdopt();
        });
        break;
      } catch (error) {
        this.options.log(
          `PostgreSQL could not be started again: ${error instanceof Error ? error.message : error}`,
        );
        await pause(wait);
      }
    }
    this.#restarting = false;
    if (this.#stopped) return;
    this.options.log('PostgreSQL answers again.');
    for (const listener of this.#listeners) listener();
  }
}
