import { createLog, Database, type Queryable } from '../../src/platform/index.js';
import { LedgerIds } from '../../src/transactions/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const log = createLog('silent');
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 4, entities: [], log });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('a transaction', () => {
  it('stays a success when what follows its commit fails', async () => {
    const result = await db.inTransaction((tx) => {
      tx.afterCommit(() => {
        throw new Error('a nudge that fails');
      });
      return Promise.resolve('stored');
    });
    expect(result).toBe('stored');
  });

  it('says that nobody knows how it ended when the connection breaks during the commit', async () => {
    const owner = await Database.connect({ url: database.ownerUrl, poolSize: 1, entities: [], log });
    await owner.query('CREATE TABLE doomed (n integer); GRANT INSERT ON doomed TO PUBLIC');
    await owner.query(`CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`);
    await owner.query(`CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION end_session()`);
    await owner.close();
    let hooked = false;
    const work = db.inTransaction(async (tx) => {
      tx.afterCommit(() => (hooked = true));
      await tx.query('INSERT INTO doomed VALUES (1)');
    });
    await expect(work).rejects.toMatchObject({ status: 503, code: 'outcome-unknown' });
    expect(hooked).toBe(false);
    expect(await db.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('gets its ledger ids although the one it waited with has failed', async () => {
    const ids = new LedgerIds();
    let fail!: (error: Error) => void;
    const dying = { query: () => new Promise((_, reject) => (fail = reject)) } as unknown as Queryable;
    const first = ids.take(dying, 1);
    const second = db.inTransaction((tx) => ids.take(tx, 1));
    // The second is in the queue behind the first before that one fails.
    const third = ids.take(db, 1);
    fail(new Error('its connection broke'));
    await expect(first).rejects.toThrow('its connection broke');
    expect(new Set([await second, await third]).size).toBe(2);
  });
});
