import fc from 'fast-check';
import { identity } from '../../../src/platform/index.js';
import {
  checkDocument,
  findingCatalogue,
  type DocumentCheck,
  type DocumentCheckInput,
} from '../../../src/due-diligence/index.js';

const TODAY = '2026-11-22';
const check = (input: DocumentCheckInput): DocumentCheck => checkDocument(input, TODAY);
const codes = (input: DocumentCheckInput): string[] => check(input).findings.map(({ code }) => code);
const resident = (number: string, more: Partial<DocumentCheckInput> = {}): DocumentCheckInput => ({
  type: 'resident-id',
  number,
  ...more,
});

describe('resident identity cards', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female', '北京市朝阳区'],
    ['11010519491231002x', '1949-12-31', 'female', '北京市朝阳区'],
    [' 110105 19491231 002Ｘ', '1949-12-31', 'female', '北京市朝阳区'],
    ['110101200002290018', '2000-02-29', 'male', '北京市东城区'],
    ['110101200002290026', '2000-02-29', 'female', '北京市东城区'],
  ])('%s is right', (number, dateOfBirth, gender, regionName) => {
    const { valid, findings, derived } = check(resident(number, { dateOfBirth, gender: gender as 'male' }));
    expect(findings).toEqual([]);
    expect(valid).toBe(true);
    expect(derived).toMatchObject({ dateOfBirth, gender, regionName, nationality: 'CHN' });
    expect(derived.normalisedNumber).toBe(number.normalize('NFKC').replaceAll(' ', '').toUpperCase());
  });

  it("takes the standard's second example, and asks about somebody of 146 years", () => {
    const { valid, findings } = check(resident('440524188001010014'));
    expect(valid).toBe(true);
    expect(findings.map(({ code, severity }) => [code, severity])).toContainEqual([
      'implausible-age',
      'warning',
    ]);
  });

  it.each([
    ['110101190002290011', ['impossible-date-of-birth']],
    ['110105194912310021', ['check-character']],
    ['1101051949123100', ['wrong-length']],
    ['1101A519491231002X', ['invalid-character']],
    [withCheck('99010519491231002'), ['wrong-document-type']],
    [withCheck('19010519491231002'), ['unknown-province']],
    [withCheck('11010520991231002'), ['future-date-of-birth']],
    ['810000199001010019', ['wrong-document-type']],
    ['911840199001010018', ['wrong-document-type']],
    ['91350100M000100Y43', ['wrong-document-type']],
  ])('%s is refused: %j', (number, expected) => {
    expect(codes(resident(number))).toEqual(expected);
    expect(check(resident(number)).valid).toBe(false);
  });

  it('warns of a county nobody knows, and knows those that are no more', () => {
    const unknown = check(resident(withCheck('11019919491231002')));
    expect([unknown.valid, unknown.findings.map(({ code }) => code)]).toEqual([true, ['unknown-county']]);
    expect(check(resident(withCheck('11010319491231002'))).derived).toMatchObject({
      regionName: '北京市崇文区',
      regionListedUntil: 2009,
    });
    expect(check(resident(withCheck('44190019491231002'))).findings).toEqual([]);
  });

  it('compares birth and sex with what was typed', () => {
    expect(codes(resident('11010519491231002X', { dateOfBirth: '1949-12-30', gender: 'male' }))).toEqual([
      'date-of-birth-mismatch',
      'gender-mismatch',
    ]);
  });

  it('reads the old 15 digits as the 18 of today, and asks for the present card', () => {
    const { valid, findings, derived, suggestions } = check(resident('110105491231002'));
    expect(valid).toBe(false);
    expect(findings.map(({ code }) => code)).toEqual(['old-card-expired']);
    expect(derived.normalisedNumber).toBe('11010519491231002X');
    expect(derived.comparisonNumber).toBe('11010519491231002X');
    expect(suggestions).toEqual([{ kind: 'old-number', number: '11010519491231002X' }]);
    expect(checkDocument(resident('110105491231002'), '2012-12-31').valid).toBe(true);
  });

  it.each(['11O10519491231OO2X', '1lOI0519491231002X'])('reads %s as digits, and says so', (number) => {
    const { valid, findings, derived, suggestions } = check(resident(number));
    expect([valid, derived.normalisedNumber]).toEqual([true, '11010519491231002X']);
    expect(findings.map(({ code }) => code)).toEqual(['characters-replaced']);
    expect(suggestions).toEqual([{ kind: 'look-alike', number: '11010519491231002X' }]);
  });

  it('suggests transposed digits, a digit too many, and the one wrong digit that birth and sex determine', () => {
    const typed = { dateOfBirth: '1949-12-31', gender: 'female' as const };
    expect(check(resident('11010519491213002X', typed)).suggestions).toContainEqual({
      kind: 'transposition',
      number: '11010519491231002X',
    });
    expect(check(resident('110105194912331002X', typed)).suggestions).toEqual([
      { kind: 'surplus-character', number: '11010519491231002X' },
    ]);
    expect(check(resident('11010519481231002X', typed)).suggestions).toEqual([
      { kind: 'wrong-character', number: '11010519491231002X' },
    ]);
  });

  const right = fc
    .tuple(
      fc.constantFrom('110105', '440300', '310101', '510104', '654202'),
      fc.date({ min: new Date('1910-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 999 }),
    )
    .map(([region, born, sequence]) => {
      const day = born.toISOString().slice(0, 10);
      const number = withCheck(region + day.replaceAll('-', '') + String(sequence).padStart(3, '0'));
      return {
        number,
        dateOfBirth: day,
        gender: sequence % 2 === 1 ? ('male' as const) : ('female' as const),
      };
    });

  it('has no error for any right number, and never suggests one that is wrong', () => {
    fc.assert(
      fc.property(right, fc.nat(17), fc.nat(9), ({ number, dateOfBirth, gender }, at, digit) => {
        expect(check(resident(number, { dateOfBirth, gender })).valid).toBe(true);
        const wrong = number.slice(0, at) + String(digit) + number.slice(at + 1);
        if (wrong === number) return;
        const { valid, suggestions } = check(resident(wrong, { dateOfBirth, gender }));
        expect(valid).toBe(false);
        for (const one of suggestions.filter(({ kind }) => kind !== 'other-type'))
          expect(check(resident(one.number, { dateOfBirth, gender })).valid).toBe(true);
      }),
    );
  });

  it('finds every transposition of neighbours, and has the right number among its suggestions', () => {
    fc.assert(
      fc.property(right, fc.nat(15), ({ number, dateOfBirth, gender }, at) => {
        const exchanged = (of: string, here: number) =>
          of.slice(0, here) + of[here + 1] + of[here] + of.slice(here + 2);
        const wrong = exchanged(number, at);
        if (wrong === number) return;
        const of = (one: string) => check(resident(one, { dateOfBirth, gender }));
        const { valid, findings, suggestions } = of(wrong);
        expect(valid).toBe(false);
        if (findings.some(({ code }) => code === 'wrong-document-type')) return;
        // Where more than three exchanges would do, none explains anything.
        const all = Array.from({ length: 17 }, (_, here) => exchanged(wrong, here));
        const fitting = new Set(all.filter((one) => one !== wrong && of(one).valid));
        expect(fitting).toContain(number);
        if (fitting.size <= 3) expect(suggestions.map((one) => one.number)).toContain(number);
      }),
      { examples: [[{ number: '654202191001018193', dateOfBirth: '1910-01-01', gender: 'male' }, 3]] },
    );
  });
});

describe('days of validity', () => {
  const card = (more: Partial<DocumentCheckInput>) => codes(resident('110101200002290018', more));

  it.each([
    [{ validUntil: '2026-11-21' }, ['expired']],
    [{ validUntil: '2026-11-22' }, ['expires-soon']],
    [{ validUntil: '2026-12-22' }, ['expires-soon']],
    [{ validUntil: '2026-12-23' }, []],
    [{ issuedOn: '2026-11-23' }, ['not-yet-issued']],
    [{ issuedOn: '1999-01-01' }, ['issued-before-birth']],
    [{ issuedOn: '2020-05-01', validUntil: '2030-05-01' }, []],
    [{ issuedOn: '2020-05-01', validUntil: '2040-05-01' }, ['unusual-term']],
    [{ validUntil: '2047-01-01' }, ['unusual-term']],
    [{ longTerm: true }, ['long-term-too-young']],
    [{ validUntil: '9999-12-31' }, ['long-term-too-young']],
  ])('%j: %j', (more, expected) => expect(card(more)).toEqual(expected));

  it('are without end only from 46 years on, and only for some documents', () => {
    expect(codes(resident('11010519491231002X', { longTerm: true, issuedOn: '2015-01-01' }))).toEqual([]);
    expect(codes(resident('11010519491231002X', { longTerm: true, issuedOn: '1990-01-01' }))).toEqual([
      'long-term-too-young',
    ]);
    expect(codes({ type: 'passport', number: 'E12345678', longTerm: true })).toEqual(['long-term-unusual']);
    expect(
      codes({
        type: 'temporary-resident-id',
        number: '110101200002290018',
        issuedOn: '2026-11-01',
        validUntil: '2027-03-01',
      }),
    ).toEqual(['unusual-term']);
  });
});

describe('unified social credit codes', () => {
  const code = (number: string) => check({ type: 'unified-social-credit', number });

  it.each([
    ['91350100M000100Y43', 'M000100Y-4', '福建省福州市'],
    ['9144030071526726XG', '71526726-X', '广东省深圳市'],
    ['914403001922038216', '19220382-1', '广东省深圳市'],
    ['91330100799655058B', '79965505-8', '浙江省杭州市'],
  ])('%s is right', (number, organisationCode, regionName) => {
    const { valid, findings, derived } = code(number);
    expect([valid, findings]).toEqual([true, []]);
    expect(derived).toMatchObject({ organisationCode, regionName });
  });

  it.each([
    ['91350100M000100Y44', ['check-character']],
    ['91350100I000100Y43', ['invalid-character']],
    ['91350100M000100Y53', ['organisation-check-character', 'check-character']],
    ['91350100M000100Y', ['wrong-length']],
    ['110108000000017', ['old-licence', 'check-character']],
  ])('%s is refused: %j', (number, expected) => {
    expect(code(number).findings.map((one) => one.code)).toEqual(expected);
    expect(code(number).valid).toBe(false);
  });

  it('takes the number of an old licence, and asks for the present one', () => {
    const { valid, findings } = code('110108000000016');
    expect([valid, findings.map((one) => one.code)]).toEqual([true, ['old-licence']]);
    expect(code('M000100Y-4').derived).toMatchObject({ organisationCode: 'M000100Y-4' });
  });

  it('reads O for 0 when everything then checks, and suggests what was transposed', () => {
    expect(code('9135O100MOOO100Y43')).toMatchObject({
      valid: true,
      derived: { normalisedNumber: '91350100M000100Y43' },
      suggestions: [{ kind: 'look-alike', number: '91350100M000100Y43' }],
    });
    expect(code('9135010M0000100Y43').suggestions).toContainEqual({
      kind: 'transposition',
      number: '91350100M000100Y43',
    });
    expect(code('91350100M001000Y43').suggestions).toEqual([
      { kind: 'transposition', number: '91350100M000100Y43' },
    ]);
    expect(code('91350100M000700Y43').suggestions).toEqual([
      { kind: 'wrong-character', number: '91350100M000100Y43' },
    ]);
  });
});

describe('people from Hong Kong, Macao, Taiwan and abroad', () => {
  it.each([
    ['hk-macao-permit', 'H12345678', [], 'H12345678'],
    ['hk-macao-permit', 'M1234567801', [], 'M12345678'],
    ['hk-macao-permit', 'h12345678 01', [], 'H12345678'],
    ['hk-macao-permit', 'H1234567', ['wrong-form'], 'H1234567'],
    ['hk-macao-permit', 'H1234567O', ['characters-replaced'], 'H12345670'],
    ['taiwan-permit', '01234567', [], '01234567'],
    ['taiwan-permit', '0012345601(B)', ['old-form'], '0012345601'],
    ['taiwan-permit', '0123456', ['wrong-form'], '0123456'],
    ['hk-macao-taiwan-residence', '810000199001010019', [], '810000199001010019'],
    ['hk-macao-taiwan-residence', '820000199001010029', [], '820000199001010029'],
    ['hk-macao-taiwan-residence', '830000199001010012', [], '830000199001010012'],
    ['hk-macao-taiwan-residence', '810000199001010018', ['check-character'], '810000199001010018'],
    ['hk-macao-taiwan-residence', '11010519491231002X', ['wrong-document-type'], '11010519491231002X'],
    ['foreign-permanent-resident', '911840199001010018', [], '911840199001010018'],
    ['foreign-permanent-resident', '911840199001010017', ['check-character'], '911840199001010017'],
    ['foreign-permanent-resident', 'CAN110178010123', [], 'CAN110178010123'],
    ['foreign-permanent-resident', 'ZZZ110178010123', ['unknown-country'], 'ZZZ110178010123'],
    ['foreign-permanent-resident', 'CAN11017801012', ['wrong-length'], 'CAN11017801012'],
    ['passport', 'E12345678', [], 'E12345678'],
    ['passport', 'E1234#678', ['invalid-character'], 'E1234#678'],
    ['military-id', '军字第20260001号', [], undefined],
    ['other', 'abc', ['wrong-length'], 'ABC'],
  ] as const)('%s %s: %j', (type, number, expected, comparison) => {
    const { findings, derived } = check({ type, number });
    expect(findings.map(({ code }) => code)).toEqual(expected);
    if (comparison !== undefined) expect(derived.comparisonNumber).toBe(comparison);
  });

  it('tells nationality and birth of the new card, and hints at the form of a passport', () => {
    expect(check({ type: 'foreign-permanent-resident', number: '911840199001010018' }).derived).toMatchObject(
      {
        nationality: 'USA',
        dateOfBirth: '1990-01-01',
      },
    );
    expect(check({ type: 'passport', number: 'EO1234567', issuingCountry: 'CHN' })).toMatchObject({
      valid: true,
      suggestions: [{ kind: 'look-alike', number: 'E01234567' }],
    });
  });
});

describe('machine-readable zones', () => {
  const LINE1 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
  const LINE2 = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const passport = (mrz: string, more: Partial<DocumentCheckInput> = {}): DocumentCheckInput => ({
    type: 'passport',
    number: 'L898902C3',
    mrz,
    ...more,
  });

  it("reads ICAO's example, whole, run together, and by its second line alone", () => {
    for (const mrz of [`${LINE1}\n${LINE2}`, LINE1 + LINE2, LINE2, LINE2.toLowerCase()]) {
      // It ended in 2012.
      expect(checkDocument(passport(mrz), '2012-01-01')).toMatchObject({
        valid: true,
        derived: {
          dateOfBirth: '1974-08-12',
          gender: 'female',
          validUntil: '2012-04-15',
          mrz: { format: 'TD3' },
        },
      });
      expect(codes(passport(mrz))).toEqual(['expired']);
    }
    expect(checkDocument(passport(`${LINE1}\r\n${LINE2}`), '2012-01-01').derived.nameLatin).toBe(
      'ERIKSSON, ANNA MARIA',
    );
  });

  it.each([
    [
      'TD1',
      'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      'D23145890',
    ],
    [
      'TD1',
      'I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      'D23145890734',
      '1995-01-01',
    ],
    ['TD2', 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6', 'D23145890'],
  ])('reads %s', (format, mrz, number, today = '2012-01-01') => {
    const { valid, findings, derived } = checkDocument({ type: 'other', number, mrz }, today);
    expect(findings).toEqual([]);
    expect(valid).toBe(true);
    expect(derived.mrz?.format).toBe(format);
    expect(derived.nameLatin).toBe('ERIKSSON, ANNA MARIA');
  });

  it.each([
    [0, '7', ['mrz-check-number', 'mrz-check-composite', 'mrz-number-mismatch']],
    [13, '8', ['mrz-check-date-of-birth', 'mrz-check-composite']],
    [26, '8', ['mrz-check-expiry', 'mrz-check-composite']],
    [28, 'Y', ['mrz-check-optional', 'mrz-check-composite']],
    [43, '1', ['mrz-check-composite']],
  ])('names each wrong check digit: position %i', (at, by, expected) => {
    const mrz = LINE2.slice(0, at) + by + LINE2.slice(at + 1);
    const { findings } = checkDocument(passport(mrz), '2012-01-01');
    expect(findings.map(({ code }) => code).filter((code) => code.startsWith('mrz'))).toEqual(expected);
  });

  it('names the expiry in the vector of the year 1204158', () => {
    expect(codes(passport('L898902C36UTO7408122F1204158ZE184226B<<<<<10'))).toEqual(
      expect.arrayContaining(['mrz-check-expiry', 'mrz-check-composite']),
    );
  });

  it('compares with what was typed', () => {
    const typed = {
      dateOfBirth: '1974-08-21',
      gender: 'male',
      validUntil: '2012-04-16',
      name: 'John Doe',
    } as const;
    const found = checkDocument(
      { ...passport(`${LINE1}\n${LINE2}`, typed), number: 'L898902C4', issuingCountry: 'DEU' },
      '2012-01-01',
    );
    expect(found.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'mrz-number-mismatch',
        'date-of-birth-mismatch',
        'gender-mismatch',
        'mrz-expiry-mismatch',
        'country-mismatch',
        'mrz-name-mismatch',
      ]),
    );
    expect(
      checkDocument(passport(`${LINE1}\n${LINE2}`, { name: 'Anna Maria Eriksson' }), '2012-01-01').findings,
    ).toEqual([]);
  });

  it('takes O for 0 where only digits may stand, and refuses what it cannot read', () => {
    expect(checkDocument(passport(LINE2.replace('7408122', '74O8I22')), '2012-01-01').valid).toBe(true);
    expect(codes(passport('P<UTO'))).toContain('mrz-unreadable');
    expect(codes(passport(LINE2.replace('UTO', 'U#O')))).toContain('mrz-invalid-character');
  });
});

describe('every finding', () => {
  it('has sentences in both languages that fill in completely', () => {
    for (const [code, [, en, zh]] of Object.entries(findingCatalogue)) {
      expect([code, zh]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
      expect([code, en]).toEqual([code, expect.stringMatching(/^[A-Z0-9].*\.$/)]);
    }
  });

  it('never throws, whatever is typed', () => {
    const any = fc.record({
      type: fc.constantFrom(
        'resident-id',
        'passport',
        'unified-social-credit',
        'foreign-permanent-resident',
        'hk-macao-permit',
        'taiwan-permit',
        'hk-macao-taiwan-residence',
        'other',
      ),
      number: fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
      mrz: fc.option(fc.string({ maxLength: 200 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(any, (input) => {
        const { findings, derived } = check(input as DocumentCheckInput);
        expect(derived.normalisedNumber).toBeDefined();
        for (const { message } of findings)
          expect(message.en + message.zh).not.toMatch(/\{\w+\}|undefined|NaN/);
      }),
    );
  });
});

function withCheck(body: string): string {
  return body + identity.mod11Dash2Check(body);
}
