import { LineFramer } from './frames.js';
import { intakeProblem } from './problems.js';
import type { ReadItem, ReadOptions } from './reader.js';
import { readRecords, type RecordParser } from './record-stream.js';

/**
 * Reads newline-delimited JSON, one object per line. Blank lines are passed over; what a value may hold is for
 * the schema to say.
 */
export function readNdjson(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<ReadItem<object>[]> {
  return readRecords(source, new LineFramer(), parseJsonLine, options);
}

export const parseJsonLine: RecordParser<object> = (text, unterminated) => {
  if (text === '' || text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: intakeProblem(unterminated ? 'truncated' : 'json-invalid') };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: intakeProblem('json-not-object') };
  }
  return { record: value };
};
