import { isUtf8 } from 'node:buffer';

/**
 * Length of the well-formed UTF-8 sequence at `at`, or 0 when it is malformed there (Unicode 16, table 3-7).
 */
function utf8SequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0 || at + length > end) return 0;
  const second = bytes[at + 1]!;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let index = at + 2; index < at + length; index += 1) {
    if ((bytes[index]! & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** How many malformed sequences there are, each counted once by its first byte. */
export function countUtf8Faults(bytes: Uint8Array): number {
  let faults = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = utf8SequenceLength(bytes, at, bytes.length);
    if (length > 0) at += length;
    else {
      faults += 1;
      at += 1;
      while (at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at += 1;
    }
  }
  return faults;
}

/** Length without a character that the end of the bytes cuts: at most three bytes less. */
export function completeUtf8Length(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? end - back : end;
    }
  }
  return end;
}

/**
 * Counts malformed GB18030 sequences: two bytes 81-FE 40-7E|80-FE, or four bytes 81-FE 30-39 81-FE 30-39.
 * `state` is how many bytes of a sequence were read before these bytes; pass the one returned before, or 0.
 */
export function countGb18030Faults(bytes: Uint8Array, state: number): { faults: number; state: number } {
  let faults = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    if (state === 0) {
      if (byte < 0x80) continue;
      if (byte > 0x80 && byte < 0xff) state = 1;
      else faults += 1;
    } else if (state === 1) {
      if (byte >= 0x30 && byte <= 0x39) state = 2;
      else {
        if (byte < 0x40 || byte === 0x7f || byte === 0xff) faults += 1;
        state = 0;
      }
    } else if (state === 2) {
      if (byte > 0x80 && byte < 0xff) state = 3;
      else {
        faults += 1;
        state = 0;
      }
    } else {
      if (byte < 0x30 || byte > 0x39) faults += 1;
      state = 0;
    }
  }
  return { faults, state };
}

/** Offset of the first byte that starts no valid UTF-8 sequence, -1 when all are valid. */
export function firstUtf8Fault(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  let at = 0;
  while (at < bytes.length) {
    const length = utf8SequenceLength(bytes, at, bytes.length);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** Offset of the first byte that starts no valid GB18030 sequence, -1 when all are valid. */
export function firstGb18030Fault(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = gb18030SequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

function gb18030SequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  // 80 alone is the euro sign of GBK, which the decoder takes as well.
  if (lead <= 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (at + length > bytes.length) return 0;
  try {
    gb18030.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
