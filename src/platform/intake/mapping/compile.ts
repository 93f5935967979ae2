import { unguardFormula } from '../csv-fields.js';
import { IntakeFileError, intakeProblem, type IntakeProblem } from '../problems.js';
import { compileCondition } from './conditions.js';
import type { MappingDefinition, Value } from './definition.js';
import { putFurther } from './further.js';
import { fault, type CompiledValue, type Row, type Scope } from './row.js';
import { targetFields, targetItems, type TargetSchema } from './target.js';
import { compileMembers, compileValue } from './values.js';

/** A record made of a row, or what kept it from being made; `index` says by which record of the mapping. */
export type MappedRecord = { index: number } & (
  | { record: Record<string, unknown>; problems?: undefined }
  | { record?: undefined; problems: IntakeProblem[] }
);

/** A mapping bound to the columns of one file. */
export interface RowMapper {
  /** Fields that every row must have. */
  fieldCount: number;
  /** The records of one row, in the order of the mapping. `row` counts data rows from 1. */
  map(fields: readonly string[], row: number, line: number): MappedRecord[];
  /** The columns that the field at an RFC 6901 pointer of record `index` is made of. */
  columnsOf(pointer: string, index: number): readonly string[];
}

export interface ImportMapping {
  definition: MappingDefinition;
  /** Binds to the header found in a file; throws {@link IntakeFileError} `header-mismatch` naming the columns. */
  bind(header: readonly string[]): RowMapper;
}

/** A mapping file that cannot work, with everything wrong in it. */
export class MappingError extends Error {
  constructor(readonly mistakes: readonly { pointer: string; message: string }[]) {
    super(mistakes.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '));
    this.name = 'MappingError';
  }
}

export interface CompileOptions {
  /** JSON Schema of the records to make. */
  target: TargetSchema;
  /** Zone of times that name none: the bank's. */
  zone: string;
}

/**
 * Compiles a mapping that fits the schema of mappings. Unknown columns, tables and fields, and required fields
 * that no record gives, throw {@link MappingError}.
 */
export function compileMapping(definition: MappingDefinition, options: CompileOptions): ImportMapping {
  const { columns, optionalColumns = [] } = definition.source;
  const mistakes: { pointer: string; message: string }[] = [];
  const mistake = (pointer: string, message: string) => void mistakes.push({ pointer, message });
  for (const name of optionalColumns) {
    if (columns.includes(name)) mistake('/source/optionalColumns', `${name} is already in columns`);
  }
  const { furtherColumn } = definition.source;
  if (furtherColumn !== undefined && [...columns, ...optionalColumns].includes(furtherColumn))
    mistake('/source/furtherColumn', `${furtherColumn} is a column already`);
  definition.records.forEach(({ fields }, index) =>
    checkTarget(fields, options.target, `/records/${index}/fields`, mistake),
  );
  compileRecords(definition, [...columns, ...optionalColumns], options.zone, mistake);
  if (mistakes.length > 0) throw new MappingError(mistakes);
  return {
    definition,
    bind: (header) => {
      const order = definition.source.header === false ? columns : matchHeader(definition, header);
      const records = compileRecords(definition, order, options.zone, () => undefined);
      const { furtherColumn } = definition.source;
      const further =
        furtherColumn === undefined ? undefined : { column: furtherColumn, at: order.indexOf(furtherColumn) };
      return {
        fieldCount: order.length,
        map: (cells, row, line) => {
          const fields = definition.source.guardedCells ? cells.map(unguardFormula) : cells;
          return mapRow(records, { fields, row, line, faults: [] }, further);
        },
        columnsOf: (pointer, index) => columnsOf(records[index]?.members.byName, pointer),
      };
    },
  };
}

type CompiledRecord = {
  applies: ((row: Row) => boolean) | undefined;
  members: ReturnType<typeof compileMembers>;
};

function compileRecords(
  { records, tables = {}, source }: MappingDefinition,
  order: readonly string[],
  zone: string,
  mistake: Scope['mistake'],
): CompiledRecord[] {
  const known = new Set([...source.columns, ...(source.optionalColumns ?? [])]);
  const scope: Scope = {
    zone,
    mistake,
    value: (value, path, pointer) => compileValue(value, scope, path, pointer),
    columnAt: (name, path) => {
      if (!known.has(name))
        mistake(path, `there is no column ${name}; the mapping names ${[...known].join(', ')}`);
      return order.indexOf(name);
    },
    table: (name, path) => {
      const found = Object.hasOwn(tables, name) ? tables[name] : undefined;
      if (found === undefined) mistake(path, `there is no table ${name}`);
      return found ?? {};
    },
  };
  return records.map(({ when, fields }, index) => ({
    applies: when === undefined ? undefined : compileCondition(when, scope, `/records/${index}/when`),
    members: compileMembers(fields, scope, `/records/${index}/fields`, ''),
  }));
}

/** Columns of the innermost value that the pointer reaches. */
function columnsOf(
  members: ReadonlyMap<string, CompiledValue> | undefined,
  pointer: string,
): readonly string[] {
  let found: CompiledValue | undefined;
  let parts = members;
  for (const token of pointer.split('/').slice(1)) {
    const next = parts?.get(token);
    if (next === undefined) break;
    found = next;
    parts = next.parts;
  }
  return found?.columns ?? [];
}

function mapRow(
  records: readonly CompiledRecord[],
  row: Row,
  further: { column: string; at: number } | undefined,
): MappedRecord[] {
  const made: MappedRecord[] = [];
  records.forEach(({ applies, members }, index) => {
    const applicable = applies === undefined || applies(row);
    const record = applicable ? (members.read(row) ?? {}) : undefined;
    const more = further?.at === undefined ? '' : (row.fields[further.at]?.trim() ?? '');
    if (record && more !== '' && !putFurther(record, more))
      fault(row, 'value-further', {}, { column: further!.column, pointer: '' });
    if (row.faults.length > 0) {
      made.push({ index, problems: row.faults });
      row.faults = [];
    } else if (record !== undefined) made.push({ index, record });
  });
  if (made.length === 0) made.push({ index: -1, problems: [intakeProblem('no-record')] });
  return made;
}

/** Columns of the file in their order; names are compared after trimming. */
function matchHeader({ source }: MappingDefinition, header: readonly string[]): readonly string[] {
  const { columns, optionalColumns = [], otherColumns = 'refuse' } = source;
  const found = header.map((name) => name.trim());
  const known = new Set([
    ...columns,
    ...optionalColumns,
    ...(source.furtherColumn ? [source.furtherColumn] : []),
  ]);
  const missing = columns.filter((name) => !found.includes(name));
  const unexpected = otherColumns === 'ignore' ? [] : found.filter((name) => !known.has(name));
  const repeated = found.filter((name, index) => known.has(name) && found.indexOf(name) !== index);
  if (missing.length + unexpected.length + repeated.length === 0) return found;
  const list = (names: readonly string[]) =>
    names
      .map((name) => (name === '' ? '""' : name.slice(0, 64)))
      .slice(0, 60)
      .join(', ') || '-';
  throw new IntakeFileError(
    intakeProblem('header-mismatch', {
      missing: list(missing),
      unexpected: list(unexpected),
      repeated: list(repeated),
      expected: list(columns),
      found: list(found),
    }),
  );
}

/** Holds the fields a mapping makes against those the target knows, as deep as objects and arrays go. */
function checkTarget(
  fields: Readonly<Record<string, Value>>,
  schema: TargetSchema,
  path: string,
  mistake: (pointer: string, message: string) => void,
): void {
  const target = targetFields(schema);
  if (target === undefined) return mistake(path, 'this field takes no nested record');
  for (const [name, value] of Object.entries(fields)) {
    const field = target.fields.get(name);
    if (field === undefined)
      mistake(
        `${path}/${name}`,
        `there is no field ${name}; known are ${[...target.fields.keys()].join(', ')}`,
      );
    else checkValue(value, field, `${path}/${name}`, mistake);
  }
  for (const name of target.required) {
    if (!Object.hasOwn(fields, name)) mistake(path, `the required field ${name} is never given`);
  }
}

function checkValue(
  value: Value,
  schema: TargetSchema,
  path: string,
  mistake: (pointer: string, message: string) => void,
): void {
  if (typeof value === 'string') return;
  if ('object' in value) checkTarget(value.object, schema, `${path}/object`, mistake);
  else if ('array' in value) {
    const items = targetItems(schema);
    if (items === undefined) return mistake(path, 'this field takes no list');
    value.array.forEach((item, index) => checkValue(item, items, `${path}/array/${index}`, mistake));
  } else if ('coalesce' in value) {
    value.coalesce.forEach((part, index) => checkValue(part, schema, `${path}/coalesce/${index}`, mistake));
  } else if ('when' in value) {
    checkValue(value.then, schema, `${path}/then`, mistake);
    if (value.else !== undefined) checkValue(value.else, schema, `${path}/else`, mistake);
  }
}
