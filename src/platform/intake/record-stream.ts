import { decodeFrames } from './decode.js';
import type { Frame, Framer } from './frames.js';
import { LF } from './frames.js';
import { intakeProblem, type IntakeProblem } from './problems.js';
import { DEFAULT_READ_LIMITS, EXCERPT, type ReadItem, type ReadLimits, type ReadOptions } from './reader.js';

/** Turns the text of one record into a record or a problem; undefined for a blank line, which is no record. */
export type RecordParser<R> = (
  text: string,
  unterminated: boolean,
) => { record: R } | { problem: IntakeProblem } | undefined;

/**
 * The common part of the readers: cuts a byte stream into records, decodes and parses them, and gives them in
 * arrays, one per chunk of the source that completes any. Holds at most one chunk and one record of the limit.
 */
export async function* readRecords<R>(
  source: AsyncIterable<Uint8Array>,
  framer: Framer,
  parse: RecordParser<R>,
  options: ReadOptions,
): AsyncGenerator<ReadItem<R>[]> {
  const stream = new RecordStream(framer, parse, options);
  for await (const bytes of source) {
    const items = stream.push(bytes, false);
    if (items.length > 0) yield items;
  }
  const items = stream.push(new Uint8Array(0), true);
  if (items.length > 0) yield items;
}

interface Overlong {
  line: number;
  text: string;
}

/** The same without a loop of its own: `push` bytes, get what they complete. */
export class RecordStream<R> {
  private readonly limits: ReadLimits;
  private carry: Buffer = Buffer.alloc(0);
  /** Offset in the file of the first byte carried or still to come. */
  private offset: number;
  private line: number;
  private overlong: Overlong | undefined;
  private items: ReadItem<R>[] = [];

  constructor(
    private readonly framer: Framer,
    private readonly parse: RecordParser<R>,
    private readonly options: ReadOptions,
  ) {
    this.limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
    this.offset = options.position?.offset ?? 0;
    this.line = options.position?.line ?? 1;
  }

  push(bytes: Uint8Array, final: boolean): ReadItem<R>[] {
    this.items = [];
    const buffer =
      this.carry.length === 0
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        : Buffer.concat([this.carry, bytes]);
    let start = this.overlong === undefined ? 0 : this.skipOverlong(buffer, 0, final);
    this.framer.reset(buffer, buffer.length);
    while (start < buffer.length) {
      const frames: Frame[] = [];
      const from = start;
      start = this.collect(buffer, start, final, frames);
      this.emit(buffer, from, start, frames);
      if (start >= buffer.length || final) break;
      const rest = buffer.length - start;
      if (rest <= this.limits.recordBytes) break;
      start = this.overLimit(buffer, start, final);
    }
    // A copy, so that the chunk itself can be let go.
    this.carry = start < buffer.length ? Buffer.from(buffer.subarray(start)) : Buffer.alloc(0);
    return this.items;
  }

  /** Collects complete records within the limit; returns the offset after the last. */
  private collect(buffer: Buffer, from: number, final: boolean, frames: Frame[]): number {
    const limit = this.limits.recordBytes;
    let start = from;
    while (start < buffer.length) {
      let frame = this.framer.next(start, final);
      if (frame !== undefined && frame.after - start > limit) {
        frame = this.framer.firstLine(start, final, intakeProblem('record-too-long', { limit }));
      }
      if (frame === undefined) break;
      frames.push(frame);
      start = frame.after;
    }
    return start;
  }

  /** The record at `start` is over the limit and its end not in sight: give up its first line. */
  private overLimit(buffer: Buffer, start: number, final: boolean): number {
    const limit = this.limits.recordBytes;
    const first = this.framer.firstLine(start, final, intakeProblem('record-too-long', { limit }));
    if (first !== undefined) {
      this.emit(buffer, start, first.after, [first]);
      return first.after;
    }
    this.overlong = { line: this.line, text: this.excerpt(buffer, start) };
    return this.skipOverlong(buffer, start, final);
  }

  private skipOverlong(buffer: Buffer, start: number, final: boolean): number {
    const newline = buffer.indexOf(LF, start);
    const after = newline < 0 ? buffer.length : newline + 1;
    this.offset += after - start;
    if (newline < 0 && !final) return after;
    const { line, text } = this.overlong!;
    this.overlong = undefined;
    this.line = newline < 0 ? line : line + 1;
    this.items.push({
      line,
      nextLine: this.line,
      offsetAfter: this.offset,
      record: undefined,
      problem: intakeProblem('record-too-long', { limit: this.limits.recordBytes }),
      text,
      unterminated: newline < 0,
    });
    return after;
  }

  private emit(buffer: Buffer, from: number, to: number, frames: readonly Frame[]): void {
    if (frames.length === 0) return;
    const decoded = decodeFrames(buffer, from, to, frames, this.options.encoding);
    frames.forEach((frame, index) => {
      const line = this.line;
      this.line += frame.lines;
      this.offset += frame.after - frame.start;
      const unterminated = frame.lines === 0 || buffer[frame.after - 1] !== LF;
      const { text, problem } = decoded[index]!;
      const found = frame.problem ?? problem;
      const parsed = found === undefined ? this.parse(text, unterminated) : { problem: located(found, line) };
      if (parsed === undefined) return;
      this.items.push({
        line,
        nextLine: this.line,
        offsetAfter: this.offset,
        record: 'record' in parsed ? parsed.record : undefined,
        problem: 'problem' in parsed ? parsed.problem : undefined,
        text: frame.after - frame.start > this.limits.recordBytes ? this.excerpt(buffer, frame.start) : text,
        unterminated,
      });
    });
  }

  /** The beginning of a record that is too long to decode whole: its ASCII characters, `?` for other bytes. */
  private excerpt(buffer: Buffer, start: number): string {
    const end = start + Math.min(EXCERPT, this.limits.recordBytes);
    return buffer.toString('latin1', start, end).replace(/[^\x20-\x7e]/g, '?');
  }
}

/** Turns the count of lines before the fault into the line number in the file. */
function located(problem: IntakeProblem, line: number): IntakeProblem {
  const { linesBefore, ...facts } = problem.facts;
  return linesBefore === undefined
    ? problem
    : { ...problem, facts: { ...facts, at: line + Number(linesBefore) } };
}
