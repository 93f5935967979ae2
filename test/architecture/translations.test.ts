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
