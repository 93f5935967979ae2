import { isUtf8 } from 'node:buffer';
import { intakeProblem, type IntakeProblem } from './problems.js';
import { countGb18030Faults, countUtf8Faults, completeUtf8Length } from './byte-sequences.js';

export type TextEncodingName = 'utf-8' | 'gb18030';

export interface DetectedEncoding {
  encoding: TextEncodingName;
  /** Bytes of the byte order mark to skip: 0, 3 (UTF-8) or 4 (GB18030). */
  bomLength: number;
}

const SIGNATURES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
  ['a ZIP or Excel workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
];
const UTF8_BOM = [0xef, 0xbb, 0xbf];
const GB18030_BOM = [0x84, 0x31, 0x95, 0x33];
/** Long enough to tell UTF-16 without a mark by its NUL bytes. */
const HEAD = 512;

/**
 * Tells UTF-8 from GB18030 over a whole stream: push every byte, then ask. Only the whole file can answer,
 * since the first character beyond ASCII may stand in its last line. A byte order mark decides; else a file
 * that is valid UTF-8 throughout is UTF-8; else the encoding in which fewer sequences are malformed, UTF-8
 * when equal. A sequence cut by the end of the file counts for neither.
 */
export class EncodingDetector {
  private head: Uint8Array = new Uint8Array(0);
  private carry: Uint8Array = new Uint8Array(0);
  private gbState = 0;
  private utf8Faults = 0;
  private gbFaults = 0;
  private length = 0;

  /** Returns the problem as soon as the stream is known to be unreadable, so that an upload can stop early. */
  push(bytes: Uint8Array): IntakeProblem | undefined {
    this.length += bytes.length;
    if (this.head.length < HEAD) {
      this.head = Buffer.concat([this.head, bytes.subarray(0, HEAD - this.head.length)]);
      if (this.head.length === HEAD) {
        const refused = this.refusal();
        if (refused !== undefined) return refused;
      }
    }
    this.count(bytes);
    return undefined;
  }

  finish(): DetectedEncoding | { problem: IntakeProblem } {
    if (this.length === 0) return { problem: intakeProblem('empty-file') };
    const refused = this.refusal();
    if (refused !== undefined) return { problem: refused };
    if (startsWith(this.head, UTF8_BOM)) return { encoding: 'utf-8', bomLength: 3 };
    if (startsWith(this.head, GB18030_BOM)) return { encoding: 'gb18030', bomLength: 4 };
    const gb = this.utf8Faults > 0 && this.gbFaults < this.utf8Faults;
    return { encoding: gb ? 'gb18030' : 'utf-8', bomLength: 0 };
  }

  private refusal(): IntakeProblem | undefined {
    for (const [found, signature] of SIGNATURES) {
      if (startsWith(this.head, signature)) return intakeProblem('encoding-unsupported', { found });
    }
    const nul = this.head.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
    // ASCII text in UTF-16 has a NUL in every other byte, in UTF-32 in three of four.
    return this.head.length >= 4 && nul * 3 >= this.head.length
      ? intakeProblem('encoding-unsupported', { found: 'UTF-16' })
      : undefined;
  }

  private count(bytes: Uint8Array): void {
    const joined = this.carry.length === 0 ? bytes : Buffer.concat([this.carry, bytes]);
    const complete = completeUtf8Length(joined);
    const whole = joined.subarray(0, complete);
    if (!isUtf8(whole)) this.utf8Faults += countUtf8Faults(whole);
    this.carry = Uint8Array.from(joined.subarray(complete));
    const counted = countGb18030Faults(bytes, this.gbState);
    this.gbFaults += counted.faults;
    this.gbState = counted.state;
  }
}

/** Detects over a whole stream. */
export async function detectEncoding(
  source: AsyncIterable<Uint8Array>,
): Promise<DetectedEncoding | { problem: IntakeProblem }> {
  const detector = new EncodingDetector();
  for await (const bytes of source) {
    const problem = detector.push(bytes);
    if (problem !== undefined) return { problem };
  }
  return detector.finish();
}

const CHARSETS: Readonly<Record<string, TextEncodingName>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The encoding that a `charset` parameter names; GBK and GB 2312 are subsets of GB18030. */
export function encodingOfCharset(charset: string): TextEncodingName | { problem: IntakeProblem } {
  return (
    CHARSETS[charset.trim().replace(/^"|"$/g, '').toLowerCase()] ?? {
      problem: intakeProblem('charset-unknown', { found: charset.slice(0, 40) }),
    }
  );
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte);
}
