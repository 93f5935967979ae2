import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('lets the owner create and the service only use what it was granted', async () => {
    await query(database.ownerUrl, 'create table owned (n int); grant select on owned to mingjian_service');
    expect(await query(database.url, 'select count(*)::int as n from owned')).toEqual([{ n: 0 }]);
    await expect(query(database.url, 'insert into owned values (1)')).rejects.toThrow('permission denied');
    await expect(query(database.url, 'create table own (n int)')).rejects.toThrow(
      'permission denied for schema public',
    );
  });

  it('is a clone nobody else sees', async () => {
    const other = await createTestDatabase();
    try {
      await query(other.ownerUrl, 'create table only_here (n int)');
      await expect(query(database.ownerUrl, 'select from only_here')).rejects.toThrow('does not exist');
    } finally {
      await other.drop();
    }
    await expect(query(other.ownerUrl, 'select 1')).rejects.toThrow('does not exist');
  });

  it('keeps Chinese in trigrams, whatever the locale of the machine', async () => {
    await query(database.superUrl, 'create extension if not exists pg_trgm');
    const [row] = await query(
      database.ownerUrl,
      "select show_trgm('明鉴') as trigrams, lower('ÄÉ') as lower",
    );
    expect((row?.trigrams as string[]).length).toBeGreaterThan(0);
    expect(row?.lower).toBe('äé');
  });
});
