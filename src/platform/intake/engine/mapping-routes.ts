import { Type } from '@sinclair/typebox';
import { notFound } from '../../errors/common.js';
import type { Role } from '../../http/actor.js';
import { ok, read, write, type Route } from '../../http/route.js';
import { choice, closed } from '../../http/schema.js';
import type { ImportRouteParts } from './routes.js';
import type { KeptMapping } from './mappings.js';

const READERS: readonly Role[] = [
  'compliance-officer',
  'compliance-manager',
  'core-banking',
  'auditor',
  'administrator',
];
const WRITERS: readonly Role[] = ['compliance-officer', 'compliance-manager'];

const definition = Type.Object(
  {},
  { additionalProperties: true, description: 'See docs/import-mappings.md' },
);
const answer = closed({
  name: Type.String(),
  kind: choice(['customers', 'transactions']),
  version: Type.Integer({ description: '0 for a shipped mapping' }),
  shipped: Type.Boolean(),
  definition,
});
const tag = 'Imports';
const params = closed({ name: Type.String({ maxLength: 64 }) });

const present = ({ definition: found, version, shipped }: KeptMapping) => ({
  name: found.name,
  kind: found.kind,
  version,
  shipped,
  definition: found,
});

/** The routes of column mappings. */
export function mappingRoutes({ mappings, clock, audit }: ImportRouteParts): Route[] {
  return [
    read({
      method: 'get',
      path: '/import-mappings',
      summary: 'All import mappings, shipped ones first',
      tag,
      roles: READERS,
      responses: { 200: closed({ items: Type.Array(answer), nextCursor: Type.Null() }) },
      handle: async ({ db }) => ok({ items: (await mappings.list(db)).map(present), nextCursor: null }),
    }),
    read({
      method: 'get',
      path: '/import-mappings/{name}',
      summary: 'An import mapping',
      tag,
      roles: READERS,
      params,
      responses: { 200: answer },
      handle: async ({ db, params: { name } }) => {
        const found = await mappings.find(db, name);
        if (!found) throw notFound();
        return ok(present(found));
      },
    }),
    write({
      method: 'put',
      path: '/import-mappings/{name}',
      summary:
        'Store an import mapping of the bank’s own; a mapping that cannot work is refused with each mistake',
      tag,
      roles: WRITERS,
      params,
      body: definition,
      responses: { 200: answer },
      write: async ({ actor, body, params: { name }, requestId }, tx) => {
        const kept = await mappings.put(tx, actor, name, body, clock.now());
        if (kept.changed) {
          await audit(tx, actor, {
            action: 'import-mapping.stored',
            subject: { kind: 'import-mapping', id: name },
            requestId,
            details: { version: kept.version },
          });
        }
        return ok(present(kept));
      },
    }),
  ];
}
