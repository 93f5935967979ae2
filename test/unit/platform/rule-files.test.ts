import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuleFile, RuleFileError } from '../../../src/platform/index.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mingjian-rules-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const reading = (name: string, content: string) => () => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return readRuleFile(path);
};
const schema = '../schema/objections.schema.json';

describe('a file of rules', () => {
  it.each([
    ['broken.json', '{"a": ', /broken\.json: .*JSON/],
    ['nameless.json', '{"a": 1}', /nameless\.json does not name its schema/],
    ['wrong.json', JSON.stringify({ $schema: schema, days: 'many' }), /wrong\.json: .*must/],
  ])('that may not be used is named with what is wrong: %s', (name, content, message) => {
    expect(reading(name, content)).toThrow(RuleFileError);
    expect(reading(name, content)).toThrow(message);
  });

  it('that is missing is named', () => {
    expect(() => readRuleFile('due-diligence/none.json')).toThrow(/none\.json/);
  });
});
