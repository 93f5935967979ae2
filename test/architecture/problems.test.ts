import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intake, projectRoot } from '../../src/platform/index.js';
import { lineProblemCatalogue } from '../../src/transactions/index.js';
import { sourceFiles } from '../support/sources.js';

const sources = sourceFiles('src', ['.ts'])
  .filter((path) => !path.startsWith('src/console/'))
  .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
const page = readFileSync(join(projectRoot, 'docs/errors.md'), 'utf8');

interface Declared {
  code: string;
  constant: string;
  path: string;
}

/** Every `const x = defineProblem('code', …)` of the sources. */
const declared: Declared[] = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:const|let)\s+(\w+)\s*=\s*defineProblem\(\s*'([\w-]+)'/g)].map(
    ([, constant, code]) => ({ code: code!, constant: constant!, path }),
  ),
);

const refusals = [...Object.keys(lineProblemCatalogue), ...Object.keys(intake.intakeProblemCatalogue)];

describe('the refusals of lines and records', () => {
  it.each(refusals)('%s is given somewhere, and in the list of errors', (code) => {
    const given = sources.some(({ text }) => new RegExp(`'${code}'(?!: \\[|: \\{)`).test(text));
    expect(given).toBe(true);
    expect(page).toContain(`| \`${code}\` |`);
  });
});

describe('the problems', () => {
  it('are many', () => expect(declared.length).toBeGreaterThan(30));

  it.each(declared)('$code is answered somewhere', ({ constant, path }) => {
    const called = new RegExp(`(?<!const )\\b${constant}\\b(?!\\s*=)`);
    const users = sources.filter((source) => called.test(source.text)).map((source) => source.path);
    expect(users.length > 0 ? [] : [`${path} declares ${constant} for nobody`]).toEqual([]);
  });

  it.each(declared)('$code is in the list of errors', ({ code }) => {
    expect(page).toContain(`| \`${code}\` |`);
  });

  it('are all in the code that are in the list of errors', () => {
    const codes = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/'([a-z][a-z0-9-]+)'/g)].map(([, c]) => c!)),
    );
    const listed = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code!);
    expect(listed.length).toBeGreaterThan(30);
    expect(listed.filter((code) => !codes.has(code))).toEqual([]);
  });
});
