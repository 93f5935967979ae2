import type { TextEncodingName } from './encoding.js';
import type { IntakeProblem } from './problems.js';

/** One record of a file, or what is wrong with it. Exactly one of `record` and `problem` is set. */
export interface ReadItem<R> {
  /** Line the record starts in, from 1, counting every line of the file. */
  line: number;
  /** Line that a reader resumed at `offsetAfter` starts in. */
  nextLine: number;
  /** Byte offset in the file just after the record and its line end. */
  offsetAfter: number;
  record: R | undefined;
  problem: IntakeProblem | undefined;
  /** The record as it stands in the file, without its line end; cut to `EXCERPT` characters when too long. */
  text: string;
  /** The file ends without a line end after this record: if it was cut, the last value may be short. */
  unterminated: boolean;
}

export interface ReadPosition {
  /** Byte offset in the file of the first byte that the source will give. */
  offset: number;
  /** Line number of that byte, from 1. */
  line: number;
}

export interface ReadLimits {
  /** Bytes of one record, line end included; also bounds the memory the reader takes. */
  recordBytes: number;
  /** Characters of one field. */
  fieldCharacters: number;
}

export interface ReadOptions {
  encoding: TextEncodingName;
  /** Where the source starts; the start of the file (after its byte order mark) when absent. */
  position?: ReadPosition;
  limits?: Partial<ReadLimits>;
}

export const DEFAULT_READ_LIMITS: ReadLimits = { recordBytes: 1_048_576, fieldCharacters: 32_768 };

/** Characters kept of a record that is over the limit. */
export const EXCERPT = 1_000;
