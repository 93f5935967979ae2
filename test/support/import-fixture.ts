import { cpSync, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import {
  createApplication,
  createLog,
  Database,
  ManualClock,
  Scheduler,
  type Actor,
  type intake,
  type Job,
  type Role,
} from '../../src/platform/index.js';
import { createImports } from '../../src/platform/intake/index.js';
import { createTestDatabase, type TestDatabase } from './database.js';

interface Item {
  key: string;
  value: string;
}

/** Records of `{key, value, refers?}` kept in a table of the test; value `bad` is refused, `boom` breaks the database. */
export function testTarget(batchSize = 10): intake.ImportTarget<Item & { refers?: string }> {
  const problem = (code: string, pointer: string): intake.RecordProblem => ({
    code,
    pointer,
    message: { en: `${code} in en`, zh: `${code} 中文` },
  });
  return {
    kind: 'customers',
    path: '/test-imports',
    tag: 'Test',
    schema: { properties: { key: {}, value: {}, refers: {} }, required: ['key'] },
    defaultMapping: 'items',
    batchSize,
    senders: ['compliance-officer'],
    prepare: (raw) => {
      const { key, value } = raw as Partial<Item>;
      if (typeof key !== 'string') return { problem: problem('required', '/key') };
      if (value === 'bad') return { problem: problem('bad-value', '/value') };
      return { value: raw as Item };
    },
    store: async (tx, values) => {
      if (values.some(({ value }) => value === 'boom')) await tx.query("SELECT 'x'::int");
      const settled: intake.Settled[] = [];
      for (const { key, value, refers } of values) {
        if (refers !== undefined) {
          const found = await tx.query('SELECT 1 FROM taken WHERE key = $1', [refers]);
          if (found.length === 0) {
            settled.push({ status: 'rejected', problem: problem('unknown-reference', '/refers') });
            continue;
          }
        }
        const inserted = await tx.query(
          'INSERT INTO taken (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
          [key, value],
        );
        const [same] = await tx.query<{ value: string }>('SELECT value FROM taken WHERE key = $1', [key]);
        if (inserted.length > 0) settled.push({ status: 'accepted' });
        else if (same!.value === value) settled.push({ status: 'duplicate' });
        else settled.push({ status: 'rejected', problem: problem('conflict', '/key') });
      }
      return settled;
    },
    identity: ({ key, value, refers }) => ({
      keys: [key],
      content: value,
      ...(refers === undefined ? {} : { refersTo: { key: refers, problem: 'unknown-reference' } }),
    }),
    conflict: () => problem('conflict', '/key'),
  };
}

export const itemsMapping = {
  name: 'items',
  kind: 'customers',
  title: { en: 'Items', zh: '条目' },
  source: { columns: ['k', 'v'], optionalColumns: ['r'] },
  records: [{ fields: { key: 'k', value: 'v', refers: 'r' } }],
};

/** Shipped mappings of another kind than the test's own. */
function shippedForOthers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mappings-'));
  for (const name of ['amlsim-payments.json', 'native-transactions-csv.json'])
    cpSync(new URL(`../../rules/import-mappings/${name}`, import.meta.url), join(folder, name));
  return folder;
}

export interface ImportFixture {
  database: TestDatabase;
  db: Database;
  job: Job;
  baseUrl: string;
  /** Runs as the database's owner. */
  owner(sql: string): Promise<Record<string, unknown>[]>;
  /** Works the queue off. */
  drain(): Promise<void>;
  audited: string[];
  close(): Promise<void>;
}

/** The import engine over HTTP with the test's own kind of record. The role comes in the header `x-role`. */
export async function startImportFixture(batchSize?: number): Promise<ImportFixture> {
  const database = await createTestDatabase();
  const owner = async (sql: string) => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  await owner(
    'CREATE TABLE taken (key text PRIMARY KEY, value text); GRANT SELECT, INSERT, DELETE ON taken TO mingjian_service',
  );
  await owner(
    `INSERT INTO import_mapping VALUES ('items', 1, '${JSON.stringify(itemsMapping)}', now(), 'test')`,
  );
  const log = createLog('silent');
  const db = await Database.connect({ url: database.url, poolSize: 6, entities: [], log });
  const clock = new ManualClock(new Date('2026-03-02T02:00:00Z'));
  const audited: string[] = [];
  const { routes, jobs } = createImports([testTarget(batchSize) as intake.ImportTarget], {
    db,
    clock,
    log,
    zone: 'Asia/Shanghai',
    mappingFolder: shippedForOthers(),
    audit: async (tx, _actor, { action }) => {
      tx.afterCommit(() => audited.push(action));
    },
  });
  const scheduler = new Scheduler(db, log, jobs);
  const app = createApplication({
    routes,
    db,
    log,
    clock,
    authenticate: async (request): Promise<Actor> => ({
      kind: 'user',
      id: 'u1',
      name: 'Test',
      roles: [(request.get('x-role') ?? 'compliance-officer') as Role],
    }),
  });
  const server = await new Promise<Server>((done) => {
    const listening = createServer(app).listen(0, '127.0.0.1', () => done(listening));
  });
  return {
    database,
    db,
    job: jobs[0]!,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    owner,
    drain: () => scheduler.drain('import-customers'),
    audited,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await db.close();
      await database.drop();
    },
  };
}
