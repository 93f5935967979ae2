import type { TSchema } from '@sinclair/typebox';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

/** Collects schemas that have an `$id` as components, and writes references where they stood. */
export class Components {
  private readonly found = new Map<string, { schema: JsonObject; source: string }>();

  /** The schema as plain JSON for the document. */
  place(schema: TSchema): JsonObject {
    return this.walk(JSON.parse(JSON.stringify(schema)) as JsonObject) as JsonObject;
  }

  /** All components met so far, by name. */
  all(): JsonObject {
    return Object.fromEntries(
      [...this.found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]),
    );
  }

  private walk(value: Json): Json {
    if (Array.isArray(value)) return value.map((part) => this.walk(part));
    if (value === null || typeof value !== 'object') return value;
    const { $id, ...rest } = value;
    if (typeof rest['$ref'] === 'string' && /^\w+$/.test(rest['$ref']))
      rest['$ref'] = `#/components/schemas/${rest['$ref']}`;
    if (typeof $id !== 'string')
      return Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, this.walkMember(name, part, rest)]),
      );
    const source = JSON.stringify(rest);
    const earlier = this.found.get($id);
    if (earlier && earlier.source !== source) throw new Error(`two different schemas have the $id ${$id}`);
    if (!earlier) {
      const entry = { schema: {} as JsonObject, source };
      this.found.set($id, entry);
      entry.schema = this.walk(rest) as JsonObject;
    }
    return { $ref: `#/components/schemas/${$id}` };
  }

  /** Members of `enum`, `const`, `default` and `examples` are values, not schemas. */
  private walkMember(name: string, part: Json, object: JsonObject): Json {
    if (name === '$ref') return object['$ref']!;
    return ['enum', 'const', 'default', 'examples'].includes(name) ? part : this.walk(part);
  }
}
