import { csvFramer, csvParser } from '../csv-reader.js';
import { LineFramer } from '../frames.js';
import type { ImportMapping, MappedRecord, RowMapper } from '../mapping/compile.js';
import { IntakeFileError, intakeProblem } from '../problems.js';
import { parseJsonLine } from '../ndjson-reader.js';
import type { ReadItem } from '../reader.js';
import { readRecords } from '../record-stream.js';
import type { TextEncodingName } from '../encoding.js';
import type { FileImport } from './import-store.js';
import { ofIntakeProblem, ofRecordProblem, type Rejection } from './rejections.js';
import type { ImportTarget } from './target.js';

/** What one record of a row comes to: a value sound by itself, or its rejection. */
export interface Made<T> {
  value: T | undefined;
  rejection: Rejection | undefined;
  /** By which record of the mapping it was made. */
  index: number;
}

/** What one row of the file comes to. */
export interface Step<T> {
  made: Made<T>[];
  /** Line the row starts in, and its text. */
  line: number;
  text: string;
  /** Where the file goes on after this row. */
  position: number;
  nextLine: number;
  row: number;
  unterminated: boolean;
}

/** Rows of one file, and what their fields are made of. */
export interface StepSource<T> {
  rows: AsyncGenerator<Step<T>[]>;
  /** The columns that the field at a pointer of a record was made of. */
  columnsOf(pointer: string, index: number): readonly string[];
}

/** Reads, maps and checks the file from the checkpoint on; rows come in arrays of at least one. */
export function steps<T>(
  source: AsyncIterable<Uint8Array>,
  at: FileImport,
  target: ImportTarget<T>,
  mapping: ImportMapping | undefined,
): StepSource<T> {
  const options = { encoding: at.encoding, position: { offset: at.position, line: at.line } };
  if (mapping === undefined) {
    const items = readRecords(source, new LineFramer(), parseJsonLine, options);
    const asItIs = (record: object): MappedRecord[] => [
      { index: 0, record: record as Record<string, unknown> },
    ];
    return { rows: toSteps(items, at.rows, target, asItIs, noColumns), columnsOf: noColumns };
  }
  const mapper = mapping.bind(at.header ?? []);
  const csv = {
    ...options,
    delimiter: mapping.definition.source.delimiter ?? ',',
    fieldCount: mapper.fieldCount,
  };
  const items = readRecords(source, csvFramer(csv), csvParser(csv), csv);
  const map = (fields: string[], row: number, line: number) => mapper.map(fields, row, line);
  return { rows: toSteps(items, at.rows, target, map, mapper.columnsOf), columnsOf: mapper.columnsOf };
}

const noColumns = (): readonly string[] => [];

async function* toSteps<T, R>(
  batches: AsyncIterable<ReadItem<R>[]>,
  rowsBefore: number,
  target: ImportTarget<T>,
  map: (record: R, row: number, line: number) => MappedRecord[],
  columnsOf: RowMapper['columnsOf'],
): AsyncGenerator<Step<T>[]> {
  let row = rowsBefore;
  for await (const items of batches) {
    yield items.map(({ line, nextLine, offsetAfter, record, problem, text, unterminated }) => {
      row += 1;
      const made =
        problem === undefined
          ? map(record as R, row, line).map((mapped) => make(mapped, target, columnsOf, line, text))
          : [{ value: undefined, rejection: ofIntakeProblem(problem, line, text), index: -1 }];
      return { made, line, text, position: offsetAfter, nextLine, row, unterminated };
    });
  }
}

function make<T>(
  { index, record, problems }: MappedRecord,
  target: ImportTarget<T>,
  columnsOf: RowMapper['columnsOf'],
  line: number,
  text: string,
): Made<T> {
  // A record is refused once, for the first of its faults.
  if (problems !== undefined)
    return { value: undefined, rejection: ofIntakeProblem(problems[0]!, line, text), index };
  const { value, problem } = target.prepare(record, line);
  if (problem === undefined) return { value, rejection: undefined, index };
  const rejection = ofRecordProblem(problem, columnsOf(problem.pointer, index), line, text);
  return { value: undefined, rejection, index };
}

/**
 * The header of a CSV file, checked against the mapping, and where the records start.
 * Throws {@link IntakeFileError} when there is none or it does not fit.
 */
export async function readHeader(
  source: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
  offset: number,
  mapping: ImportMapping,
): Promise<{ header: string[] | null; position: number; line: number }> {
  const { delimiter = ',', header } = mapping.definition.source;
  if (header === false) return { header: null, position: offset, line: 1 };
  const options = { encoding, delimiter, position: { offset, line: 1 } };
  for await (const [item] of readRecords(source, csvFramer(options), csvParser(options), options)) {
    if (item === undefined) continue;
    if (item.record === undefined) throw new IntakeFileError(item.problem!);
    mapping.bind(item.record);
    return {
      header: item.record.map((name) => name.trim()),
      position: item.offsetAfter,
      line: item.nextLine,
    };
  }
  throw new IntakeFileError(intakeProblem('empty-file'));
}
