import iconv from 'iconv-lite';
import fc from 'fast-check';
import { csvLine } from '../../../src/platform/intake/csv-fields.js';
import { readCsv, type CsvOptions } from '../../../src/platform/intake/csv-reader.js';
import { all, inChunks } from './streams.js';

const read = (bytes: Buffer | string, options: Partial<CsvOptions> = {}, sizes = [65_536]) =>
  all(readCsv(inChunks(Buffer.from(bytes as Buffer), sizes), { encoding: 'utf-8', ...options }));

const brief = async (bytes: Buffer | string, options: Partial<CsvOptions> = {}) =>
  (await read(bytes, options)).map((item) => [item.line, item.record ?? item.problem!.code]);

describe('reading CSV', () => {
  it('takes quoted delimiters, doubled quotes, line ends in quotes, CRLF and a missing last line end', async () => {
    expect(await brief('a,b\r\n"x,1","say ""hi"""\r\n"two\nlines",z\n\nlast,"q"')).toEqual([
      [1, ['a', 'b']],
      [2, ['x,1', 'say "hi"']],
      [3, ['two\nlines', 'z']],
      [6, ['last', 'q']],
    ]);
  });

  it('keeps empty fields at the end of a record', async () => {
    expect(await brief('a,,\n,"",\n')).toEqual([
      [1, ['a', '', '']],
      [2, ['', '', '']],
    ]);
  });

  it('goes on at the next line after broken quoting', async () => {
    expect(await brief('1,"ok"\n2,"bad" x\n3,b"ad\n4,fine\n')).toEqual([
      [1, ['1', 'ok']],
      [2, 'quote-misplaced'],
      [3, 'quote-misplaced'],
      [4, ['4', 'fine']],
    ]);
  });

  it('loses only the line of a quote that is never closed', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `${index + 2},fine\n`).join('');
    const items = await read(`1,"open\n${rows}`, { fieldCount: 2 });
    expect(items[0]).toMatchObject({ line: 1, problem: { code: 'quote-not-closed' } });
    expect(items).toHaveLength(5_001);
    expect(items.filter(({ problem }) => problem !== undefined)).toHaveLength(1);
    expect(items.at(-1)).toMatchObject({ line: 5_001, record: ['5001', 'fine'] });
  });

  it('says where the closing quote went wrong', async () => {
    const [first] = await read('"a\nb\nc"x,1\nd,2\n');
    expect(first).toMatchObject({
      line: 1,
      nextLine: 2,
      problem: { code: 'quote-misplaced', facts: { at: 3 } },
    });
  });

  it('reports a wrong number of fields, and a file cut in half as cut', async () => {
    expect(await brief('a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2', { fieldCount: 3 })).toEqual([
      [1, ['a', 'b', 'c']],
      [2, 'field-count'],
      [3, 'field-count'],
      [4, ['1', '2', '3']],
      [5, 'truncated'],
    ]);
    const [item] = await read('1,2,3', { fieldCount: 3 });
    expect(item).toMatchObject({ record: ['1', '2', '3'], unterminated: true });
  });

  it('refuses a field of 200,000 characters and keeps its neighbours', async () => {
    const long = 'x'.repeat(200_000);
    const items = await read(`a,b\n1,${long}\n2,ok\n"${long}",3\n4,ok\n`, { fieldCount: 2 });
    expect(items.map((item) => [item.line, item.record?.[0] ?? item.problem!.code])).toEqual([
      [1, 'a'],
      [2, 'field-too-long'],
      [3, '2'],
      [4, 'field-too-long'],
      [5, '4'],
    ]);
    expect(items[1]!.problem).toMatchObject({ facts: { field: 2, length: 200_000, limit: 32_768 } });
  });

  it('passes over a record beyond the limit without holding it', async () => {
    const limits = { recordBytes: 1_000 };
    async function* endless() {
      yield Buffer.from('1,ok\n2,');
      for (let turn = 0; turn < 2_000; turn += 1) yield Buffer.alloc(65_536, 0x78);
      yield Buffer.from('\n3,ok\n');
    }
    const before = process.memoryUsage().arrayBuffers;
    const items = await all(readCsv(endless(), { encoding: 'utf-8', limits }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64_000_000);
    expect(items.map((item) => [item.line, item.record ?? item.problem!.code])).toEqual([
      [1, ['1', 'ok']],
      [2, 'record-too-long'],
      [3, ['3', 'ok']],
    ]);
    expect(items[1]!.text).toHaveLength(1_000);
  });

  it('reports NUL and locates bytes that are invalid in the encoding', async () => {
    const utf8 = Buffer.concat([
      Buffer.from('1,张\n2,'),
      Buffer.from([0xe5, 0x2c]),
      Buffer.from('x\n3,\0\n4,ok\n'),
    ]);
    const items = await read(utf8);
    expect(items.map((item) => item.record?.[0] ?? item.problem!.code)).toEqual([
      '1',
      'encoding-invalid',
      'nul-character',
      '4',
    ]);
    expect(items[1]!.problem!.facts).toEqual({ at: 2, position: 3, byte: '0xE5', encoding: 'UTF-8' });
  });

  it('reads GB18030, characters of four bytes and trail bytes that look like ASCII included', async () => {
    const text = '1,"镕,𠀀"\n2,丂丄丅\n';
    expect(await brief(iconv.encode(text, 'gb18030'), { encoding: 'gb18030' })).toEqual([
      [1, ['1', '镕,𠀀']],
      [2, ['2', '丂丄丅']],
    ]);
    const broken = Buffer.concat([
      iconv.encode('1,王\n2,', 'gb18030'),
      Buffer.from([0x81]),
      Buffer.from('\n3,ok\n'),
    ]);
    const items = await read(broken, { encoding: 'gb18030' });
    expect(items[1]!.problem).toMatchObject({
      code: 'encoding-invalid',
      facts: { at: 2, position: 3, byte: '0x81' },
    });
    expect(items[2]!.record).toEqual(['3', 'ok']);
  });

  const character = fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', '王', '€', '𠀀', ';');
  const field = fc.string({ unit: character, maxLength: 6 });
  const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

  it('gives back what was written, in both encodings', async () => {
    const encodings = fc.constantFrom('utf-8' as const, 'gb18030' as const);
    await fc.assert(
      fc.asyncProperty(table, encodings, async (rows, encoding) => {
        const bytes = iconv.encode(rows.map((row) => csvLine(row)).join(''), encoding);
        expect((await read(bytes, { encoding })).map(({ record }) => record)).toEqual(rows);
      }),
    );
  });

  const noise = fc
    .array(fc.constantFrom('a', '1', ',', '"', '\n', '\r', '\r\n', '""', '王', '\0', 'xxxxxxxx'), {
      maxLength: 60,
    })
    .map((parts) => Buffer.from(parts.join('')));
  const bytes = fc.oneof(
    noise,
    fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
  );

  it('gives the same records and problems however the bytes are cut', async () => {
    const options = { fieldCount: 2, limits: { recordBytes: 24, fieldCharacters: 8 } };
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (input, cut) => {
        expect(await read(input, options, cut)).toEqual(await read(input, options));
      }),
      { numRuns: 1_000 },
    );
  });

  it('resumes at the offset and line of any record and gives the rest', async () => {
    const options = { limits: { recordBytes: 24 } };
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), async (input, pick) => {
        const items = await read(input, options);
        fc.pre(items.length > 0);
        const index = pick % items.length;
        const { offsetAfter: offset, nextLine: line } = items[index]!;
        const rest = await read(input.subarray(offset), { ...options, position: { offset, line } });
        expect(rest).toEqual(items.slice(index + 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds a good record after anything, and its offset is exact', async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (input) => {
        const items = await read(Buffer.concat([input, Buffer.from('\nend,1\n')]));
        expect(items.at(-1)!.offsetAfter).toBe(input.length + 7);
      }),
    );
  });
});
