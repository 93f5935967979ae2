import { intake } from '../../../platform/index.js';

type Value = intake.MappingDefinition['records'][number]['fields'][string];
type Step = string | number;

interface Cell {
  path: readonly Step[];
  text(value: unknown): string;
}

/** A mapping read backwards: what stands in its columns for a record. */
export interface ExportColumns {
  /** The header, in the order of the mapping. */
  names: readonly string[];
  /** The fields of one line; what the columns have no room for is left out. */
  cells(record: object): string[];
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Where each column's value comes from; a form of the mapping that cannot be read backwards throws. */
function places(value: Value, path: readonly Step[], found: Map<string, Cell>): void {
  if (typeof value === 'string') found.set(value, { path, text: plain });
  else if ('object' in value)
    for (const [name, part] of Object.entries(value.object)) places(part, [...path, name], found);
  else if ('array' in value) value.array.forEach((part, index) => places(part, [...path, index], found));
  else if ('boolean' in value && typeof value.boolean === 'string') {
    const { boolean: column } = value;
    const [yes, no] = [value.true[0]!, value.false[0]!];
    found.set(column, { path, text: (flag) => (flag === true ? yes : flag === false ? no : '') });
  } else throw new Error(`a column for ${path.join('.')} cannot be read backwards`);
}

const at = (record: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<Step, unknown> | undefined)?.[step], record);

/** Reads an import mapping of one record a row backwards, so that what is written by it can be imported by it. */
export function exportColumns({ source, records }: intake.MappingDefinition): ExportColumns {
  const found = new Map<string, Cell>();
  for (const [field, value] of Object.entries(records[0]!.fields)) places(value, [field], found);
  const names = [...source.columns, ...(source.optionalColumns ?? [])];
  const cells = names.map((name) => {
    const cell = found.get(name);
    if (!cell) throw new Error(`no field is made of the column ${name}`);
    return cell;
  });
  return {
    names,
    cells: (record) => cells.map(({ path, text }) => intake.guardFormula(text(at(record, path)))),
  };
}
