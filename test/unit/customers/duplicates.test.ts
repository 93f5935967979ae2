import fc from 'fast-check';
import { identityOf, likeness, type KnownFacts } from '../../../src/customers/index.js';
import { documentKey } from '../../../src/customers/duplicates/domain/document-keys.js';
import { probedMarks, storedMarks } from '../../../src/customers/duplicates/domain/identity.js';
import { maskedName } from '../../../src/customers/duplicates/domain/masked-name.js';
import { SHOWN_FROM } from '../../../src/customers/duplicates/domain/score.js';

const compare = (a: KnownFacts, b: KnownFacts) => likeness(identityOf(a), identityOf(b));
const id = (number: string, type = 'resident-id') => [{ type, number }] as KnownFacts['documents'];
const mobile = (value: string) => [{ type: 'mobile' as const, value, consent: true }];
const wang: KnownFacts = {
  kind: 'individual',
  name: '王小芳',
  dateOfBirth: '1990-03-07',
  gender: 'female',
  nationality: 'CHN',
  documents: id('110101199003072516'),
  contacts: mobile('13800000000'),
};
const bare = (more: Partial<KnownFacts>): KnownFacts => ({ kind: 'individual', ...more });

describe('two records of one person', () => {
  it.each<[string, KnownFacts, string]>([
    ['the same number', bare({ documents: id('110101199003072516') }), 'same-document'],
    [
      'the number in wide digits with spaces',
      bare({ documents: id('１１０１０１ 19900307 2516') }),
      'same-document',
    ],
    ['the old number', bare({ documents: id('110101900307251') }), 'old-and-new-number'],
    ['letters for digits', bare({ documents: id('11O1Ol199003072516') }), 'renewed-document'],
    [
      'another type of the same number',
      bare({ documents: id('110101199003072516', 'temporary-resident-id') }),
      'same-document',
    ],
    ['name and birth', bare({ name: '王小芳', dateOfBirth: '1990-03-07' }), 'same-name'],
    [
      'name and the birth inside a mistyped number',
      bare({ name: '王小芳', documents: id('110101199003072561') }),
      'same-name',
    ],
    [
      'two exchanged digits and the name',
      bare({ name: '王小芳', documents: id('110101199003072156') }),
      'transposed-document',
    ],
    [
      'the spelling, family name last',
      bare({ name: 'Xiaofang WANG', dateOfBirth: '1990-03-07' }),
      'same-spelling',
    ],
    [
      'a former name',
      bare({ name: '李四', formerNames: ['王小芳'], dateOfBirth: '1990-03-07' }),
      'former-name',
    ],
    [
      'phone and a similar name',
      bare({ name: '王晓方', contacts: mobile('+86 138-0000-0000') }),
      'same-contact',
    ],
  ])('are found by %s', (_what, other, reason) => {
    const { score, reasons } = compare(wang, other);
    expect(reasons).toContain(reason);
    expect(score).toBeGreaterThanOrEqual(SHOWN_FROM);
  });

  it.each<[string, KnownFacts]>([
    ['the same name alone', bare({ name: '王小芳' })],
    ['the same birth alone', bare({ name: '李雷', dateOfBirth: '1990-03-07' })],
    ['a phone that a family shares', bare({ name: '李雷', contacts: mobile('13800000000') })],
    ['the same name and another birth', bare({ name: '王小芳', dateOfBirth: '1971-01-01' })],
  ])('are not taken to be one for %s', (_what, other) => {
    expect(compare(wang, other).score).toBeLessThan(SHOWN_FROM);
  });

  it('are one before and after the renewal of a permit', () => {
    const permit = (number: string) => bare({ documents: id(number, 'hk-macao-permit') });
    expect(compare(permit('H0123456701'), permit('H01234567')).reasons).toEqual(['renewed-document']);
    expect(compare(permit('H0123456701'), permit('H01234568')).reasons).not.toContain('renewed-document');
  });

  it('are not one for equal passport numbers of two states', () => {
    const of = (nationality: string) => bare({ nationality, documents: id('E1234567', 'passport') });
    expect(compare(of('FRA'), of('DEU')).score).toBeLessThan(SHOWN_FROM);
    expect(compare(of('FRA'), of('FRA')).score).toBeGreaterThanOrEqual(SHOWN_FROM);
  });
});

describe('two records of one organisation', () => {
  it('are found by the name, whatever its legal form', () => {
    const named = (name: string): KnownFacts => ({ kind: 'organisation', name });
    expect(
      compare(named('北京某某科技有限公司'), named('北京某某科技有限责任公司')).score,
    ).toBeGreaterThanOrEqual(SHOWN_FROM);
    expect(compare(named('北京某某科技有限公司'), named('上海另一贸易有限公司')).score).toBe(0);
  });
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const day = fc.constantFrom('1980-01-02', '1990-03-07', '2001-12-31');
const documents = fc.array(
  fc.oneof(
    fc.tuple(digits(6), day, digits(3)).map(([area, born, order]) => ({
      type: 'resident-id' as const,
      number: `${area}${born.replaceAll('-', '')}${order}X`,
    })),
    digits(8).map((number) => ({ type: 'hk-macao-permit' as const, number: `H${number}` })),
    digits(7).map((number) => ({ type: 'passport' as const, number: `E${number}` })),
  ),
  { maxLength: 3 },
);
const facts: fc.Arbitrary<KnownFacts> = fc.record(
  {
    kind: fc.constantFrom('individual' as const, 'organisation' as const, 'sole-trader' as const),
    name: fc.constantFrom('王小芳', '王晓方', '李四', 'Wang Xiaofang', 'Xiaofang Wang', '某某有限公司'),
    formerNames: fc.array(fc.constantFrom('王小芳', '李四'), { maxLength: 2 }),
    dateOfBirth: day,
    gender: fc.constantFrom('male' as const, 'female' as const),
    nationality: fc.constantFrom('CHN', 'FRA'),
    documents,
    contacts: fc.array(
      digits(11).map((value) => ({ type: 'mobile' as const, value, consent: true })),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['kind'] },
);
const related = fc
  .tuple(facts, facts, fc.boolean())
  .map(([a, b, share]) =>
    share ? ([a, { ...b, ...(a.documents ? { documents: a.documents } : {}) }] as const) : ([a, b] as const),
  );

describe('likeness', () => {
  it('is the same from both sides', () => {
    fc.assert(
      fc.property(related, ([a, b]) => {
        const [there, back] = [compare(a, b), compare(b, a)];
        expect(back.score).toBe(there.score);
        expect([...back.reasons].sort()).toEqual([...there.reasons].sort());
      }),
    );
  });

  it('does not depend on width, capitals and spaces', () => {
    const wide = (text: string) =>
      [...text].map((c) => (/[!-~]/.test(c) ? String.fromCodePoint(c.codePointAt(0)! + 0xfee0) : c)).join('');
    const rewritten = (of: KnownFacts, by: (text: string) => string): KnownFacts => ({
      ...of,
      ...(of.name === undefined ? {} : { name: by(of.name) }),
      ...(of.documents ? { documents: of.documents.map((d) => ({ ...d, number: by(d.number) })) } : {}),
    });
    const ways = [
      wide,
      (text: string) => text.toLowerCase(),
      (text: string) => ` ${text.slice(0, 3)} ${text.slice(3)} `,
    ];
    fc.assert(
      fc.property(related, fc.constantFrom(...ways), ([a, b], way) => {
        // A space inside a Latin name makes words of it; names in Han have none.
        const name = (f: KnownFacts) =>
          f.name && /[a-z]/i.test(f.name) && way !== ways[0] && way !== ways[1] ? { ...f, name: '李四' } : f;
        expect(compare(rewritten(name(a), way), name(b)).score).toBe(compare(name(a), name(b)).score);
      }),
      {
        examples: [
          [
            [
              { kind: 'sole-trader', name: '王小芳' },
              { kind: 'individual', name: '王晓方' },
            ],
            ways[2]!,
          ],
        ],
      },
    );
  });

  it('is the same for the old number and the new one of a person', () => {
    fc.assert(
      fc.property(digits(6), digits(6), digits(3), facts, (area, born, order, other) => {
        const old = bare({ documents: id(`${area}${born}${order}`) });
        const now = bare({ documents: id(`${area}19${born}${order}X`) });
        expect(documentKey(old.documents![0]!)).toBe(documentKey(now.documents![0]!));
        expect(compare(old, other).score).toBe(compare(now, other).score);
      }),
    );
  });

  it('never finds what the index does not: whoever scores enough shares a mark', () => {
    fc.assert(
      fc.property(related, ([a, b]) => {
        fc.pre(compare(a, b).score >= SHOWN_FROM);
        const stored = new Set(storedMarks(identityOf(b)));
        expect(probedMarks(identityOf(a)).some((mark) => stored.has(mark))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it('masks a name so that it can be asked for and not read', () => {
  expect(maskedName('王芳')).toBe('王*');
  expect(maskedName('欧阳娜娜')).toBe('欧***');
  expect(maskedName('Xiaofang Wang')).toBe('X** W**');
  expect(maskedName('北京某某科技有限公司')).toBe('北京某某****');
});
