import fc from 'fast-check';
import {
  BankDays,
  createLog,
  Database,
  ManualClock,
  newId,
  Vault,
  vault as vaults,
  type KeyPort,
} from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { MemoryKeys } from '../support/master-keys.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

const log = createLog('silent');
const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
const days = new BankDays('Asia/Shanghai');
let database: TestDatabase;
let db: Database;
let other: Database;
let owner: Database;
let port: MemoryKeys;
let vault: Vault;
let classes = 0;

const connect = (url: string) => Database.connect({ url, poolSize: 4, entities: [], log });
const vaultOn = (keys: KeyPort) => new Vault({ keys, clock, days, log });
/** A vault as another process has it: nothing is remembered. */
const fresh = () => vaultOn(port);
const aClass = () => `class-${(classes += 1)}`;
const bytes = Buffer.from('a scan of an identity card');
const sealed = (recordClass: string, content = bytes) =>
  db.inTransaction((tx) => vault.seal(tx, { recordClass, bytes: content, mediaType: 'image/jpeg' }));

beforeAll(async () => {
  database = await createTestDatabase();
  [db, other, owner] = await Promise.all([
    connect(database.url),
    connect(database.url),
    connect(database.ownerUrl),
  ]);
});
afterAll(async () => {
  await Promise.all([db, other, owner].map((one) => one?.close()));
  await database.drop();
});
beforeEach(() => {
  port ??= new MemoryKeys();
  vault = fresh();
});

describe('an object', () => {
  it('is read as it was sealed, by whoever has the keys', async () => {
    const recordClass = aClass();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (content) => {
        const { id, sha256, size } = await sealed(recordClass, Buffer.from(content));
        const opened = await fresh().open(db, id);
        expect(opened).toMatchObject({ id, sha256, size, recordClass, mediaType: 'image/jpeg' });
        expect(opened.bytes).toEqual(Buffer.from(content));
        expect(size).toBe(content.length);
      }),
      { numRuns: 20 },
    );
  });

  it('shows nothing of itself in the database: no bytes, no plain digest, no two alike', async () => {
    const recordClass = aClass();
    const [one, two] = [await sealed(recordClass), await sealed(recordClass)];
    const rows = await owner.query('SELECT to_jsonb(o) AS row FROM vault_object o WHERE id = ANY($1)', [
      [one.id, two.id],
    ]);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(bytes.toString('hex').slice(0, 16));
    expect(text).not.toContain(one.sha256);
    const columns = await owner.query(
      'SELECT count(DISTINCT digest)::int + count(DISTINCT ciphertext)::int AS n FROM vault_object WHERE id = ANY($1)',
      [[one.id, two.id]],
    );
    expect(columns).toEqual([{ n: 4 }]);
  });

  it('is unknown under another id, and under what is no id', async () => {
    for (const id of [newId(), 'archive/2026/17', ''])
      await expect(vault.open(db, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is refused when it is too large', async () => {
    await expect(sealed(aClass(), Buffer.alloc(vaults.MOST_OBJECT_BYTES + 1))).rejects.toMatchObject({
      status: 413,
    });
  });

  it('is gone with the transaction that failed, and so is the key that was made for it', async () => {
    const recordClass = aClass();
    const failed = db.inTransaction(async (tx) => {
      await vault.seal(tx, { recordClass, bytes, mediaType: 'image/png' });
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    // What was remembered of that key must not be used for another one.
    const { id } = await sealed(recordClass);
    expect((await fresh().open(db, id)).bytes).toEqual(bytes);
  });

  it('belongs to the year of the bank day', async () => {
    const recordClass = aClass();
    clock.set(new Date('2026-12-31T16:30:00Z'));
    const { id } = await sealed(recordClass);
    clock.set(new Date('2026-03-02T02:00:00Z'));
    const rows = await db.query(
      'SELECT k.year FROM vault_object o JOIN record_key k ON k.id = o.record_key_id WHERE o.id = $1',
      [id],
    );
    expect(rows).toEqual([{ year: 2027 }]);
  });

  const flip = (column: string) => `set_byte(${column}, 3, get_byte(${column}, 3) # 1)`;
  it.each([
    ['media_type', "'image/png'"],
    ['digest', flip('digest')],
    ['wrapped_key', flip('wrapped_key')],
    ['ciphertext', flip('ciphertext')],
    ['ciphertext_sha256', flip('ciphertext_sha256')],
    ['id', 'gen_random_uuid()'],
    ['record_key_id', '(SELECT k.id FROM record_key k WHERE k.id <> o.record_key_id LIMIT 1)'],
    ['size', 'size - 1, ciphertext = substr(ciphertext, 1, octet_length(ciphertext) - 1)'],
    ['ciphertext', `${flip('ciphertext')}, ciphertext_sha256 = sha256(${flip('ciphertext')})`],
  ])('is refused when its %s was changed in the database', async (column, value) => {
    await sealed(aClass());
    const { id } = await sealed(aClass());
    const [row] = await superuser(
      `UPDATE vault_object o SET ${column} = ${value} WHERE id = '${id}' RETURNING id`,
    );
    await expect(fresh().open(db, (row as { id: string }).id)).rejects.toMatchObject({
      code: 'object-damaged',
      status: 500,
    });
  });

  it.each([
    ['record_class', "'another'"],
    ['year', 'year + 1'],
    ['version', 'version + 1'],
    ['wrapped', flip('wrapped')],
    ['id', 'gen_random_uuid()'],
  ])('is refused when the %s of its record key was changed', async (column, value) => {
    const recordClass = aClass();
    const { id } = await sealed(recordClass);
    await superuser(`UPDATE record_key SET ${column} = ${value} WHERE record_class = '${recordClass}'`);
    await expect(fresh().open(db, id)).rejects.toMatchObject({
      code: column === 'id' ? 'not-found' : 'object-damaged',
    });
  });

  it('does not open with the bytes of another one', async () => {
    const recordClass = aClass();
    const [one, two] = [await sealed(recordClass), await sealed(recordClass)];
    await superuser(
      `UPDATE vault_object o SET (digest, wrapped_key, ciphertext, ciphertext_sha256) =
         (SELECT digest, wrapped_key, ciphertext, ciphertext_sha256 FROM vault_object WHERE id = '${two.id}')
       WHERE id = '${one.id}'`,
    );
    await expect(vault.open(db, one.id)).rejects.toMatchObject({ code: 'object-damaged' });
    await expect(vault.open(db, two.id)).resolves.toMatchObject({ size: bytes.length });
  });

  it('cannot be changed by the service, nor its keys; nor its bytes by the owner', async () => {
    const { id } = await sealed(aClass());
    for (const sql of [
      'UPDATE vault_object SET wrapped_key = wrapped_key',
      'UPDATE record_key SET wrapped = wrapped',
      'DELETE FROM record_key',
    ])
      await expect(db.query(sql)).rejects.toThrow('permission denied');
    for (const sql of [
      `UPDATE vault_object SET ciphertext = ciphertext WHERE id = '${id}'`,
      'DELETE FROM record_key',
      'UPDATE record_key SET year = year',
      'TRUNCATE vault_object CASCADE',
    ])
      await expect(owner.query(sql)).rejects.toThrow('is append-only');
  });
});

describe('a text in a column', () => {
  it('is read as it was sealed, only at its place, and is refused when a character of it is changed', async () => {
    const recordClass = aClass();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
        fc.nat(),
        async (texts, at) => {
          const places = texts.map((text, index) => ({ text, place: `customer.phone:${index}` }));
          const made = await db.inTransaction((tx) => vault.sealTexts(tx, recordClass, places));
          const asked = made.map((sealed, index) => ({ sealed, place: places[index]!.place }));
          expect(await fresh().openTexts(db, asked)).toEqual(texts.map((text) => text.toWellFormed()));
          for (const { sealed, place } of asked) {
            await expect(vault.openText(db, sealed, `${place}0`)).rejects.toMatchObject({
              code: 'object-damaged',
            });
            const spot = at % sealed.length;
            const changed =
              sealed.slice(0, spot) + (sealed[spot] === 'A' ? 'B' : 'A') + sealed.slice(spot + 1);
            await expect(vault.openText(db, changed, place)).rejects.toMatchObject({
              code: 'object-damaged',
            });
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the first key of a class and year', () => {
  it('is one, whoever needs it at the same time in whatever process', async () => {
    const recordClass = aClass();
    const made = await Promise.all(
      [db, other, db, other].map((connection) =>
        connection.inTransaction((tx) => fresh().seal(tx, { recordClass, bytes, mediaType: 'image/png' })),
      ),
    );
    expect(await db.query('SELECT version FROM record_key WHERE record_class = $1', [recordClass])).toEqual([
      { version: 1 },
    ]);
    for (const { id } of made) expect((await fresh().open(db, id)).bytes).toEqual(bytes);
  });

  it('is waited for while another transaction makes it, also when that one fails', async () => {
    const recordClass = aClass();
    const [made, end] = [new Gate(), new Gate()];
    const first = other.inTransaction(async (tx) => {
      await fresh().seal(tx, { recordClass, bytes, mediaType: 'image/png' });
      made.open();
      await end.passed;
      throw new Error('on purpose');
    });
    first.catch(() => undefined);
    await made.passed;
    const second = sealed(recordClass);
    await waitUntilBlocked(database);
    end.open();
    await expect(first).rejects.toThrow('on purpose');
    expect((await fresh().open(db, (await second).id)).bytes).toEqual(bytes);
  });

  it('is unwrapped once in a process', async () => {
    const { id } = await sealed(aClass());
    const before = port.unwrapped;
    for (let i = 0; i < 5; i += 1) await vault.open(db, id);
    expect(port.unwrapped).toBe(before);
  });
});

async function superuser(sql: string): Promise<object[]> {
  const connection = await connect(database.superUrl);
  try {
    return await connection.inTransaction(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      return tx.query(sql);
    });
  } finally {
    await connection.close();
  }
}
