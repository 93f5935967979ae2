import { compileCondition } from './conditions.js';
import { convert } from './conversions.js';
import type { Value } from './definition.js';
import { asText, fault, MISSING, whereOf, type CompiledValue, type Row, type Scope } from './row.js';
import { compileTemplate } from './template.js';

/** Compiles a value source. `path` points into the mapping file, `pointer` into the record being made. */
export function compileValue(value: Value, scope: Scope, path: string, pointer: string): CompiledValue {
  if (typeof value === 'string') return readColumn(value, true, scope, path);
  if ('column' in value) return readColumn(value.column, value.trim ?? true, scope, path);
  if ('constant' in value) return { read: () => value.constant, columns: [] };
  if ('rowNumber' in value) return { read: (row) => row.row, columns: [] };
  if ('template' in value) return compileTemplate(value.template, scope, `${path}/template`);
  if ('coalesce' in value) return coalesce(value.coalesce, scope, path, pointer);
  if ('when' in value) return choose(value, scope, path, pointer);
  if ('object' in value) return nested(value.object, scope, `${path}/object`, pointer);
  if ('array' in value) return list(value.array, scope, `${path}/array`, pointer);
  if ('lookup' in value) return lookup(value, scope, path, pointer);
  return convert(value, scope, path, pointer);
}

function readColumn(name: string, trim: boolean, scope: Scope, path: string): CompiledValue {
  const at = scope.columnAt(name, path);
  if (at < 0) return { read: MISSING, columns: [name] };
  const read = (row: Row) => {
    const field = row.fields[at];
    const text = trim ? field?.trim() : field;
    return text === '' ? undefined : text;
  };
  return { read, columns: [name] };
}

function coalesce(parts: readonly Value[], scope: Scope, path: string, pointer: string): CompiledValue {
  const compiled = parts.map((part, index) =>
    compileValue(part, scope, `${path}/coalesce/${index}`, pointer),
  );
  return {
    columns: compiled.flatMap(({ columns }) => columns),
    read: (row) => {
      for (const { read } of compiled) {
        const found = read(row);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function choose(
  value: Extract<Value, { when: unknown }>,
  scope: Scope,
  path: string,
  pointer: string,
): CompiledValue {
  const condition = compileCondition(value.when, scope, `${path}/when`);
  const then = compileValue(value.then, scope, `${path}/then`, pointer);
  const otherwise =
    value.else === undefined ? undefined : compileValue(value.else, scope, `${path}/else`, pointer);
  return {
    columns: [...then.columns, ...(otherwise?.columns ?? [])],
    read: (row) => (condition(row) ? then.read(row) : otherwise?.read(row)),
  };
}

function lookup(
  value: Extract<Value, { lookup: Value }>,
  scope: Scope,
  path: string,
  pointer: string,
): CompiledValue {
  const inner = compileValue(value.lookup, scope, `${path}/lookup`, pointer);
  const named = typeof value.table === 'string' ? value.table : '(inline)';
  const entries = typeof value.table === 'string' ? scope.table(value.table, `${path}/table`) : value.table;
  const table = new Map(Object.entries(entries));
  const fallback =
    value.default === undefined ? undefined : compileValue(value.default, scope, `${path}/default`, pointer);
  const where = whereOf(inner, pointer);
  return {
    columns: inner.columns,
    read: (row) => {
      const key = inner.read(row);
      const found = key === undefined ? undefined : table.get(asText(key));
      if (found !== undefined) return found;
      if (fallback !== undefined) return fallback.read(row);
      return key === undefined ? undefined : fault(row, 'value-lookup', { table: named }, where);
    },
  };
}

/** Compiles the members of a record or nested record; missing members are left out. */
export function compileMembers(
  members: Readonly<Record<string, Value>>,
  scope: Scope,
  path: string,
  pointer: string,
): {
  read(row: Row): Record<string, unknown> | undefined;
  columns: readonly string[];
  byName: ReadonlyMap<string, CompiledValue>;
} {
  const compiled = Object.entries(members).map(
    ([name, value]) => [name, compileValue(value, scope, `${path}/${name}`, `${pointer}/${name}`)] as const,
  );
  const present = compiled.filter(([, { read }]) => read !== MISSING);
  return {
    columns: compiled.flatMap(([, { columns }]) => columns),
    byName: new Map(compiled),
    read: (row) => {
      let record: Record<string, unknown> | undefined;
      for (const [name, { read }] of present) {
        const found = read(row);
        if (found !== undefined) (record ??= {})[name] = found;
      }
      return record;
    },
  };
}

/** A nested record whose members from columns are all missing is missing, whatever constants it has. */
function nested(
  members: Readonly<Record<string, Value>>,
  scope: Scope,
  path: string,
  pointer: string,
): CompiledValue {
  const { read, columns, byName } = compileMembers(members, scope, path, pointer);
  const variable = [...byName].filter(([, member]) => member.columns.length > 0).map(([name]) => name);
  if (variable.length === 0) return { read, columns, parts: byName };
  if (variable.every((name) => byName.get(name)!.read === MISSING))
    return { read: MISSING, columns, parts: byName };
  return {
    columns,
    parts: byName,
    read: (row) => {
      const record = read(row);
      return record !== undefined && variable.some((name) => record[name] !== undefined) ? record : undefined;
    },
  };
}

function list(items: readonly Value[], scope: Scope, path: string, pointer: string): CompiledValue {
  const compiled = items.map((item, index) =>
    compileValue(item, scope, `${path}/${index}`, `${pointer}/${index}`),
  );
  const columns = compiled.flatMap((item) => item.columns);
  const parts = new Map(compiled.map((item, index) => [String(index), item]));
  const present = compiled.filter(({ read }) => read !== MISSING);
  if (present.length === 0) return { read: MISSING, columns, parts };
  return {
    columns,
    parts,
    read: (row) => {
      const found = present.map(({ read }) => read(row)).filter((item) => item !== undefined);
      return found.length === 0 ? undefined : found;
    },
  };
}
