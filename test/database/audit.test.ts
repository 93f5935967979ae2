import pg from 'pg';
import {
  createLog,
  Database,
  ManualClock,
  Scheduler,
  systemActor,
  type Tx,
} from '../../src/platform/index.js';
import { auditSealJob, AuditTrail } from '../../src/audit/index.js';
import { verify } from '../../src/audit/verification.js';
import { sealBatch } from '../../src/audit/sealer.js';
import { sealAll } from '../support/seal.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Database;
let scheduler: Scheduler;
const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
const trail = new AuditTrail(clock);

beforeEach(async () => {
  database = await createTestDatabase();
  const log = createLog('silent');
  db = await Database.connect({ url: database.url, poolSize: 8, entities: [], log });
  scheduler = new Scheduler(db, log, [auditSealJob(db)]);
});
afterEach(async () => {
  await scheduler.stop();
  await db.close();
  await database.drop();
});

const entry = (id: string) => ({ action: 'thing.done', subject: { kind: 'thing', id } });
const append = (...ids: string[]) => db.inTransaction((tx) => trail.append(tx, systemActor, ids.map(entry)));
const seal = () => sealAll(db, scheduler);
const sealed = async () =>
  (
    await db.query<{ subject_id: string }>(
      'SELECT e.subject_id FROM audit_seal s JOIN audit_event e ON e.id = s.event_id ORDER BY s.sequence',
    )
  ).map((row) => row.subject_id);

/** A transaction that stays open until told to commit. */
async function held(work: (tx: Tx) => Promise<void>) {
  let release!: () => void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let begun!: () => void;
  const ready = new Promise<void>((resolve) => (begun = resolve));
  const done = db.inTransaction(async (tx) => {
    await work(tx);
    begun();
    await gate;
  });
  await ready;
  return () => {
    release();
    return done;
  };
}

async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
/** What an intruder with the owner's rights would do. */
const tamper = (sql: string) =>
  asOwner('ALTER TABLE audit_event DISABLE TRIGGER USER', 'ALTER TABLE audit_seal DISABLE TRIGGER USER', sql);

describe('appending', () => {
  it('keeps the order of the entries and shares the fate of the transaction', async () => {
    await append('a', 'b', 'c');
    await expect(
      db.inTransaction(async (tx) => {
        await trail.append(tx, systemActor, entry('lost'));
        throw new Error('roll back');
      }),
    ).rejects.toThrow('roll back');
    await seal();
    expect(await sealed()).toEqual(['a', 'b', 'c']);
  });

  it('keeps details, request and digest as given', async () => {
    const digest = Buffer.alloc(32, 7);
    const details = { count: 3, nested: { list: ['甲', null, 1.5] } };
    await db.inTransaction((tx) =>
      trail.append(tx, systemActor, { ...entry('a'), requestId: 'r', details, digest }),
    );
    const [row] = await db.query('SELECT * FROM audit_event');
    expect(row).toMatchObject({ request_id: 'r', details, digest, recorded_at: clock.now() });
  });
});

describe('sealing', () => {
  it('waits for an older transaction that is still open, so that nothing can appear before what is linked', async () => {
    const commit = await held((tx) => trail.append(tx, systemActor, entry('slow')));
    await append('quick');
    await scheduler.drain('audit-seal');
    expect(await sealed()).toEqual([]);
    await commit();
    await seal();
    expect(await sealed()).toEqual(['slow', 'quick']);
    expect(await verify(db, {})).toMatchObject({ verified: true, unsealed: 0, lastSequence: 2 });
  });

  it('leaves each event linked once when two processes seal at the same time', async () => {
    for (let i = 0; i < 40; i += 1) await append(`e${i}`);
    const log = createLog('silent');
    const other = await Database.connect({ url: database.url, poolSize: 2, entities: [], log });
    try {
      const run = async (one: Database) => {
        while ((await one.inTransaction((tx) => sealBatch(tx, 3))) > 0);
      };
      await Promise.all([run(db), run(other), run(db)]);
    } finally {
      await other.close();
    }
    expect(await sealed()).toEqual(Array.from({ length: 40 }, (_, i) => `e${i}`));
    expect(await verify(db, {})).toMatchObject({ verified: true, firstSequence: 1, lastSequence: 40 });
  });

  it('keeps up while many write at once', async () => {
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let i = 0; i < 15; i += 1) await append(`${writer}-${i}`);
    });
    let writing = true;
    const sealing = (async () => {
      while (writing) await scheduler.drain('audit-seal');
    })();
    await Promise.all(writers);
    writing = false;
    await sealing;
    await seal();
    expect(new Set(await sealed()).size).toBe(90);
    expect(await verify(db, {})).toMatchObject({ verified: true, lastSequence: 90, unsealed: 0 });
  });

  it('works through a backlog in batches', async () => {
    await asOwner(
      `INSERT INTO audit_event (recorded_at, actor_kind, actor_id, action, subject_kind, subject_id)
       SELECT now(), 'system', 'system', 'thing.done', 'thing', n::text FROM generate_series(1, 12000) n`,
    );
    await seal();
    expect(await verify(db, {})).toMatchObject({ verified: true, lastSequence: 12_000, unsealed: 0 });
  });
});

describe('verification', () => {
  beforeEach(async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      await append(id);
      clock.advance(60_000);
    }
    await seal();
  });

  it('checks a period against the link before it', async () => {
    const from = new Date(clock.now().getTime() - 3 * 60_000);
    const to = new Date(clock.now().getTime() - 60_000);
    expect(await verify(db, { from, to })).toMatchObject({
      verified: true,
      firstSequence: 3,
      lastSequence: 4,
      unsealed: 0,
    });
    expect(await verify(db, { from: clock.now() })).toMatchObject({ verified: true, firstSequence: null });
  });

  it('counts what still waits', async () => {
    await append('f');
    const before = new Date(clock.now().getTime() - 60_000).toISOString();
    expect(await verify(db, {})).toMatchObject({ verified: true, unsealed: 1, sealedThrough: before });
  });

  it.each([
    ['a changed event', "UPDATE audit_event SET action = 'thing.undone' WHERE subject_id = 'c'", 3],
    [
      'a changed time',
      "UPDATE audit_event SET recorded_at = recorded_at - interval '1 h' WHERE subject_id = 'b'",
      2,
    ],
    ['a removed event', "DELETE FROM audit_event WHERE subject_id = 'c'", 3],
    ['a removed link', 'DELETE FROM audit_seal WHERE sequence = 3', 3],
    ['a removed beginning', 'DELETE FROM audit_seal WHERE sequence = 1', 1],
    ['a changed hash', "UPDATE audit_seal SET hash = sha256('x') WHERE sequence = 2", 2],
    [
      'swapped events',
      `UPDATE audit_seal s SET event_id = -event_id WHERE sequence IN (2, 4);
       UPDATE audit_seal s SET event_id = -o.event_id FROM audit_seal o
       WHERE (s.sequence, o.sequence) IN ((2, 4), (4, 2))`,
      2,
    ],
    [
      'an event slipped in',
      `INSERT INTO audit_event (xid, recorded_at, actor_kind, actor_id, action, subject_kind, subject_id)
       SELECT xid, recorded_at, actor_kind, actor_id, action, subject_kind, 'x' FROM audit_event WHERE subject_id = 'b'`,
      3,
    ],
  ])('finds %s', async (_name, sql, brokenAt) => {
    await tamper(sql);
    expect(await verify(db, {})).toMatchObject({ verified: false, brokenAt });
  });
});

describe('the database itself', () => {
  it('lets the service neither change, remove, number nor date back an event', async () => {
    await append('a');
    await seal();
    for (const sql of [
      "UPDATE audit_event SET action = 'x'",
      'DELETE FROM audit_event',
      'TRUNCATE audit_event',
      'UPDATE audit_seal SET sequence = 9',
      'DELETE FROM audit_seal',
      `INSERT INTO audit_event (xid, recorded_at, actor_kind, actor_id, action, subject_kind, subject_id)
       VALUES ('3', now(), 'user', 'x', 'x', 'x', 'x')`,
    ])
      await expect(db.query(sql)).rejects.toThrow('permission denied');
  });

  it('refuses the owner too, also one that plays replica', async () => {
    await append('a');
    await seal();
    for (const sql of [
      "UPDATE audit_event SET action = 'x'",
      'DELETE FROM audit_event',
      'TRUNCATE audit_event',
      'DELETE FROM audit_seal',
    ])
      await expect(asOwner(sql)).rejects.toThrow('append-only');
    const client = new pg.Client({ connectionString: database.superUrl });
    await client.connect();
    try {
      await client.query('SET session_replication_role = replica');
      await expect(client.query('DELETE FROM audit_event')).rejects.toThrow('append-only');
    } finally {
      await client.end();
    }
  });
});
