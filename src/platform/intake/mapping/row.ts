import { intakeProblem, type IntakeProblem } from '../problems.js';
import type { Value } from './definition.js';

/** One row on its way through a mapping. `faults` collects what is wrong with the record being made. */
export interface Row {
  fields: readonly string[];
  /** Number of the data row, from 1. */
  row: number;
  /** Line of the file the row starts in. */
  line: number;
  faults: IntakeProblem[];
}

/** Reads a value off a row; undefined means missing. */
export type Read<T = unknown> = (row: Row) => T | undefined;

/** What an optional column gives that the file does not have: known before the first row. */
export const MISSING: Read = () => undefined;

/** A value source ready to read, with the columns it depends on. */
export interface CompiledValue {
  read: Read;
  columns: readonly string[];
  /** Of a nested record or list, its members by name or position. */
  parts?: ReadonlyMap<string, CompiledValue>;
}

/** What compiling a value knows of its place. */
export interface Scope {
  /** Position of a column in the rows, or -1 for an optional one that the file lacks. Unknown names are faults. */
  columnAt(name: string, path: string): number;
  table(name: string, path: string): Readonly<Record<string, string | number | boolean>>;
  /** Compiles a value inside another; `path` points into the mapping, `pointer` into the record being made. */
  value(value: Value, path: string, pointer: string): CompiledValue;
  /** Records a mistake in the mapping itself. */
  mistake(path: string, message: string): void;
  /** Zone of times that name none. */
  zone: string;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

/** Where a value stands, for its faults. */
export interface Where {
  column: string;
  pointer: string;
}

/** Notes a fault of the row and gives a missing value. */
export function fault(
  row: Row,
  code: Parameters<typeof intakeProblem>[0],
  facts: Record<string, string | number>,
  where: Where,
): undefined {
  row.faults.push(intakeProblem(code, facts, where));
  return undefined;
}

export function whereOf(value: CompiledValue, pointer: string): Where {
  return { column: value.columns.join(', ') || '-', pointer };
}
