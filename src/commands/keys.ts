/**
 * The keys of the vault: `npm run keys -- init | status | add | rotate | rewrap | prune | new-record-key <class> <year>`.
 * Uses MASTER_KEY_FILE and, as the owner, DATABASE_OWNER_URL, or the embedded PostgreSQL. docs/operations.md says when
 * to use which. Any of them may be ended at any moment and run again.
 */
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import type * as postgres from '../bootstrap/postgres/index.js';
import {
  createLog,
  Database,
  loadConfiguration,
  projectRoot,
  systemClock,
  vault,
} from '../platform/index.js';

const USAGE =
  'usage: npm run keys -- init | status | add | rotate | rewrap | prune | new-record-key <class> <year>\n';
const configuration = loadConfiguration();
const path = vault.masterKeyPath(configuration);
const keys = new vault.RecordKeys(new vault.FileKeys(path));
const now = () => systemClock.now();
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const { DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR } = configuration;
  let url = DATABASE_OWNER_URL ?? DATABASE_URL;
  let stop = async () => {};
  if (url === undefined) {
    const bootstrap = pathToFileURL(join(projectRoot, 'src/bootstrap/postgres/index.js')).href;
    const { startEmbeddedPostgres } = (await import(bootstrap)) as typeof postgres;
    const server = await startEmbeddedPostgres({ dataDir: resolve(projectRoot, DATA_DIR) });
    url = server.ownerUrl;
    stop = () => server.stop();
  }
  try {
    const db = await Database.connect({ url, poolSize: 2, entities: [], log: createLog('error') });
    await work(db).finally(() => db.close());
  } finally {
    await stop();
  }
}

async function rewrap(db: Database): Promise<void> {
  const done = (count: number) => say(`${count} record keys wrapped anew`);
  if ((await vault.rewrapRecordKeys(db, keys, now, { done })) === 0) say('nothing to wrap anew');
}

async function behind(db: Database): Promise<boolean> {
  const current = await keys.port.currentKeyId();
  return (await vault.keysByMaster(db)).some(({ masterKey }) => masterKey !== current);
}

async function status(db: Database, file: string): Promise<void> {
  const { current, keys: held } = await vault.readMasterKeys(file);
  const used = new Map((await vault.keysByMaster(db)).map(({ masterKey, count }) => [masterKey, count]));
  for (const id of new Set([...held.keys(), ...used.keys()])) {
    const mark = id === current ? ' (current)' : held.has(id) ? '' : ' (MISSING FROM THE FILE)';
    say(`${id}${mark}: wraps ${used.get(id) ?? 0} record keys`);
  }
}

const commands: Record<string, (file: string, args: string[]) => Promise<void>> = {
  async init(file) {
    const { current } = await vault.createMasterKeys(file, now());
    say(`${file} holds the master key ${current}. Keep a copy apart from the database and its backups.`);
  },
  async add(file) {
    say(`new master key ${(await vault.addMasterKey(file, now())).current}; now: rewrap`);
  },
  status: (file) => withDatabase((db) => status(db, file)),
  /** A rotation that was ended is finished first; only then another begins. */
  rotate: (file) =>
    withDatabase(async (db) => {
      if (!(await behind(db))) say(`new master key ${(await vault.addMasterKey(file, now())).current}`);
      await rewrap(db);
    }),
  rewrap: () => withDatabase(rewrap),
  prune: (file) =>
    withDatabase(async (db) => {
      const used = new Set((await vault.keysByMaster(db)).map(({ masterKey }) => masterKey));
      const unused = [...(await vault.readMasterKeys(file)).keys.keys()].filter((id) => !used.has(id));
      const kept = await vault.removeMasterKeys(file, unused);
      say(`${[...kept.keys.keys()].join(', ')} kept`);
    }),
  'new-record-key': (_file, [recordClass, year]) =>
    withDatabase(async (db) => {
      if (!recordClass || !/^\d{4}$/.test(year ?? '')) throw new Error(USAGE);
      const wanted = { recordClass, year: Number(year), now: now() };
      const version = await db.inTransaction((tx) => vault.newRecordKey(tx, keys, wanted));
      say(`${recordClass} ${year}: version ${version}`);
      say(`${await vault.moveObjects(db, keys)} objects moved to the newest keys`);
    }),
};

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(USAGE);
  if (path === undefined) throw new Error('MASTER_KEY_FILE is not set.');
  await command(path, args);
} catch (error) {
  process.stderr.write(`${(error as Error).message.trimEnd()}\n`);
  process.exitCode = 1;
}
