import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/index.js';
import {
  bodyTypes,
  controlMeans,
  customerKinds,
  documentTypes,
  relationshipTypes,
} from '../../../src/customers/index.js';

const folder = join(projectRoot, 'src/console');

/** Texts by dotted key. The two plural forms of English are one in Chinese. */
function texts(language: 'zh-CN' | 'en'): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') found.set(key.replace(/_(one|other)$/, ''), value);
    else for (const [name, part] of Object.entries(value as object)) walk(part, `${key}.${name}`);
  };
  const index = readFileSync(join(folder, 'i18n', language, 'index.ts'), 'utf8');
  for (const [, name, file] of index.matchAll(/import (\w+) from '\.\/([\w-]+\.json)'/g))
    walk(JSON.parse(readFileSync(join(folder, 'i18n', language, file!), 'utf8')), name!);
  return found;
}

const zh = texts('zh-CN');
const en = texts('en');
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('the texts of the console', () => {
  it.each([
    ['bodyType', bodyTypes],
    ['controlMeans', controlMeans],
    ['customerKind', customerKinds],
    ['documentType', documentTypes],
    ['relationshipType', [...relationshipTypes, 'beneficial-owner']],
  ] as const)('offer what the service knows as %s, in its order', (table, codes) => {
    const prefix = `terms.${table}.`;
    const offered = [...en.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
    expect(offered).toEqual(codes);
  });

  it('are there in both languages, with the same placeholders', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    const unlike = [...zh].filter(
      ([key, text]) => String(placeholders(text)) !== String(placeholders(en.get(key)!)),
    );
    expect(unlike.map(([key]) => key)).toEqual([]);
  });

  it('are written in their own language', () => {
    expect([...en].filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([key]) => key)).toEqual([
      'common.product',
    ]);
    expect(zh.size).toBeGreaterThan(300);
  });

  it('exist wherever the code names one', () => {
    const missing: string[] = [];
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file)) continue;
      const code = readFileSync(join(folder, file), 'utf8');
      for (const [, key] of code.matchAll(/\bt\('([\w.-]+)'/g))
        if (!zh.has(key!)) missing.push(`${file}: ${key}`);
    }
    expect(missing).toEqual([]);
  });
});
