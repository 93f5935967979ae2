import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { intake, projectRoot } from '../../../src/platform/index.js';
import { exportColumns } from '../../../src/customers/exports/domain/columns.js';
import { customerBody } from '../../../src/customers/index.js';

const definition = JSON.parse(
  readFileSync(join(projectRoot, 'rules/import-mappings/native-customers-csv.json'), 'utf8'),
) as intake.MappingDefinition;
const columns = exportColumns(definition);
const mapping = intake.compileMapping(definition, {
  target: customerBody as intake.TargetSchema,
  zone: 'Asia/Shanghai',
});
const rows = mapping.bind(columns.names);
const back = (cells: readonly string[]) => rows.map(cells, 1, 2)[0]!.record;

describe('cells against formulas', () => {
  it('never begin with what a spreadsheet runs, and read back as they were', () => {
    const text = fc
      .tuple(fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', "'="), fc.string())
      .map(([start, rest]) => start + rest);
    fc.assert(
      fc.property(text, (cell) => {
        const guarded = intake.guardFormula(cell);
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/);
        expect(intake.unguardFormula(guarded)).toBe(cell);
      }),
    );
  });
});

describe('the columns of an export', () => {
  it('are those of the import mapping, and read back as the facts they were made of', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/[\s\0]/g, '') || 'x')
      .map((text) => (text.length % 2 === 0 ? `=${text}` : text));
    const document = fc.record(
      {
        type: fc.constant('passport'),
        number: word,
        validUntil: fc.constant('2030-01-01'),
        longTerm: fc.boolean(),
      },
      { requiredKeys: ['type', 'number'] },
    );
    const facts = fc.record(
      {
        kind: fc.constantFrom('individual', 'organisation'),
        branch: word,
        name: word,
        customerNumber: word,
        publicBody: fc.boolean(),
        formerNames: fc.array(word, { minLength: 1, maxLength: 2 }),
        contacts: fc.array(
          fc.record({
            type: fc.constant('mobile'),
            value: word.map((one) => `+${one}`),
            consent: fc.boolean(),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        documents: fc.array(document, { minLength: 1, maxLength: 2 }),
        legalRepresentative: fc.record({ name: word, documents: fc.tuple(document) }),
        accounts: fc.array(
          fc.record({
            accountNumber: word,
            type: word,
            currency: fc.constant('CNY'),
            openedOn: fc.constant('2020-01-01'),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      },
      { requiredKeys: ['kind', 'branch', 'name'] },
    );
    fc.assert(fc.property(facts, (one) => expect(back(columns.cells(one))).toEqual(one)));
  });

  it('leave out what they have no room for', () => {
    const account = { accountNumber: 'a', type: 't', currency: 'CNY', openedOn: '2020-01-01' };
    const facts = { kind: 'individual', branch: 'b', name: 'n', accounts: Array(5).fill(account) };
    expect(back(columns.cells(facts))).toEqual({ ...facts, accounts: Array(3).fill(account) });
  });

  it('of a mapping that cannot be read backwards are refused at once', () => {
    const constant = { ...definition, records: [{ fields: { kind: { constant: 'individual' } } }] };
    expect(() => exportColumns(constant)).toThrow('read backwards');
  });
});
