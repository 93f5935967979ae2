import fc from 'fast-check';
import { checkDocument, interpretDocumentText as interpret } from '../../../src/due-diligence/index.js';
import { identity } from '../../../src/platform/index.js';
import { cpuTime } from '../../support/cpu-time.js';
import { numberLine } from '../../../src/platform/ocr/number-line.js';
import { linesOf, skewOf } from '../../../src/platform/ocr/skew.js';

const TODAY = '2026-11-22';
const read = (han: string, machine = '') => interpret({ han, machine }, checkDocument, TODAY);
const NUMBER = '11010519491231002X';
const CARD = `姓名 ”欧阳 建国\n性 别 “ 女 民族 汉\n公民 身份 号 码 ${NUMBER}\n`;
// The specimen of ICAO 9303-4.
const NAMES = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
const DATA = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';

describe('text off a resident card', () => {
  it('gives number, name and what the number says, among the marks a recogniser sees', () => {
    expect(read(CARD)).toEqual([
      {
        type: 'resident-id',
        number: NUMBER,
        name: '欧阳建国',
        dateOfBirth: '1949-12-31',
        gender: 'female',
        confidence: 'checked',
        findings: [],
      },
    ]);
  });

  it('takes the right one of two readings, and finds a number that runs into its label', () => {
    const wrong = CARD.replace(NUMBER, '11010519491231802X');
    expect(read(wrong, `HB 8 ${NUMBER}`)[0]).toMatchObject({ number: NUMBER, confidence: 'checked' });
    expect(read(`公民身份号码N0${NUMBER}E`)[0]).toMatchObject({ number: NUMBER });
  });

  it('leaves out a mark that was read as one digit too many, and says so', () => {
    expect(read(CARD.replace(NUMBER, `${NUMBER.slice(0, 6)}7${NUMBER.slice(6)}`))[0]).toMatchObject({
      number: NUMBER,
      confidence: 'repaired',
    });
  });

  it('says so when letters had to be read as digits, and when nothing agrees', () => {
    expect(read(CARD.replace(NUMBER, '1101O519491231OO2X'))[0]).toMatchObject({
      number: NUMBER,
      confidence: 'repaired',
    });
    const [reading] = read(CARD.replace(NUMBER, '11010519491231003X'));
    expect(reading).toMatchObject({ number: '11010519491231003X', confidence: 'unchecked' });
    expect(reading!.findings.map(({ code }) => code)).toContain('check-character');
  });

  it('chooses among readings that differ the one that holds, says so, and nothing where several do', () => {
    const spoilt = (...wrong: [number, string][]) =>
      wrong.reduce((number, [at, digit]) => number.slice(0, at) + digit + number.slice(at + 1), NUMBER);
    const passes = [spoilt([3, '8']), spoilt([12, '7']), '999'];
    expect(read(CARD.replace(NUMBER, passes[0]!), passes.join('\n'))[0]).toMatchObject({
      number: NUMBER,
      confidence: 'repaired',
    });
    // No way to choose holds: what most passes read is shown, as not checked.
    const often = spoilt([16, '4']);
    const [reading] = read(CARD.replace(NUMBER, spoilt([16, '7'])), [often, often].join('\n'));
    expect(reading).toMatchObject({ number: often, confidence: 'unchecked' });
    // Unlike in every place: among so many some hold by chance.
    const [unlike] = read(CARD.replace(NUMBER, '123456789012345678'), '876543210987654321');
    expect(unlike?.confidence).not.toBe('checked');
  });

  it('never calls a number checked that has one wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = String((Number(NUMBER[at]) + by) % 10);
        const wrong = NUMBER.slice(0, at) + digit + NUMBER.slice(at + 1);
        for (const { number, confidence } of read(CARD.replace(NUMBER, wrong)))
          expect([number, confidence]).toEqual([wrong, 'unchecked']);
      }),
    );
  });

  it.each([
    ['有效 期 限 2015.06.01-2035.06.01', { validUntil: '2035-06-01' }],
    ['有效期限 2015.06.01-长期', { longTerm: true }],
  ])('gives the validity off the back: %s', (text, more) => {
    expect(read(`签发机关 某某公安局\n${text}`)).toEqual([
      { type: 'resident-id', ...more, confidence: 'unchecked', findings: [] },
    ]);
  });

  it('gives nothing for what is no document', () => {
    expect(read('今天天气很好\n2026', 'LOREM IPSUM')).toEqual([]);
    expect(read('')).toEqual([]);
  });
});

describe('the line of a number', () => {
  const word = (text: string, x0: number, x1: number) => ({ text, bbox: { x0, x1, y0: 500, y1: 540 } });
  const page = (...lines: ReturnType<typeof word>[][]) =>
    ({
      blocks: [
        {
          paragraphs: [
            {
              lines: lines.map((words) => ({
                text: words.map(({ text }) => text).join(' '),
                words,
                bbox: { x0: words[0]!.bbox.x0, x1: words.at(-1)!.bbox.x1, y0: 495, y1: 545 },
              })),
            },
          ],
        },
      ],
    }) as unknown as Parameters<typeof numberLine>[0];
  const whole = { width: 1_700, height: 1_070 };

  it('is the one with the label or the most digits, and begins behind the label', () => {
    const area = numberLine(
      page(
        [word('2015.06.01-2035', 10, 400), word('有效期限', 420, 500)],
        [word('公民身份号码', 100, 380), word(NUMBER, 580, 1_500)],
      ),
      whole,
    )!;
    expect(area.left).toBeGreaterThan(380);
    expect(area.left).toBeLessThan(580);
    expect(area.left + area.width).toBeGreaterThan(1_500);
    expect([area.letters, area.top < 500, area.top + area.height > 540]).toEqual([false, true, true]);
    expect(
      numberLine(page([word('统一社会信用代码', 10, 400), word('91110000MA01', 420, 900)]), whole)?.letters,
    ).toBe(true);
  });

  it('is none on a page without a number, and never leaves the picture', () => {
    expect(numberLine(page([word('1990年3月7日', 10, 400)]), whole)).toBeUndefined();
    expect(numberLine({ blocks: null }, whole)).toBeUndefined();
    const area = numberLine(page([word(NUMBER, 0, 1_700)]), whole)!;
    expect(area.left).toBe(0);
    expect(area.left + area.width).toBeLessThanOrEqual(1_700);
  });
});

describe('a machine-readable zone in text', () => {
  const zone = (...lines: string[]) => read('', `PASSPORT\n${lines.join('\n')}\nRRR`)[0];

  it('is read as it stands', () => {
    expect(zone(NAMES, DATA)).toMatchObject({
      type: 'passport',
      number: 'L898902C3',
      nameLatin: 'ERIKSSON, ANNA MARIA',
      dateOfBirth: '1974-08-12',
      gender: 'female',
      nationality: 'UTO',
      validUntil: '2012-04-15',
      mrz: `${NAMES}\n${DATA}`,
      confidence: 'checked',
    });
  });

  it.each([
    ['spaces', NAMES.replace('KSS', 'K SS'), DATA.replace('184', '1 84'), 'checked'],
    ['fillers too many', `${NAMES}<<<`, DATA.replace('B<<<<<', 'B<<<<<<'), 'repaired'],
    ['fillers too few', NAMES.slice(0, -5), DATA.replace('B<<<<<', 'B<<<<'), 'repaired'],
    ['fillers read as letters', NAMES.replace(/<{8}$/, '<KKLLKCL'), DATA, 'repaired'],
    ['a letter in a date', NAMES, DATA.replace('740812', '74O8I2'), 'repaired'],
    ['a twin in the number', NAMES, DATA.replace('L898902C3', 'L8989O2C3'), 'repaired'],
    ['a character too many', NAMES, DATA.replace('UTO', 'UUTO'), 'repaired'],
  ])('is repaired: %s', (_what, names, data, confidence) => {
    expect(zone(names, data)).toMatchObject({
      number: 'L898902C3',
      mrz: expect.stringContaining(DATA),
      confidence,
    });
  });

  it('prefers the reading that needs no repair', () => {
    const text = { han: `${NAMES}\n${DATA}`, machine: `${NAMES}<<\n${DATA.replace('C36', 'C38')}` };
    expect(interpret(text, checkDocument, TODAY)[0]).toMatchObject({
      number: 'L898902C3',
      confidence: 'checked',
    });
  });

  it('is unchecked when a check digit cannot be made to agree, and names it', () => {
    const reading = zone(NAMES, DATA.replace('L898902C3', 'L898402C3'));
    expect(reading).toMatchObject({ confidence: 'unchecked' });
    expect(reading!.findings.map(({ code }) => code)).toContain('mrz-check-number');
  });

  it('is not mended where two exchanges would be needed', () => {
    expect(zone(NAMES, DATA.replace('L898902C3', 'LB989O2C3'))).toMatchObject({ confidence: 'unchecked' });
  });

  it('is found on a card of three lines', () => {
    const lines = [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ];
    expect(zone(...lines)).toMatchObject({ number: 'D23145890', type: 'other', confidence: 'checked' });
  });

  it.each([
    ['dropped', (line: string) => line.replace('<<<', '')],
    ['invented', (line: string) => `${line.slice(0, 4)}7${line.slice(4)}`],
  ])('is found on a card of three lines where characters were %s in two of them', (_what, spoil) => {
    const lines = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6'];
    expect(zone(...lines.map(spoil), 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<')).toMatchObject({
      number: 'D23145890',
      dateOfBirth: '1974-08-12',
      confidence: 'repaired',
    });
  });

  it('does not take long where every line may be fitted in a thousand ways', () => {
    const noisy = ['A<0<A<0<'.repeat(4).slice(0, 27), 'A7<0'.repeat(8), '0<A<'.repeat(7)];
    const rows = Array.from({ length: 6 }, (_, at) => noisy[at % 3]!);
    expect(cpuTime(() => read('', rows.join('\n')))).toBeLessThan(2_000);
  });

  it('does not take long whatever the text is', () => {
    const row = fc.string({
      unit: fc.constantFrom('<', 'A', '0', 'O', '7', 'P'),
      minLength: 25,
      maxLength: 47,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        let readings: ReturnType<typeof read> = [];
        expect(cpuTime(() => (readings = read('', rows.join('\n'))))).toBeLessThan(2_000);
        for (const { mrz, confidence } of readings)
          if (mrz !== undefined && confidence !== 'unchecked') {
            const line = mrz.split('\n').at(-1)!;
            if (line.length === 44) expect(identity.mrzCheck(line.slice(0, 9))).toBe(line[9]);
          }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the lean of lines', () => {
  it.each([-6, -2, 0, 3, 7])('of %d degrees is measured to half a degree', (degrees) => {
    expect(Math.abs(skewOf(print(degrees), width, height) - degrees)).toBeLessThanOrEqual(0.5);
  });

  it('is clear of a page that stands, less of one that lies on its side', () => {
    const standing = print(2);
    const lying = Uint8Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [Math.floor(at / height), at % height];
      return standing[y * width + x]!;
    });
    expect(linesOf(standing, width, height).clear).toBeGreaterThan(linesOf(lying, height, width).clear);
    expect(linesOf(new Uint8Array(width * height), width, height).clear).toBe(0);
  });

  const [width, height] = [600, 400];
  const print = (degrees: number): Uint8Array => {
    const pixels = new Uint8Array(width * height).fill(255);
    const slope = Math.tan((degrees * Math.PI) / 180);
    for (let line = 60; line < 360; line += 40)
      for (let x = 40; x < width - 40; x += 1)
        for (let thick = 0; thick < 8; thick += 1) {
          const y = Math.round(line + thick + (x - width / 2) * slope);
          if (y >= 0 && y < height && x % 14 < 9) pixels[y * width + x] = 0;
        }
    return pixels;
  };
});
