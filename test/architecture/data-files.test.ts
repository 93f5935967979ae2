import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { loadRuleBook } from '../../src/monitoring/index.js';
import { projectRoot } from '../../src/platform/index.js';
import { sourceFiles } from '../support/sources.js';

const read = (path: string): unknown => JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormatsModule as unknown as (target: Ajv2020) => void)(ajv);
const validators = new Map<string, ValidateFunction>();
const validatorOf = (path: string): ValidateFunction => {
  if (!validators.has(path)) validators.set(path, ajv.compile(read(path) as object));
  return validators.get(path)!;
};

const files = [...sourceFiles('rules', ['.json']), ...sourceFiles('reports', ['.json'])];
const data = files.filter((path) => !path.startsWith('rules/schema/'));

/** Folders in which every file has a schema. */
const governed = [
  'rules/large-value/',
  'rules/import-mappings/',
  'rules/due-diligence/',
  'rules/risk-rating/',
  'rules/customer-events/',
];

describe('the files of rules/ and reports/', () => {
  it('are there', () => expect(data.length).toBeGreaterThan(10));

  it.each(files)('%s is JSON', (path) => {
    expect(() => read(path)).not.toThrow();
  });

  it.each(data.filter((path) => governed.some((folder) => path.startsWith(folder))))(
    '%s fits its schema',
    (path) => {
      const { $schema } = read(path) as { $schema: string };
      const schema = join(dirname(path), $schema);
      expect(existsSync(join(projectRoot, schema))).toBe(true);
      const validate = validatorOf(schema);
      validate(read(path));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it('have no schema that no file uses', () => {
    const used = new Set(
      data.flatMap((path) => {
        const { $schema } = read(path) as { $schema?: string };
        return $schema === undefined ? [] : [join(dirname(path), $schema)];
      }),
    );
    expect(sourceFiles('rules/schema', ['.json']).filter((path) => !used.has(path))).toEqual([]);
  });
});

describe('the rules', () => {
  const { rules, exemptions } = loadRuleBook();

  it('are the four of large values', () => {
    expect(rules.map(({ reportCode }) => reportCode)).toEqual(['0501', '0502', '0503', '0504']);
  });

  it.each([...rules, exemptions].map((one) => [one.id, one] as const))(
    '%s says which article it rests on, and how sure we are of its text',
    (_id, { legalBasis }) => {
      expect(legalBasis.length).toBeGreaterThan(0);
      for (const { instrument, article, certainty } of legalBasis) {
        expect(instrument.en).not.toBe('');
        expect(instrument.zh).toMatch(/\p{Script=Han}/u);
        expect(article).toMatch(/^\d+(\(\d+\))?/);
        expect(['verified', 'secondary', 'general-knowledge', 'proposal']).toContain(certainty);
      }
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s has examples on both sides, and a value for every parameter from its first day on',
    (_id, rule) => {
      expect(rule.examples.fires.length).toBeGreaterThan(0);
      expect(rule.examples.doesNotFire.length).toBeGreaterThan(0);
      for (const { values } of Object.values(rule.parameters))
        expect(values.map(({ from }) => from).sort()[0]! <= rule.effective.from).toBe(true);
    },
  );

  it('have a version that is the name of one file only', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(files).toContain(`rules/large-value/${id}.json`);
  });
});
