// @ts-check
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode } from './check-node.js';
import { fail, say, step } from './progress.js';
import { root } from './root.js';

/*
 * `npm start`: install, build, start PostgreSQL, start the service in this same process. What is imported below
 * is imported late, for nothing may be installed yet. The script in package.json begins with `exec`, or a shell
 * would stand between npm and us and keep the signals to itself.
 */

/** @type {(() => Promise<void>)[]} what to undo, the last first */
const started = [];
let told = false;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (told) process.exit(1);
    told = true;
    void stop(signal);
  });
}

/** @param {NodeJS.Signals} signal */
async function stop(signal) {
  say(`\n${signal === 'SIGINT' ? 'Ctrl-C' : signal}: finishing what is in flight; once more ends at once.`);
  const { endPrograms } = await import('./run-program.js');
  endPrograms();
  await undo();
  say('Stopped.');
  process.exit(0);
}

async function undo() {
  await starting.catch(() => {});
  for (let last = started.pop(); last; last = started.pop()) await last();
}

async function start() {
  checkNode();
  const { install } = await import('./install.js');
  await install();
  if (told) return;
  const { build } = await import('./build.js');
  await build();
  if (told) return;
  const database = await openDatabase();
  if (told) return;
  const { main } = await import(pathToFileURL(join(root, 'dist/service/main.js')).href);
  const service = await main(database);
  started.push(() => service.stop());
}

/** @returns {Promise<{ databaseUrl: string, ownerUrl: string, embedded: boolean }>} */
async function openDatabase() {
  const databaseUrl = process.env.DATABASE_URL;
  if (databaseUrl) {
    const ownerUrl = process.env.DATABASE_OWNER_URL || databaseUrl;
    const { checkDatabase } = await import('./external-database.js');
    await checkDatabase('DATABASE_URL', databaseUrl);
    if (ownerUrl !== databaseUrl) await checkDatabase('DATABASE_OWNER_URL', ownerUrl);
    return { databaseUrl, ownerUrl, embedded: false };
  }
  const dataDir = resolve(root, process.env.DATA_DIR || 'data');
  const { startEmbeddedPostgres } = await import('./postgres/index.js');
  const server = await step('Starting PostgreSQL', () => startEmbeddedPostgres({ dataDir, log: say }));
  started.push(() => step('Stopping PostgreSQL', () => server.stop()));
  return { databaseUrl: server.url, ownerUrl: server.ownerUrl, embedded: true };
}

const starting = start();
starting.catch(async (error) => {
  if (told) return;
  await undo().catch(() => {});
  fail(error);
});
