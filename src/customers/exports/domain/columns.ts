import { intake } from '../../../platform/index.js';

type Value = intake.MappingDefinition['records'][number]['fields'][string];

/** A mapping read backwards: what stands in its columns for a record. */
export interface ExportColumns {
  /** The header, in the order of the mapping; at its end the column for what the others have no room for. */
  names: readonly string[];
  /** The fields of one line. */
  cells(record: object): string[];
}

/** What is written of a line: cells by column, and beside them values by RFC 6901 pointers. */
interface Line {
  cells: Map<string, string>;
  further: Map<string, unknown>;
}

type Write = (value: unknown, pointer: string, line: Line) => void;

const further: Write = (value, pointer, line) => void line.further.set(pointer, value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A column takes what reads back as it was: texts that nothing is trimmed off. */
const column =
  (name: string): Write =>
  (value, pointer, line) => {
    if (typeof value === 'string' && value !== '' && value.trim() === value) line.cells.set(name, value);
    else further(value, pointer, line);
  };

const flag =
  (name: string, [yes, no]: readonly [string, string]): Write =>
  (value, pointer, line) => {
    if (typeof value === 'boolean') line.cells.set(name, value ? yes : no);
    else further(value, pointer, line);
  };

/** What has no cell at all goes as a whole. */
function settle(own: Line, value: unknown, pointer: string, line: Line): void {
  if (own.cells.size === 0) return further(value, pointer, line);
  for (const [name, cell] of own.cells) line.cells.set(name, cell);
  for (const [place, rest] of own.further) line.further.set(place, rest);
}

function record(members: ReadonlyMap<string, Write>): Write {
  return (value, pointer, line) => {
    if (!isRecord(value)) return further(value, pointer, line);
    const own: Line = { cells: new Map(), further: new Map() };
    for (const [name, member] of Object.entries(value))
      if (member !== undefined)
        (members.get(name) ?? further)(member, `${pointer}/${intake.escapedToken(name)}`, own);
    settle(own, value, pointer, line);
  };
}

/** An import closes the gaps of a list, so its columns are used only where they leave none. */
function list(items: readonly Write[]): Write {
  return (value, pointer, line) => {
    if (!Array.isArray(value)) return further(value, pointer, line);
    const own: Line = { cells: new Map(), further: new Map() };
    let gap = false;
    for (const [index, item] of value.entries()) {
      const before = own.cells.size;
      (items[index] ?? further)(item, `${pointer}/${index}`, own);
      if (own.cells.size === before) gap = true;
      else if (gap) return further(value, pointer, line);
    }
    settle(own, value, pointer, line);
  };
}

/** How a value is written; a form of the mapping that cannot be read backwards throws. */
function writer(value: Value, place: string): Write {
  if (typeof value === 'string') return column(value);
  if ('object' in value) return record(members(value.object, place));
  if ('array' in value) return list(value.array.map((part, index) => writer(part, `${place}.${index}`)));
  if ('boolean' in value && typeof value.boolean === 'string')
    return flag(value.boolean, [value.true[0]!, value.false[0]!]);
  throw new Error(`a column for ${place} cannot be read backwards`);
}

const members = (fields: Readonly<Record<string, Value>>, place: string): Map<string, Write> =>
  new Map(Object.entries(fields).map(([name, value]) => [name, writer(value, `${place}.${name}`)]));

/** Reads an import mapping of one record a row backwards, so that what is written by it can be imported by it. */
export function exportColumns({ source, records }: intake.MappingDefinition): ExportColumns {
  const write = record(members(records[0]!.fields, ''));
  const { furtherColumn } = source;
  const names = [...source.columns, ...(source.optionalColumns ?? [])];
  return {
    names: furtherColumn === undefined ? names : [...names, furtherColumn],
    cells: (facts) => {
      const line: Line = { cells: new Map(), further: new Map() };
      write(facts, '', line);
      const cells = names.map((name) => line.cells.get(name) ?? '');
      if (furtherColumn !== undefined)
        cells.push(line.further.size === 0 ? '' : JSON.stringify(Object.fromEntries(line.further)));
      return cells.map(intake.guardFormula);
    },
  };
}
