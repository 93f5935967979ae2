import { Ajv2020 } from 'ajv/dist/2020.js';
import { startTestService, type TestService } from '../support/service.js';

interface Operation {
  operationId: string;
  security: object[];
  responses: Record<string, object>;
  parameters?: { name: string; in: string; required: boolean }[];
  'x-roles': string | string[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, object> };
}

let service: TestService;
let document: Document;
beforeAll(async () => {
  service = await startTestService();
  document = (await service.anonymous.get('/api/v1/openapi.json')).body as Document;
});
afterAll(() => service?.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

function references(value: unknown, found: string[] = []): string[] {
  if (value !== null && typeof value === 'object')
    for (const [name, part] of Object.entries(value))
      if (name === '$ref' && typeof part === 'string') found.push(part);
      else references(part, found);
  return found;
}

describe('openapi.json', () => {
  it('describes every declared route, each by a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations()).toHaveLength(service.routes.length);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to nothing that is missing, and keeps nothing that no one refers to', () => {
    const used = new Set(references(document));
    for (const reference of used) {
      const [, section, name] = /^#\/components\/(\w+)\/(\w+)$/.exec(reference) ?? [];
      expect(document.components[section as 'schemas']?.[name!]).toBeDefined();
    }
    for (const name of Object.keys(document.components.schemas))
      expect(used).toContain(`#/components/schemas/${name}`);
  });

  it('holds schemas that a validator understands', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const text = JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/');
    const schemas = JSON.parse(text) as Record<string, object>;
    for (const name of Object.keys(schemas))
      expect(() => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas })).not.toThrow();
  });

  it('names every parameter of a path, who may call, and the refusals', () => {
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? [])
        .filter((one) => one.in === 'path')
        .map(({ name }) => name);
      expect(described).toEqual(inPath);
      expect(operation['x-roles']).toBeDefined();
      if (operation['x-roles'] !== 'anyone') expect(operation.responses).toHaveProperty('401');
    }
    expect(document.paths['/users/{id}']!['patch']!.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
    );
  });
});

describe('the API pages', () => {
  it('are whole without any other site, and run no script that the policy forbids', async () => {
    const page = await service.anonymous.get('/api/docs');
    expect(page.status).toBe(200);
    const policy = page.get('Content-Security-Policy')!;
    expect(policy).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script>|<style|style=|onload|https?:/);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(files).toHaveLength(4);
    for (const url of files) {
      expect(url).toMatch(/^\/api\/docs\//);
      const answer = await service.anonymous.get(url);
      expect(answer.status).toBe(200);
    }
    const start = await service.anonymous.get('/api/docs/start.js');
    expect(start.text).toContain("url: '/api/v1/openapi.json'");
    expect((await service.anonymous.get('/api/docs/package.json')).status).toBe(404);
  });
});
