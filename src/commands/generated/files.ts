import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  openApiDocument,
  productVersion,
  projectRoot,
  type Queryable,
  type Route,
} from '../../platform/index.js';
import { withConfigurationTable } from './configuration-table.js';
import { documentCheckPage } from './document-check-page.js';
import { errorPage } from './error-page.js';
import { permissionPage } from './permission-page.js';
import { schemaSql } from './schema-sql.js';

/** The content of every committed file that is written from the code, by path below the project folder. */
export async function generatedFiles(parts: {
  /** A freshly migrated database, as its owner. */
  owner: Queryable;
  serviceRole: string;
  routes: readonly Route[];
}): Promise<Map<string, string>> {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  return new Map([
    ['openapi.json', `${JSON.stringify(openApiDocument(parts.routes, productVersion), null, 2)}\n`],
    ['schema.sql', await schemaSql(parts.owner, parts.serviceRole)],
    ['docs/errors.md', errorPage()],
    ['docs/document-checks.md', documentCheckPage()],
    ['docs/permissions.md', permissionPage(parts.routes)],
    ['README.md', withConfigurationTable(readme)],
  ]);
}
