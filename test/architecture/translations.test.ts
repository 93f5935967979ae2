import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../../src/platform/index.js';
import { sourceFiles } from '../support/sources.js';

/** Every text by its key, nested keys with dots. */
function flat(value: unknown, prefix = ''): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]];
  return Object.entries(value as object).flatMap(([key, part]) =>
    flat(part, prefix === '' ? key : `${prefix}.${key}`),
  );
}

const texts = (language: string): Map<string, string> =>
  new Map(
    sourceFiles(`src/console/i18n/${language}`, ['.json']).flatMap((path) =>
      flat(JSON.parse(readFileSync(join(projectRoot, path), 'utf8')), basename(path, '.json')),
    ),
  );

const en = texts('en');
const zh = texts('zh-CN');
/** English says one thing and several apart, Chinese does not. */
const bare = (keys: Iterable<string>): string[] =>
  [...new Set([...keys].map((key) => key.replace(/_(zero|one|other)$/, '')))].sort();
const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map(([, name]) => name!).sort();

describe("the console's texts", () => {
  it('are many', () => expect(en.size).toBeGreaterThan(300));

  it('have the same keys in both languages', () => {
    expect(bare(zh.keys())).toEqual(bare(en.keys()));
  });

  it('are never empty', () => {
    const empty = [...en, ...zh].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('fill in the same things in both languages', () => {
    const differing = [...zh]
      .filter(([key, text]) => {
        const other = en.get(key) ?? en.get(key.replace(/_other$/, '')) ?? en.get(`${key}_other`);
        return other !== undefined && holes(other).join() !== holes(text).join();
      })
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });
});

/**
 * Half-width punctuation beside a Chinese character, which no Chinese text has: what is filled in stands for a word.
 */
const halfWidth = (text: string): boolean =>
  /[\p{Script=Han}，。；：？！、（）“”][,;:?!()]|[,;:?!()][\p{Script=Han}（“]/u.test(
    text.replace(/\$?\{+(?:[^{}]|\{[^{}]*\})*\}+/g, '某').replace(/ /g, ''),
  );
const readings = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

describe('the Chinese of the product', () => {
  it('has full-width punctuation in the console', () => {
    expect([...zh].filter(([, text]) => halfWidth(text))).toEqual([]);
  });

  it('has full-width punctuation in the rules', () => {
    const found = sourceFiles('rules', ['.json']).flatMap((path) =>
      [...readings(path).matchAll(/"zh"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(
        ([, text]) => [path, text!] as const,
      ),
    );
    expect(found.length).toBeGreaterThan(300);
    expect(found.filter(([, text]) => halfWidth(text))).toEqual([]);
  });

  it('has full-width punctuation in what the service says', () => {
    const found = sourceFiles('src', ['.ts'])
      .filter((path) => !/^src\/(demo|commands|main)/.test(path))
      .flatMap((path) =>
        [
          ...readings(path).matchAll(/'((?:[^'\\\n]|\\.)*\p{Script=Han}(?:[^'\\\n]|\\.)*)'|(`[^`\n]*`)/gu),
        ].map(([, quoted, template]) => [path, quoted ?? template!] as const),
      )
      .filter(([, text]) => /\p{Script=Han}/u.test(text) && !text.includes('Mingjian (明鉴)'));
    expect(found.length).toBeGreaterThan(200);
    expect(found.filter(([, text]) => halfWidth(text))).toEqual([]);
  });

  it('would be caught with half-width punctuation', () => {
    expect(['共 {{count}} 笔,完成', '比例(%)', '原因: {x}', '未知?'].map(halfWidth)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['共 {{count}} 笔，GB/T 2260, 2 项', '时间为 09:30:00'].map(halfWidth)).toEqual([false, false]);
  });
});
