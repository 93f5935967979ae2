import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/index.js';
import { sourceFiles } from '../support/sources.js';

const LONGEST = 350;

/** Amounts and terms that some article names; they belong into rules/ and reports/, with their dates and sources. */
const LEGAL = ['10000', '50000', '100000', '200000', '500000', '1000000', '2000000'];

/** Numbers that look like the law's and are not: how many of something a program does at a time. */
const technical = [
  { path: 'src/reporting/files/large-value-files.ts', number: '10_000', what: 'transactions in one message' },
  { path: 'src/reporting/files/unhurried.ts', number: '500_000', what: 'characters written at a time' },
  { path: 'src/platform/config/settings.ts', number: '10_000', what: 'the most sign-ins that may be set' },
  { path: 'src/platform/config/settings.ts', number: '1_000_000', what: 'the largest demo bank' },
  { path: 'src/platform/time/days.ts', number: '50_000', what: 'days remembered' },
  { path: 'src/console/api/export.ts', number: '50_000', what: 'lines of an export' },
  { path: 'src/access/attempts.ts', number: '1000000', what: 'microseconds of a second' },
  { path: 'src/transactions/ingest/queue.ts', number: '100_000', what: 'lines that may wait' },
  { path: 'src/platform/config/settings.ts', number: '100_000', what: 'transactions of the demo bank' },
  { path: 'src/main.ts', number: '10_000', what: 'milliseconds for a connection' },
];

const code = sourceFiles('src', ['.ts', '.tsx', '.js', '.css']).map((path) => ({
  path,
  text: readFileSync(join(projectRoot, path), 'utf8'),
}));

/** A text without comments, texts and templates; what is left is program. */
const bare = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm, ' ');

/** Numbers of the law in a program, as they are written there. */
function legalNumbers(text: string): string[] {
  return [...bare(text).matchAll(/(?<![\w.{])\d[\d_]*(?![\w.])/g)]
    .map(([number]) => number)
    .filter((number) => LEGAL.includes(number.replaceAll('_', '')));
}

describe('the sources', () => {
  it('are many', () => expect(code.length).toBeGreaterThan(300));

  it(`have no file of more than ${LONGEST} lines`, () => {
    expect(code.filter(({ text }) => text.split('\n').length - 1 > LONGEST).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('promise nothing: what is to do stands where people plan', () => {
    const promise = /\b(TODO|FIXME|XXX|HACK)\b/;
    expect(code.filter(({ text }) => promise.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('let no field of the console size itself by a style attribute, which the security policy refuses', () => {
    expect(code.filter(({ text }) => /\bautoSize\b/.test(bare(text))).map(({ path }) => path)).toEqual([]);
  });

  it('hold no number of the law', () => {
    const found = code
      .filter(({ path }) => /^src\/(?!demo\/|bootstrap\/)/.test(path) && !path.endsWith('.css'))
      .flatMap(({ path, text }) => legalNumbers(text).map((number) => ({ path, number })));
    const known = (one: { path: string; number: string }) =>
      technical.some(({ path, number }) => path === one.path && number === one.number);
    expect(found.filter((one) => !known(one))).toEqual([]);
    const stale = technical.filter(
      (one) => !found.some(({ path, number }) => path === one.path && number === one.number),
    );
    expect(stale).toEqual([]);
  });

  it.each([
    ['if (sum >= 50000) raise();', ['50000']],
    ['const LIMIT = 2_000_000;', ['2_000_000']],
    ["const example = '50000.00'; // 50000", []],
    ['/\\u{10000}/u; wait(50_001); x.n50000 = 150000;', []],
  ])('are looked at for the number in %s', (text, numbers) => {
    expect(legalNumbers(text)).toEqual(numbers);
  });
});
