import { csvFramer, csvParser } from '../csv-reader.js';
import { LineFramer } from '../frames.js';
import type { ImportMapping, RowMapper } from '../mapping/compile.js';
import { IntakeFileError, intakeProblem } from '../problems.js';
import { parseJsonLine } from '../ndjson-reader.js';
import type { ReadItem } from '../reader.js';
import { readRecords } from '../record-stream.js';
import type { TextEncodingName } from '../encoding.js';
import type { FileImport } from './import-store.js';
import { ofIntakeProblem, ofRecordProblem, type Rejection } from './rejections.js';
import type { ImportTarget } from './target.js';

/** A record that is sound by itself, and how to refuse it if it turns out otherwise. */
export interface Candidate<T> {
  value: T;
  line: number;
  text: string;
  /** Columns that the field at a pointer was made of. */
  columnsOf(pointer: string): readonly string[];
}

/** What one row of the file comes to. */
export interface Step<T> {
  candidates: Candidate<T>[];
  rejections: Rejection[];
  /** Where the file goes on after this row. */
  position: number;
  line: number;
  row: number;
  unterminated: boolean;
}

const NO_COLUMNS: readonly string[] = [];
const noColumns = () => NO_COLUMNS;

/** Reads, maps and checks the file from the checkpoint on; rows come in arrays of at least one. */
export async function* steps<T>(
  source: AsyncIterable<Uint8Array>,
  at: FileImport,
  target: ImportTarget<T>,
  mapping: ImportMapping | undefined,
): AsyncGenerator<Step<T>[]> {
  const options = { encoding: at.encoding, position: { offset: at.position, line: at.line } };
  let row = at.rows;
  if (mapping === undefined) {
    for await (const items of readRecords(source, new LineFramer(), parseJsonLine, options)) {
      yield items.map((item) =>
        stepOf(item, (row += 1), target, (record) => [{ index: 0, record }], undefined),
      );
    }
    return;
  }
  const mapper = mapping.bind(at.header ?? []);
  const csv = {
    ...options,
    delimiter: mapping.definition.source.delimiter ?? ',',
    fieldCount: mapper.fieldCount,
  };
  for await (const items of readRecords(source, csvFramer(csv), csvParser(csv), csv)) {
    yield items.map((item) => {
      row += 1;
      return stepOf(item, row, target, (fields) => mapper.map(fields, row, item.line), mapper);
    });
  }
}

function stepOf<T, R>(
  { line, nextLine, offsetAfter, record, problem, text, unterminated }: ReadItem<R>,
  row: number,
  target: ImportTarget<T>,
  map: (record: R) => ReturnType<RowMapper['map']> | { index: number; record: R; problems?: undefined }[],
  mapper: RowMapper | undefined,
): Step<T> {
  const step: Step<T> = {
    candidates: [],
    rejections: [],
    position: offsetAfter,
    line: nextLine,
    row,
    unterminated,
  };
  if (problem !== undefined) {
    step.rejections.push(ofIntakeProblem(problem, line, text));
    return step;
  }
  for (const made of map(record as R)) {
    if (made.problems !== undefined) {
      // One record is refused once, for the first of its faults.
      step.rejections.push(ofIntakeProblem(made.problems[0]!, line, text));
      continue;
    }
    const prepared = target.prepare(made.record, line);
    const columnsOf =
      mapper === undefined ? noColumns : (pointer: string) => mapper.columnsOf(pointer, made.index);
    if (prepared.problem !== undefined) {
      step.rejections.push(
        ofRecordProblem(prepared.problem, columnsOf(prepared.problem.pointer), line, text),
      );
    } else step.candidates.push({ value: prepared.value, line, text, columnsOf });
  }
  return step;
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
