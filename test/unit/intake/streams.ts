import type { ReadItem } from '../../../src/platform/intake/reader.js';

/** The bytes in pieces of the given sizes, over and over. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export async function all<R>(batches: AsyncIterable<ReadItem<R>[]>): Promise<ReadItem<R>[]> {
  const items: ReadItem<R>[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}
