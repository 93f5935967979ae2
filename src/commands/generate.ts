/**
 * Writes the committed files that are made from the code: openapi.json, schema.sql, docs/errors.md,
 * docs/document-checks.md, docs/permissions.md and the configuration table of the README. `npm run generate`; a test compares them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as postgres from '../bootstrap/postgres/index.js';
import { createContainer } from '../container.js';
import { createLog, Database, loadConfiguration, migrate, projectRoot } from '../platform/index.js';
import { generatedFiles } from './generated/files.js';

async function run(): Promise<void> {
  // From the source and not from what was built of it: it looks for the server's programs beside itself.
  const bootstrap = pathToFileURL(join(projectRoot, 'src/bootstrap/postgres/index.js')).href;
  const { SERVICE, startEmbeddedPostgres } = (await import(bootstrap)) as typeof postgres;
  const dataDir = await mkdtemp(join(tmpdir(), 'mingjian-generate-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    await migrate({ ownerUrl: server.ownerUrl, serviceRole: SERVICE });
    const log = createLog('silent');
    const owner = await Database.connect({ url: server.ownerUrl, poolSize: 2, entities: [], log });
    const container = await createContainer({
      configuration: loadConfiguration({}),
      databaseUrl: server.url,
      log,
    });
    const files = await generatedFiles({ owner, serviceRole: SERVICE, routes: container.routes });
    await container.close();
    await owner.close();
    for (const [path, content] of files) {
      await writeFile(join(projectRoot, path), content);
      process.stdout.write(`${path}\n`);
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await run();
