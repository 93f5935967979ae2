import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBody, checkQuery, createLog, Database, projectRoot } from '../../src/platform/index.js';
import { SERVICE } from '../../src/bootstrap/postgres/index.js';
import { generatedFiles } from '../../src/commands/generated/files.js';
import { createTestDatabase } from '../support/database.js';
import { startTestService, type TestService } from '../support/service.js';

/** Major version of the PostgreSQL that comes with the packages. */
const EMBEDDED = 18;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

describe('the committed files that are made from the code', () => {
  it('are current; run `npm run generate` and look at the difference', async () => {
    // Freshly migrated: the service has not yet made any partition in it.
    const database = await createTestDatabase();
    const log = createLog('silent');
    const owner = await Database.connect({ url: database.ownerUrl, poolSize: 1, entities: [], log });
    try {
      const files = await generatedFiles({ owner, serviceRole: SERVICE, routes: service.routes });
      // schema.sql is what the embedded PostgreSQL says of its catalogs; another version uses other words.
      const [server] = await owner.query<{ major: number }>(
        "SELECT current_setting('server_version_num')::int / 10000 AS major",
      );
      const stale = [...files].filter(
        ([path, content]) =>
          (path !== 'schema.sql' || server!.major === EMBEDDED) &&
          readFileSync(join(projectRoot, path), 'utf8') !== content,
      );
      expect(stale.map(([path]) => path)).toEqual([]);
    } finally {
      await owner.close();
      await database.drop();
    }
  });

  it('and the guide of the operator, which names every job', async () => {
    const guide = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8');
    const jobs = await service.db.query<{ name: string }>('SELECT name FROM job');
    expect(jobs.length).toBeGreaterThan(10);
    expect(jobs.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('come from schemas that all compile', async () => {
    for (const { body, query, params, selfValidated } of service.routes) {
      if (body && !selfValidated) checkBody(body)(undefined);
      for (const schema of [query, params]) if (schema) checkQuery(schema)({});
    }
  });
});
