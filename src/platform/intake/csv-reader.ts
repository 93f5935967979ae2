import { CsvFramer } from './csv-framer.js';
import { splitCsvFields } from './csv-fields.js';
import { intakeProblem } from './problems.js';
import { DEFAULT_READ_LIMITS, type ReadItem, type ReadOptions } from './reader.js';
import { readRecords, type RecordParser } from './record-stream.js';

/** Delimiters whose byte never occurs inside a longer character of UTF-8 or GB18030. */
export type CsvDelimiter = ',' | ';' | '\t';

export interface CsvOptions extends ReadOptions {
  delimiter?: CsvDelimiter;
  /** How many fields every record must have; unchecked when absent. */
  fieldCount?: number;
}

/**
 * Reads CSV (RFC 4180; CRLF or LF) as arrays of fields, the header being a record like any other. Blank lines
 * are passed over. What is wrong with a record is its `problem`; the records around it are given all the same.
 */
export function readCsv(
  source: AsyncIterable<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<ReadItem<string[]>[]> {
  return readRecords(source, csvFramer(options), csvParser(options), options);
}

export function csvFramer(options: CsvOptions): CsvFramer {
  const limit = options.limits?.recordBytes ?? DEFAULT_READ_LIMITS.recordBytes;
  return new CsvFramer((options.delimiter ?? ',').charCodeAt(0), limit);
}

export function csvParser(options: CsvOptions): RecordParser<string[]> {
  const delimiter = options.delimiter ?? ',';
  const limit = options.limits?.fieldCharacters ?? DEFAULT_READ_LIMITS.fieldCharacters;
  const expected = options.fieldCount;
  return (text, unterminated) => {
    if (text === '') return undefined;
    const fields = splitCsvFields(text, delimiter);
    if (text.length > limit) {
      const long = fields.findIndex((field) => field.length > limit);
      if (long >= 0) {
        return {
          problem: intakeProblem('field-too-long', { field: long + 1, length: fields[long]!.length, limit }),
        };
      }
    }
    if (expected !== undefined && fields.length !== expected) {
      // Too few fields in a last line without a line end: the file was cut there.
      if (unterminated && fields.length < expected) return { problem: intakeProblem('truncated') };
      return { problem: intakeProblem('field-count', { expected, found: fields.length }) };
    }
    return { record: fields };
  };
}
