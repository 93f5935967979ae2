import { isAscii, isUtf8 } from 'node:buffer';
import { firstGb18030Fault, firstUtf8Fault } from './byte-sequences.js';
import type { TextEncodingName } from './encoding.js';
import type { Frame } from './frames.js';
import { LF } from './frames.js';
import { intakeProblem, type IntakeProblem } from './problems.js';

export interface DecodedFrame {
  text: string;
  problem: IntakeProblem | undefined;
}

const strictGb18030 = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });
const lenientGb18030 = new TextDecoder('gb18030', { ignoreBOM: true });

/**
 * Text of each frame, without its line end. Frames lie side by side and fill [from, to). The whole block is
 * decoded at once when it is valid; only a block that is not is taken record by record to find the fault.
 */
export function decodeFrames(
  buffer: Buffer,
  from: number,
  to: number,
  frames: readonly Frame[],
  encoding: TextEncodingName,
): DecodedFrame[] {
  const block = buffer.subarray(from, to);
  const hasNul = block.includes(0);
  const whole = decodeWhole(block, encoding);
  if (whole === undefined) return frames.map((frame) => decodeOne(buffer, frame, encoding));
  const ascii = whole.length === block.length;
  let position = 0;
  return frames.map((frame) => {
    const start = position;
    if (ascii) position = frame.after - from;
    else {
      // In a valid block line feeds of bytes and of text correspond one to one.
      for (let line = 0; line < frame.lines; line += 1) position = whole.indexOf('\n', position) + 1;
      if (frame.lines === 0 || buffer[frame.after - 1] !== LF) position = whole.length;
    }
    const text = withoutLineEnd(whole, start, position);
    return { text, problem: hasNul && text.includes('\0') ? intakeProblem('nul-character') : undefined };
  });
}

function decodeWhole(block: Buffer, encoding: TextEncodingName): string | undefined {
  if (isAscii(block)) return block.toString('latin1');
  if (encoding === 'utf-8') return isUtf8(block) ? block.toString('utf8') : undefined;
  try {
    return strictGb18030.decode(block);
  } catch {
    return undefined;
  }
}

function decodeOne(buffer: Buffer, frame: Frame, encoding: TextEncodingName): DecodedFrame {
  const bytes = buffer.subarray(frame.start, frame.after);
  const fault = encoding === 'utf-8' ? firstUtf8Fault(bytes) : firstGb18030Fault(bytes);
  const decoded = encoding === 'utf-8' ? bytes.toString('utf8') : lenientGb18030.decode(bytes);
  const text = withoutLineEnd(decoded, 0, decoded.length);
  if (fault < 0) return { text, problem: text.includes('\0') ? intakeProblem('nul-character') : undefined };
  const before = bytes.subarray(0, fault);
  const lineStart = before.lastIndexOf(LF) + 1;
  const problem = intakeProblem('encoding-invalid', {
    linesBefore: before.reduce((sum, byte) => sum + (byte === LF ? 1 : 0), 0),
    position: fault - lineStart + 1,
    byte: `0x${bytes[fault]!.toString(16).toUpperCase().padStart(2, '0')}`,
    encoding: encoding === 'utf-8' ? 'UTF-8' : 'GB18030',
  });
  return { text, problem };
}

function withoutLineEnd(text: string, start: number, end: number): string {
  let to = end;
  if (to > start && text.charCodeAt(to - 1) === 10) to -= 1;
  if (to > start && text.charCodeAt(to - 1) === 13) to -= 1;
  return text.slice(start, to);
}
