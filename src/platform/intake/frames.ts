import type { IntakeProblem } from './problems.js';

/** Where one record stands in a buffer, before it is decoded. Offsets are into the buffer. */
export interface Frame {
  start: number;
  /** After the record, its line end included. */
  after: number;
  /** Line ends inside [start, after). */
  lines: number;
  problem: IntakeProblem | undefined;
}

/**
 * Finds records in bytes. Works before decoding: in UTF-8 and in GB18030 no byte of a longer character is a
 * line feed, carriage return, quote, comma, semicolon or tab, so byte offsets stay exact and cheap.
 */
export interface Framer {
  /** Forgets what is known about the buffer; call whenever it changes. */
  reset(buffer: Uint8Array, end: number): void;
  /** The record starting at `start`, or undefined when the buffer ends before the record does. */
  next(start: number, final: boolean): Frame | undefined;
  /** The line starting at `start` as a record of its own with this problem; undefined when its end is not in the buffer. */
  firstLine(start: number, final: boolean, problem: IntakeProblem): Frame | undefined;
}

export const LF = 0x0a;
export const CR = 0x0d;

/** Every line is a record. */
export class LineFramer implements Framer {
  protected buffer: Buffer = Buffer.alloc(0);
  protected end = 0;

  reset(buffer: Uint8Array, end: number): void {
    this.buffer = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    this.end = end;
  }

  next(start: number, final: boolean): Frame | undefined {
    return this.line(start, final, undefined);
  }

  firstLine(start: number, final: boolean, problem: IntakeProblem): Frame | undefined {
    return this.line(start, final, problem);
  }

  protected line(start: number, final: boolean, problem: IntakeProblem | undefined): Frame | undefined {
    const newline = this.buffer.indexOf(LF, start);
    if (newline >= 0) return { start, after: newline + 1, lines: 1, problem };
    return final ? { start, after: this.end, lines: 0, problem } : undefined;
  }
}
