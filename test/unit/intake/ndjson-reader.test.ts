import fc from 'fast-check';
import { readNdjson } from '../../../src/platform/intake/ndjson-reader.js';
import { all, inChunks } from './streams.js';

const limits = { recordBytes: 200 };
const read = (text: string | Buffer, sizes = [65_536], position = { offset: 0, line: 1 }) =>
  all(readNdjson(inChunks(Buffer.from(text as Buffer), sizes), { encoding: 'utf-8', position, limits }));

describe('reading newline-delimited JSON', () => {
  it('locates what is not an object, not JSON, too long or cut, and keeps the rest', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(300) });
    const items = await read(`{"a":1}\n\n[1]\n{"a":\n${long}\n{"b":"张"}\r\n{"c":`);
    expect(items.map((item) => [item.line, item.record ?? item.problem!.code])).toEqual([
      [1, { a: 1 }],
      [3, 'json-not-object'],
      [4, 'json-invalid'],
      [5, 'record-too-long'],
      [6, { b: '张' }],
      [7, 'truncated'],
    ]);
  });

  it('gives the same however it is cut, and resumes anywhere', async () => {
    const line = fc.constantFrom('{"a":1}', '{"名":"王"}', '', '[]', '{', '{"x":"\\n"}', 'y'.repeat(220));
    const lines = fc.array(line, { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 99 }), fc.nat(), async (parts, size, pick) => {
        const bytes = Buffer.from(parts.join('\n'));
        const items = await read(bytes);
        expect(await read(bytes, [size])).toEqual(items);
        fc.pre(items.length > 0);
        const index = pick % items.length;
        const { offsetAfter: offset, nextLine } = items[index]!;
        const rest = await read(bytes.subarray(offset), [size], { offset, line: nextLine });
        expect(rest).toEqual(items.slice(index + 1));
      }),
    );
  });
});
