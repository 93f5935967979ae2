import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  BankDays,
  createLog,
  Database,
  ManualClock,
  projectRoot,
  Vault,
  vault as vaults,
} from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

const log = createLog('silent');
const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
const days = new BankDays('Asia/Shanghai');
const now = () => clock.now();
const content = Buffer.from('a scan of a passport');
const DAY = { recordClass: 'customer-identity', year: 2026 };

let database: TestDatabase;
let db: Database;
let owner: Database;
let folder: string;
let path: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const connect = (url: string) => Database.connect({ url, poolSize: 4, entities: [], log });
  [db, owner] = await Promise.all([connect(database.url), connect(database.ownerUrl)]);
  folder = await mkdtemp(join(tmpdir(), 'mingjian-rotation-'));
  path = join(folder, 'keys.json');
  await vaults.createMasterKeys(path, now());
});
afterEach(async () => {
  await Promise.all([db, owner].map((one) => one.close()));
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** As another process has it: nothing is remembered. */
const fresh = () => new Vault({ keys: new vaults.FileKeys(path), clock, days, log });
const freshKeys = () => new vaults.RecordKeys(new vaults.FileKeys(path));
const seal = (vault: Vault, recordClass = DAY.recordClass, year = DAY.year) =>
  db.inTransaction((tx) => vault.seal(tx, { recordClass, year, bytes: content, mediaType: 'image/png' }));
const newRecordKey = () =>
  owner.inTransaction((tx) => vaults.newRecordKey(tx, freshKeys(), { ...DAY, now: now() }));
const destroy = (keys = freshKeys()) =>
  owner.inTransaction((tx) => vaults.destroyRecordKeys(tx, keys, { ...DAY, now: now() }));
async function expectReadable(ids: readonly string[]): Promise<void> {
  const vault = fresh();
  for (const id of ids) expect((await vault.open(db, id)).bytes).toEqual(content);
}

describe('a rotation of the master key', () => {
  it('wraps every record key anew; then the old master key is needed no more, and running services go on', async () => {
    const running = fresh();
    const ids: string[] = [];
    for (const year of [2024, 2025, 2026]) ids.push((await seal(running, 'customer-identity', year)).id);
    const { current: old } = await vaults.readMasterKeys(path);
    const { current } = await vaults.addMasterKey(path, now());
    expect(await vaults.rewrapRecordKeys(owner, freshKeys(), now, { batch: 2 })).toBe(3);
    expect(await vaults.rewrapRecordKeys(owner, freshKeys(), now)).toBe(0);
    expect(await vaults.keysByMaster(owner)).toEqual([{ masterKey: current, count: 3 }]);
    await vaults.removeMasterKeys(path, [old]);
    await expectReadable(ids);
    ids.push((await seal(running)).id, (await seal(running, 'another', 2026)).id);
    await expectReadable(ids);
  });

  it('loses nothing when its process is killed again and again, and the next one does the rest', async () => {
    const ids: string[] = [];
    for (let year = 2000; year < 2040; year += 1) ids.push((await seal(fresh(), 'transaction', year)).id);
    const { current: old } = await vaults.readMasterKeys(path);
    const { current } = await vaults.addMasterKey(path, now());
    for (const killedAfter of [1, 9]) {
      expect(await rewrapUntil(killedAfter)).toBe('SIGKILL');
      await expectReadable(ids);
    }
    const half = await vaults.keysByMaster(owner);
    expect(half.find(({ masterKey }) => masterKey === old)?.count ?? 0).toBeLessThanOrEqual(30);
    expect(half.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    await rewrapUntil(Infinity);
    expect(await vaults.keysByMaster(owner)).toEqual([{ masterKey: current, count: 40 }]);
    await vaults.removeMasterKeys(path, [old]);
    await expectReadable(ids);
  }, 120_000);

  it('says that a master key is missing, and changes nothing that it cannot read', async () => {
    const { id } = await seal(fresh());
    const { current: old } = await vaults.readMasterKeys(path);
    await vaults.addMasterKey(path, now());
    await vaults.removeMasterKeys(path, [old]);
    const missing = { code: 'no-master-key', status: 503 };
    await expect(vaults.rewrapRecordKeys(owner, freshKeys(), now)).rejects.toMatchObject(missing);
    await expect(fresh().open(db, id)).rejects.toMatchObject(missing);
    expect(await vaults.keysByMaster(owner)).toEqual([{ masterKey: old, count: 1 }]);
  });
});

describe('a new key for a class and year', () => {
  it('protects what is sealed from then on, and what was, once it is moved', async () => {
    const running = fresh();
    const ids = [await seal(running), await seal(running), await seal(running, 'another')].map(
      ({ id }) => id,
    );
    const text = await db.inTransaction((tx) =>
      running.sealText(tx, DAY.recordClass, '电话', 'a.b:1', DAY.year),
    );
    expect(await newRecordKey()).toBe(2);
    ids.push((await seal(running)).id);
    expect(await vaults.moveObjects(owner, freshKeys(), { batch: 1 })).toBe(2);
    expect(await vaults.moveObjects(owner, freshKeys())).toBe(0);
    const rows = await owner.query(
      `SELECT k.version, count(*)::int AS n FROM vault_object o JOIN record_key k ON k.id = o.record_key_id
       WHERE k.record_class = $1 GROUP BY k.version`,
      [DAY.recordClass],
    );
    expect(rows).toEqual([{ version: 2, n: 3 }]);
    await expectReadable(ids);
    expect((await running.open(db, ids[0]!)).bytes).toEqual(content);
    expect(await fresh().openText(db, text, 'a.b:1')).toBe('电话');
  });
});

describe('destroying the key of a class and year', () => {
  it('makes all of it unreadable everywhere, whatever was remembered, and nothing else', async () => {
    const running = fresh();
    const { id } = await seal(running);
    const text = await db.inTransaction((tx) =>
      running.sealText(tx, DAY.recordClass, '电话', 'a.b:1', DAY.year),
    );
    const { id: later } = await seal(running, DAY.recordClass, 2027);
    await newRecordKey();
    expect(await destroy()).toBe(2);
    expect(await destroy()).toBe(0);
    for (const vault of [running, fresh()]) {
      await expect(vault.open(db, id)).rejects.toMatchObject({ code: 'object-destroyed', status: 410 });
      await expect(vault.openText(db, text, 'a.b:1')).rejects.toMatchObject({ code: 'object-destroyed' });
    }
    await expect(seal(running)).rejects.toMatchObject({ code: 'object-destroyed' });
    await expect(newRecordKey()).rejects.toMatchObject({ code: 'object-destroyed' });
    await expectReadable([later]);
  });

  it('waits for whoever is sealing just then, so that nobody seals with a key that is gone', async () => {
    const vault = fresh();
    const [used, end] = [new Gate(), new Gate()];
    const sealing = db.inTransaction(async (tx) => {
      await vault.seal(tx, { ...DAY, bytes: content, mediaType: 'image/png' });
      used.open();
      await end.passed;
    });
    await used.passed;
    const destroyed = destroy();
    await waitUntilBlocked(database);
    end.open();
    await sealing;
    expect(await destroyed).toBe(1);
  });
});

/** Rotates in a process of its own and kills it once it has wrapped so many; how it ended. */
async function rewrapUntil(count: number): Promise<NodeJS.Signals | number | null> {
  const script = join(projectRoot, 'test/support/rewrap-keys.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, database.ownerUrl, path], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  for await (const line of createInterface({ input: child.stdout }))
    if (Number(line) >= count) child.kill('SIGKILL');
  const [code, signal] = await exit;
  return signal ?? code;
}
