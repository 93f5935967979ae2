import iconv from 'iconv-lite';
import fc from 'fast-check';
import { detectEncoding, encodingOfCharset } from '../../../src/platform/intake/encoding.js';
import { inChunks } from './streams.js';

const detect = (bytes: Buffer, sizes = [65_536]) => detectEncoding(inChunks(bytes, sizes));
const gb = (text: string) => iconv.encode(text, 'gb18030');

describe('telling UTF-8 from GB18030', () => {
  it('takes pure ASCII as UTF-8', async () => {
    expect(await detect(Buffer.from('a,b\n1,2\n'))).toEqual({ encoding: 'utf-8', bomLength: 0 });
  });

  it('knows both by their byte order mark', async () => {
    expect(await detect(Buffer.from('\ufeffa,b\n'))).toEqual({ encoding: 'utf-8', bomLength: 3 });
    const marked = Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), Buffer.from('a,b\n')]);
    expect(await detect(marked)).toEqual({ encoding: 'gb18030', bomLength: 4 });
  });

  it('decides rightly when the first Chinese character stands in the last line', async () => {
    const ascii = 'REF,1.00,CNY\n'.repeat(50_000);
    expect(await detect(gb(`${ascii}REF,1.00,王小明\n`))).toMatchObject({ encoding: 'gb18030' });
    expect(await detect(Buffer.from(`${ascii}REF,1.00,王小明\n`))).toMatchObject({ encoding: 'utf-8' });
  });

  it('keeps UTF-8 when one character of many is damaged, and GB18030 likewise', async () => {
    const utf8 = Buffer.from('张三丰,广东省深圳市\n'.repeat(20));
    utf8[1] = 0x2c;
    expect(await detect(utf8)).toMatchObject({ encoding: 'utf-8' });
    const damaged = gb('张三丰,广东省深圳市\n'.repeat(20));
    damaged[1] = 0x2c;
    expect(await detect(damaged)).toMatchObject({ encoding: 'gb18030' });
  });

  it('does not count a character that the end of the file cuts', async () => {
    expect(await detect(Buffer.from('名').subarray(0, 2))).toMatchObject({ encoding: 'utf-8' });
    const cut = Buffer.from('a,张三');
    expect(await detect(cut.subarray(0, cut.length - 1))).toMatchObject({ encoding: 'utf-8' });
  });

  it.each([
    ['UTF-16 little-endian with a mark', Buffer.from('\ufeffa,b\n', 'utf16le'), 'UTF-16'],
    ['UTF-16 little-endian without', Buffer.from('reference,amount\n', 'utf16le'), 'UTF-16'],
    ['UTF-16 big-endian without', Buffer.from('reference,amount\n', 'utf16le').swap16(), 'UTF-16'],
    ['an Excel workbook', Buffer.from('PK\x03\x04 and so on'), 'a ZIP or Excel workbook'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 0x08, 0x00]), 'a gzip archive'],
  ])('refuses %s', async (_, bytes, found) => {
    expect(await detect(bytes)).toMatchObject({
      problem: { code: 'encoding-unsupported', facts: { found } },
    });
  });

  it('says that an empty file is empty', async () => {
    expect(await detect(Buffer.alloc(0))).toMatchObject({ problem: { code: 'empty-file' } });
  });

  it('does not depend on how the bytes are cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '王', '小', '明', '€', '𠀀', 'é') });
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), sizes, async (value, asGb, cut) => {
        const bytes = asGb ? gb(value) : Buffer.from(value);
        expect(await detect(bytes, cut)).toEqual(await detect(bytes));
      }),
    );
  });

  it('never takes valid UTF-8 for anything else', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const found = await detect(Buffer.from(value));
        expect('problem' in found || found.encoding === 'utf-8').toBe(true);
      }),
    );
  });

  it('reads the names of character sets', () => {
    expect(encodingOfCharset('GBK')).toBe('gb18030');
    expect(encodingOfCharset('"UTF-8"')).toBe('utf-8');
    expect(encodingOfCharset('big5')).toMatchObject({ problem: { code: 'charset-unknown' } });
  });
});
