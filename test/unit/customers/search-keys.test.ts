import fc from 'fast-check';
import {
  documentNumberKey,
  grams,
  latinKey,
  nameKey,
  nameKeys,
  pinyinKey,
} from '../../../src/customers/domain/search-keys.js';

const keysOf = (name: string, kind: 'individual' | 'organisation' = 'individual') =>
  nameKeys({ kind, name })[0]!;

describe('search keys of a name', () => {
  it.each([
    ['张伟', 'zhangwei', 'zw'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['吕布', 'lvbu', 'lb'],
    ['欧阳娜娜', 'ouyangnana', 'oynn'],
    ['阿里木·买买提', 'alimumaimaiti', 'almmmt'],
  ])('reads %s as a person: %s, %s', (name, pinyin, initials) => {
    expect(keysOf(name)).toMatchObject({ pinyin, initials });
  });

  it('reads a firm without surname readings and keeps Latin parts', () => {
    expect(keysOf('曾经ABC(北京)公司', 'organisation')).toMatchObject({
      name: '曾经abc北京公司',
      pinyin: 'cengjingabcbeijinggongsi',
      initials: 'cjabjgs',
    });
  });

  it('takes Latin names apart at every mark', () => {
    expect(keysOf("Seán O'Brien-Müller")).toEqual({
      name: 'seánobrienmüller',
      pinyin: 'seanobrienmuller',
      initials: 'sobm',
      grams: [],
    });
  });

  it('has keys for the Latin and the former names, no two alike', () => {
    const keys = nameKeys({
      kind: 'individual',
      name: '王芳',
      nameLatin: 'WANG FANG',
      formerNames: ['王 芳', '李芳'],
    });
    expect(keys.map(({ name }) => name)).toEqual(['王芳', 'wangfang', '李芳']);
  });

  it('folds wide letters and digits', () => {
    expect(nameKey('ABC 公司')).toBe('abc公司');
    expect(latinKey('Lü Bu')).toBe('lubu');
    expect(pinyinKey('Lü Bu')).toBe('lvbu');
    expect(documentNumberKey('11010119900307 251x')).toBe('11010119900307251X');
    expect(documentNumberKey('E-123 456')).toBe('E123456');
  });

  it('never makes text that the database cannot hold or that grows without end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 512 }), (name) => {
        for (const key of nameKeys({ kind: 'organisation', name })) {
          expect([...key.name].length).toBeLessThanOrEqual(256);
          expect(key.pinyin).toMatch(/^[a-z0-9]{0,256}$/);
          expect(key.initials).toMatch(/^[a-z0-9]{0,256}$/);
        }
      }),
    );
  });

  it('finds every part of a name among its pairs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'北京明鉴科技有限公司'), { minLength: 2, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (characters, a, b) => {
          const from = a % (characters.length - 1);
          const to = from + 2 + (b % (characters.length - from - 1));
          const whole = grams(characters.join(''));
          const part = grams(characters.slice(from, to).join(''));
          expect(whole).toEqual(expect.arrayContaining(part));
        },
      ),
    );
  });
});
