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
  const word = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[\s\0]/g, '') || 'x')
    .map((text) => (text.length % 2 === 0 ? `=${text}` : text));
  /** Also what is trimmed, empty or looks like something else in a cell. */
  const text = fc.oneof(
    word,
    fc.constantFrom(' x', 'x ', '', '{}', "'", '\n', 'true', '"', '0'),
    fc.string(),
  );
  const list = <T>(item: fc.Arbitrary<T>, most: number) => fc.array(item, { maxLength: most });
  const some = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) =>
    fc.record(model, { requiredKeys: [] });
  const day = fc.constantFrom('2020-01-01', '2030-01-01');
  const images = list(text, 4);
  const document = some({
    type: word,
    number: text,
    issuer: text,
    validUntil: day,
    longTerm: fc.boolean(),
    images,
  });
  const contact = some({ type: word, value: word.map((one) => `+${one}`), consent: fc.boolean() });
  const person = { name: text, gender: word, contacts: list(contact, 3), documents: list(document, 3) };
  const exposed = some({ category: word, relation: word, position: text });
  const facts = fc.record(
    {
      ...{
        kind: fc.constantFrom('individual', 'organisation'),
        branch: word,
        name: text,
        customerNumber: word,
      },
      ...{ publicBody: fc.boolean(), formerNames: list(text, 4), contacts: list(contact, 4) },
      documents: list(document, 5),
      annualIncome: fc.oneof(word, some({ amount: word, currency: word })),
      legalRepresentative: some(person),
      agent: some({ ...person, authorisation: text }),
      beneficialOwners: list(
        some({ ...person, basis: word, share: fc.oneof(word, fc.nat(100)), politicallyExposed: exposed }),
        4,
      ),
      reliedOnThirdParty: some({ institution: word, supervised: fc.boolean(), dataAvailable: fc.boolean() }),
      correspondent: fc.oneof(
        some({ supervision: text, shellBank: fc.boolean(), further: fc.jsonValue({ maxDepth: 2 }) }),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          text,
          { maxKeys: 3, noNullPrototype: true },
        ),
      ),
      politicallyExposed: exposed,
      dueDiligence: fc.constantFrom('standard', 'simplified'),
      accounts: list(some({ accountNumber: word, type: word, openedOn: day, closedOn: day }), 6),
    },
    { requiredKeys: ['kind', 'branch', 'name'] },
  );

  it('are those of the import mapping, and read back as the facts they were made of', () => {
    // Compared as they are sent: an absent field and one that is undefined are one.
    const sent = (one: unknown): unknown => JSON.parse(JSON.stringify(one));
    fc.assert(
      fc.property(facts, (one) => expect(sent(back(columns.cells(one)))).toEqual(sent(one))),
      { numRuns: 300 },
    );
  });

  it('are few, and what they have no room for stands in the last', () => {
    const account = { accountNumber: 'a', type: 't', currency: 'CNY', openedOn: '2020-01-01' };
    const facts = { kind: 'individual', branch: 'b', name: 'n', accounts: Array(4).fill(account) };
    expect(columns.cells(facts).at(-1)).toBe(JSON.stringify({ '/accounts/3': account }));
    expect(columns.cells({ ...facts, accounts: [account] }).at(-1)).toBe('');
  });

  it.each([
    'x',
    '[]',
    '{"a":1}',
    '{"":1}',
    '{"/documents/2":{}}',
    '{"/__proto__/x":1}',
    '{"/name/x":1}',
    '{"/documents/x":1}',
  ])('refuse %s in the last', (cell) => {
    const cells = columns.cells({ kind: 'individual', branch: 'b', name: 'n', documents: [{ type: 't' }] });
    expect(rows.map([...cells.slice(0, -1), cell], 1, 2)[0]!.problems).toMatchObject([
      { code: 'value-further', column: 'further' },
    ]);
  });

  it('of a mapping that cannot be read backwards are refused at once', () => {
    const constant = { ...definition, records: [{ fields: { kind: { constant: 'individual' } } }] };
    expect(() => exportColumns(constant)).toThrow('read backwards');
  });
});
