import fc from 'fast-check';
import { identity } from '../../../src/platform/index.js';

const {
  CREDIT_CODE_ALPHABET,
  creditCodeCheck,
  creditCodeHolds,
  ibanHolds,
  leiHolds,
  luhnHolds,
  mod11Comma10Check,
  mod11Comma10Holds,
  mod11Dash2Check,
  mod11Dash2Holds,
  mrzCheck,
  organisationCodeCheck,
  organisationCodeHolds,
  plainNumber,
  upgradeResidentNumber,
  withDigits,
} = identity;

const DIGITS = [...'0123456789'];
const CAPITALS = [...DIGITS, ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const text = (alphabet: readonly string[], length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const put = (number: string, at: number, by: string) =>
  number.slice(0, at) + by + number.slice(at + by.length);

/** All numbers with one character other than in `number`. */
const oneWrong = (number: string, alphabetAt: (at: number) => readonly string[]): string[] =>
  [...number].flatMap((old, at) =>
    alphabetAt(at)
      .filter((character) => character !== old)
      .map((character) => put(number, at, character)),
  );
/** All numbers with two characters exchanged; neighbours only, or any two. */
const exchanged = (number: string, anyTwo: boolean): { number: string; a: string; b: string }[] =>
  [...number].flatMap((a, i) =>
    [...number].flatMap((b, j) =>
      j > i && a !== b && (anyTwo || j === i + 1) ? [{ number: put(put(number, i, b), j, a), a, b }] : [],
    ),
  );

describe('MOD 11-2, resident numbers', () => {
  it.each([
    ['11010519491231002X', true],
    ['440524188001010014', true],
    ['110101200002290018', true],
    ['110101200002290026', true],
    ['110101190002290011', true],
    ['110105194912310021', false],
    ['810000199001010019', true],
    ['820000199001010029', true],
    ['830000199001010012', true],
    ['911840199001010018', true],
  ])('%s: %s', (number, holds) => expect(mod11Dash2Holds(number)).toBe(holds));

  it('catches every wrong character and every exchange of two, neighbours or not', () => {
    fc.assert(
      fc.property(text(DIGITS, 17), (body) => {
        const number = body + mod11Dash2Check(body);
        expect(mod11Dash2Holds(number)).toBe(true);
        const wrong = oneWrong(number, (at) => (at === 17 ? [...DIGITS, 'X'] : DIGITS));
        expect(wrong.filter(mod11Dash2Holds)).toEqual([]);
        // Weights are powers of 2 modulo 11, which repeat after ten: characters ten apart can be exchanged unnoticed.
        const unseen = exchanged(number, true).filter((one) => mod11Dash2Holds(one.number));
        for (const { number: other } of unseen) {
          const places = [...other].flatMap((character, at) => (character === number[at] ? [] : [at]));
          expect(places[1]! - places[0]!).toBe(10);
        }
        expect(exchanged(number, false).filter((one) => mod11Dash2Holds(one.number))).toEqual([]);
      }),
    );
  });

  it('makes 18 characters of 15', () => {
    expect(upgradeResidentNumber('110105491231002')).toBe('11010519491231002X');
    expect(upgradeResidentNumber('110105911231998')).toMatch(/^11010518911231998/);
    expect(upgradeResidentNumber('11010519491231002X')).toBe('11010519491231002X');
    fc.assert(fc.property(text(DIGITS, 15), (old) => mod11Dash2Holds(upgradeResidentNumber(old))));
  });
});

describe('GB 32100, unified social credit codes', () => {
  it.each([
    ['91350100M000100Y43', true],
    ['9144030071526726XG', true],
    ['914403001922038216', true],
    ['91330100799655058B', true],
    ['91350100M000100Y44', false],
    ['91350100I000100Y43', false],
  ])('%s: %s', (code, holds) => expect(creditCodeHolds(code)).toBe(holds));

  it('catches every wrong character and every exchange of two, except the first with the last', () => {
    const alphabet = [...CREDIT_CODE_ALPHABET];
    const code = fc
      .tuple(text(alphabet, 2), text(DIGITS, 6), text(alphabet, 9))
      .map((all) => all.join(''))
      .map((body) => body + creditCodeCheck(body));
    fc.assert(
      fc.property(code, (right) => {
        expect(creditCodeHolds(right)).toBe(true);
        const wrong = oneWrong(right, (at) => (at >= 2 && at < 8 ? DIGITS : alphabet));
        expect(wrong.filter(creditCodeHolds)).toEqual([]);
        const ends = put(put(right, 0, right[17]!), 17, right[0]!);
        const unseen = exchanged(right, true).filter((one) => creditCodeHolds(one.number));
        expect(unseen.filter(({ number }) => number !== ends)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('GB 11714, organisation codes', () => {
  it.each([
    ['M000100Y4', true],
    ['71526726X', true],
    ['M000100Y5', false],
  ])('%s: %s', (code, holds) => expect(organisationCodeHolds(code)).toBe(holds));

  it('catches what differs modulo 11, and nothing else', () => {
    const alike = (a: string, b: string) => (parseInt(a, 36) - parseInt(b, 36)) % 11 === 0;
    fc.assert(
      fc.property(text(CAPITALS, 8), (body) => {
        const check = organisationCodeCheck(body);
        for (const [at, old] of [...body].entries())
          for (const character of CAPITALS)
            expect(organisationCodeCheck(put(body, at, character)) === check).toBe(alike(old, character));
        for (const { number, a, b } of exchanged(body, true))
          expect(organisationCodeCheck(number) === check).toBe(alike(a, b));
      }),
      { numRuns: 30 },
    );
  });
});

describe('MOD 11,10, old business licences', () => {
  it.each([
    ['110108000000016', true],
    ['110108000000017', false],
  ])('%s: %s', (number, holds) => expect(mod11Comma10Holds(number)).toBe(holds));

  it('catches every wrong digit, and nearly every exchange of neighbours', () => {
    let exchanges = 0;
    let missed = 0;
    fc.assert(
      fc.property(text(DIGITS, 14), (body) => {
        const number = body + mod11Comma10Check(body);
        expect(mod11Comma10Holds(number)).toBe(true);
        expect(oneWrong(number, () => DIGITS).filter(mod11Comma10Holds)).toEqual([]);
        const all = exchanged(number, false);
        exchanges += all.length;
        missed += all.filter((one) => mod11Comma10Holds(one.number)).length;
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(missed / exchanges).toBeLessThan(0.03);
  });
});

describe('7-3-1, machine-readable zones', () => {
  it.each([
    ['L898902C3', '6'],
    ['740812', '2'],
    ['120415', '9'],
    ['ZE184226B<<<<<', '1'],
    ['D23145890', '7'],
  ])('%s has the check digit %s', (field, check) => expect(mrzCheck(field)).toBe(check));

  it('is blind to values that differ by tens, and to neighbours that differ by fives, and to nothing else', () => {
    const value = (character: string) => (character === '<' ? 0 : parseInt(character, 36));
    const alphabet = [...CAPITALS, '<'];
    fc.assert(
      fc.property(text(alphabet, 9), (field) => {
        const check = mrzCheck(field);
        for (const [at, old] of [...field].entries())
          for (const character of alphabet)
            expect(mrzCheck(put(field, at, character)) === check).toBe(
              (value(old) - value(character)) % 10 === 0,
            );
        for (const { number, a, b } of exchanged(field, false))
          expect(mrzCheck(number) === check).toBe((value(a) - value(b)) % 5 === 0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('numbers from abroad', () => {
  it.each(['DE89370400440532013000', 'GB82WEST12345698765432'])('%s is an IBAN', (iban) => {
    expect(ibanHolds(iban)).toBe(true);
    expect(
      oneWrong(iban.slice(4), () => DIGITS).filter((rest) => ibanHolds(iban.slice(0, 4) + rest)),
    ).toEqual([]);
  });
  it('tells a wrong IBAN, LEI and card number', () => {
    expect(ibanHolds('GB82WEST12345698765433')).toBe(false);
    expect(leiHolds('5493001KJTIIGC8Y1R12')).toBe(true);
    expect(leiHolds('5493001KJTIIGC8Y1R13')).toBe(false);
    expect(['4111111111111111', '6222021234567890128', '6222021234567890'].map(luhnHolds)).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('catches every wrong digit of a card number, and every exchange of neighbours but 09 and 90', () => {
    const right = '6222021234567890128';
    expect(oneWrong(right, () => DIGITS).filter(luhnHolds)).toEqual([]);
    const missed = exchanged(right, false).filter((one) => luhnHolds(one.number));
    expect(missed.map(({ a, b }) => a + b).filter((pair) => !['09', '90'].includes(pair))).toEqual([]);
  });
});

describe('characters', () => {
  it.each([
    [' 110105 1949-1231 002x ', '11010519491231002X'],
    ['1１0105１9491231002Ｘ', '11010519491231002X'],
    ['11010519491231002×', '11010519491231002X'],
    ['11010519491231002Х', '11010519491231002X'],
    ['0012345601（B）', '0012345601B'],
  ])('%s is %s', (typed, plain) => expect(plainNumber(typed)).toBe(plain));
  it('are taken for digits only when asked', () => {
    expect(plainNumber('11O105')).toBe('11O105');
    expect(withDigits('1IOlQX'.toUpperCase(), 'X')).toBe('11010X');
  });
  it('are the same however often they are made plain', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (any) => plainNumber(plainNumber(any)) === plainNumber(any),
      ),
      { examples: [['ΐ'], ['ῒ'], ['Α̊']] },
    );
  });
});
