import { Type, type TObject, type TSchema } from '@sinclair/typebox';
import { Components } from './openapi-schemas.js';
import { ok, read, type Route } from './route.js';
import { problemSchema } from './schema.js';

const PROBLEM = 'application/problem+json';
const PROBLEMS: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed for this role',
  404: 'Not found, or not to be known to this role',
  409: 'Conflict, stale version or wrong state',
  413: 'Too large',
  415: 'Media type not accepted',
  422: 'Refused by a rule of a field; each fault is located',
  428: 'If-Match is missing',
  429: 'Too many requests',
  503: 'The database cannot be reached just now',
};

const DESCRIPTION = `Mingjian (明鉴) runs beside a core banking system: customer due diligence, transaction monitoring,
alerts, cases and regulator reports. Errors are RFC 9457 problems; their stable codes are listed in docs/errors.md.
Messages follow \`Accept-Language\` (zh-CN, en). Money is decimal text. \`x-roles\` says who may call a route,
\`x-hidden-from\` for whom it does not exist.`;

/** The OpenAPI 3.1 document of the declared routes. */
export function openApiDocument(routes: readonly Route[], version: string): Record<string, unknown> {
  const components = new Components();
  components.place(problemSchema);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route, components);
  const tags = [...new Set(routes.map(({ tag }) => tag))].sort();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mingjian',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: tags.map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: components.all(),
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [
          `Problem${status}`,
          { description, content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } } },
        ]),
      ),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'mingjian_session',
          description: 'Set by POST /sessions',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API key' },
      },
    },
  };
}

function operation(route: Route, components: Components): Record<string, unknown> {
  const open = route.roles === 'anyone';
  const list = parameters(route, components);
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    security: open ? [] : [{ session: [] }, { bearer: [] }],
    'x-roles': route.roles,
    ...(route.hiddenFrom ? { 'x-hidden-from': route.hiddenFrom } : {}),
    ...(list.length > 0 ? { parameters: list } : {}),
    ...requestBody(route, components),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(([status, schema]) => [
          status,
          answer(route, status, schema, components),
        ]),
      ),
      ...Object.fromEntries(
        problemsOf(route)
          .filter((status) => !(status in route.responses))
          .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
  };
}

/** `post /customers/{id}/closure` becomes `postCustomersByIdClosure`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9{}]+/).filter(Boolean);
  const named = words.map((word) => {
    const parameter = /\{(\w+)\}/.exec(word)?.[1];
    const name = parameter ?? word;
    return `${parameter ? 'By' : ''}${name[0]!.toUpperCase()}${name.slice(1)}`;
  });
  return method + named.join('');
}

const header = (name: string, description: string, required: boolean) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

function parameters(route: Route, components: Components): unknown[] {
  const ofPath = (route.params as TObject | undefined)?.properties ?? {};
  const ofQuery = (route.query as TObject | undefined)?.properties ?? {};
  const required = new Set((route.query as TObject | undefined)?.required ?? []);
  return [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: ofPath[name!] ? components.place(ofPath[name!]!) : { type: 'string' },
    })),
    ...Object.entries(ofQuery).map(([name, schema]) => {
      const { description, ...rest } = components.place(schema);
      return {
        name,
        in: 'query',
        required: required.has(name),
        ...(description ? { description } : {}),
        schema: rest,
      };
    }),
    ...(route.write && route.method === 'post' && !route.secretAnswer
      ? [
          header(
            'Idempotency-Key',
            'The same key with the same body answers the first answer again, for 24 hours',
            false,
          ),
        ]
      : []),
    ...(route.method === 'patch' ? [header('If-Match', 'The version that was read', true)] : []),
  ];
}

function requestBody(route: Route, components: Components): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  if (route.body) {
    const schema = components.place(route.body);
    content['application/json'] = { schema };
    if (route.method === 'patch') content['application/merge-patch+json'] = { schema };
  }
  for (const type of [...(route.textBody ?? []), ...(route.rawBody ?? [])]) content[type] = {};
  return Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {};
}

function answer(route: Route, status: string, schema: TSchema | null, components: Components): unknown {
  const content: Record<string, unknown> = {};
  if (schema) content['application/json'] = { schema: components.place(schema) };
  if (Number(status) < 300) for (const type of route.produces ?? []) content[type] = {};
  const description = { 200: 'Done', 201: 'Created', 202: 'Accepted', 204: 'Done' }[status] ?? 'Answer';
  return { description, ...(Object.keys(content).length > 0 ? { content } : {}) };
}

function problemsOf(route: Route): number[] {
  const takesBody = Boolean(route.body ?? route.textBody ?? route.rawBody);
  return [
    ...(takesBody ? [400, 413, 415] : []),
    ...(route.roles === 'anyone' ? [] : [401]),
    ...(route.roles === 'anyone' || route.roles === 'signed-in' ? [] : [403]),
    ...(route.path.includes('{') || route.hiddenFrom ? [404] : []),
    ...(route.method === 'get' ? [] : [409]),
    ...(takesBody || route.query ? [422] : []),
    ...(route.method === 'patch' ? [428] : []),
    ...(route.path.startsWith('/sessions') && route.method === 'post' ? [429] : []),
    503,
  ];
}

/** Serves the document of all routes, itself included. `routes` is asked late, when all are known. */
export function openApiRoute(routes: () => readonly Route[], version: string): Route {
  let document: Record<string, unknown> | undefined;
  return read({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    tag: 'Documents',
    roles: 'anyone',
    responses: { 200: Type.Object({}, { description: 'OpenAPI 3.1' }) },
    handle: async () => ok((document ??= openApiDocument(routes(), version))),
  });
}
