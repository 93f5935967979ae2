import type { DecimalOptions } from './decimals.js';
import type { CsvDelimiter } from '../csv-reader.js';
import type { Text } from '../../text/text.js';

/**
 * The mapping language: how rows of a foreign CSV file become records of ours. Files are checked against
 * `rules/schema/import-mapping.schema.json`; docs/import-mappings.md is the reference.
 */
export interface MappingDefinition {
  $schema?: string;
  name: string;
  kind: 'customers' | 'transactions';
  title: Text;
  description?: string;
  source: SourceDefinition;
  tables?: Record<string, LookupTable>;
  records: RecordDefinition[];
}

export interface SourceDefinition {
  /** Columns the header must have, in any order. */
  columns: string[];
  /** Columns it may have; absent ones are empty in every row. */
  optionalColumns?: string[];
  /** What to do with columns named in neither list; default `refuse`. */
  otherColumns?: 'refuse' | 'ignore';
  delimiter?: CsvDelimiter;
  /** True: an apostrophe before `=`, `+`, `-`, `@`, as exports write it against formulas, is taken off. */
  guardedCells?: boolean;
  /** A column that may hold, as JSON, what the others have no room for: RFC 6901 pointers into the record and their values. */
  furtherColumn?: string;
  /** False: the file has no header, and `columns` are its fields in order. */
  header?: boolean;
}

export interface RecordDefinition {
  /** The record is made only of rows for which this holds. */
  when?: Condition;
  fields: Record<string, Value>;
}

export type Scalar = string | number | boolean;
export type LookupTable = Record<string, Scalar>;

/** A text alone names a column. */
export type Value =
  | string
  | { column: string; trim?: boolean }
  | { constant: Scalar }
  | { rowNumber: true }
  | { template: string }
  | { text: Value; case?: 'upper' | 'lower'; padStart?: { length: number; with: string } }
  | ({ decimal: Value } & DecimalOptions)
  | { integer: Value }
  | { boolean: Value; true: string[]; false: string[] }
  | { date: Value; format?: string | string[] }
  | { instant: Value; format?: string | string[]; zone?: string }
  | { baseDate: string; plusDays: Value; time?: string | Value; zone?: string }
  | { lookup: Value; table: string | LookupTable; default?: Value }
  | { coalesce: Value[] }
  | { when: Condition; then: Value; else?: Value }
  | { object: Record<string, Value> }
  | { array: Value[] };

export type Condition =
  | { present: Value }
  | { equals: [Value, Scalar] }
  | { in: [Value, Scalar[]] }
  | { lessThan: [Value, string] }
  | { greaterThan: [Value, string] }
  | { startsWith: [Value, string] }
  | { not: Condition }
  | { all: Condition[] }
  | { any: Condition[] };
