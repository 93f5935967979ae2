import { CR, LF, LineFramer, type Frame } from './frames.js';
import { intakeProblem } from './problems.js';

const QUOTE = 0x22;

/**
 * Records of CSV (RFC 4180): a quoted field may hold delimiters, line ends and doubled quotes. After broken
 * quoting the next record starts at the next line, so that one bad quote never swallows its neighbours.
 */
export class CsvFramer extends LineFramer {
  private nextQuote = -2;

  constructor(
    private readonly delimiter: number,
    /** Bytes of a record; beyond them no closing quote is looked for. */
    private readonly limit: number,
  ) {
    super();
  }

  override reset(buffer: Uint8Array, end: number): void {
    super.reset(buffer, end);
    this.nextQuote = -2;
  }

  override next(start: number, final: boolean): Frame | undefined {
    if (this.nextQuote !== -1 && this.nextQuote < start) this.nextQuote = this.buffer.indexOf(QUOTE, start);
    const line = this.line(start, final, undefined);
    if (line !== undefined && (this.nextQuote === -1 || this.nextQuote >= line.after)) return line;
    // Without its line end and without a quote, only more bytes can tell.
    if (line === undefined && this.nextQuote === -1) return undefined;
    return this.quoted(start, final);
  }

  private quoted(start: number, final: boolean): Frame | undefined {
    const { buffer, end, delimiter } = this;
    const stop = Math.min(end, start + this.limit);
    let at = start;
    let lines = 0;
    for (;;) {
      if (at < stop && buffer[at] === QUOTE) {
        at += 1;
        for (;;) {
          while (at < stop && buffer[at] !== QUOTE) {
            if (buffer[at] === LF) lines += 1;
            at += 1;
          }
          if (at >= stop) return this.openAtStop(start, stop, final);
          if (at + 1 >= end && !final) return undefined;
          at += 1;
          if (at >= end || buffer[at] !== QUOTE) break;
          at += 1;
        }
      } else {
        // A carriage return is passed over: before the line feed it belongs to the line end.
        while (at < stop && buffer[at] !== delimiter && buffer[at] !== LF && buffer[at] !== QUOTE) at += 1;
      }
      if (at >= stop) {
        if (stop < end) return this.tooLong(start, final);
        return final ? { start, after: end, lines, problem: undefined } : undefined;
      }
      const byte = buffer[at];
      if (byte === delimiter) {
        at += 1;
      } else if (byte === LF) {
        return { start, after: at + 1, lines: lines + 1, problem: undefined };
      } else if (byte === CR && at + 1 >= end) {
        return final ? { start, after: end, lines, problem: undefined } : undefined;
      } else if (byte === CR && buffer[at + 1] === LF) {
        return { start, after: at + 2, lines: lines + 1, problem: undefined };
      } else {
        return this.firstLine(start, final, intakeProblem('quote-misplaced', { linesBefore: lines }));
      }
    }
  }

  private openAtStop(start: number, stop: number, final: boolean): Frame | undefined {
    if (stop < this.end) return this.tooLong(start, final);
    return final ? this.firstLine(start, final, intakeProblem('quote-not-closed')) : undefined;
  }

  private tooLong(start: number, final: boolean): Frame | undefined {
    return this.firstLine(start, final, intakeProblem('record-too-long', { limit: this.limit }));
  }
}
