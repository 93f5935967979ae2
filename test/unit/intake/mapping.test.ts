import { readdirSync, readFileSync } from 'node:fs';
import { customerBody } from '../../../src/customers/schemas.js';
import {
  checkMappingDefinition,
  compileMapping,
  describeIntakeProblem,
  IntakeFileError,
  intakeProblemCatalogue,
  MappingError,
  readCsv,
  type MappingDefinition,
  type TargetSchema,
} from '../../../src/platform/intake/index.js';
import { all, inChunks } from './streams.js';

const target: TargetSchema = {
  type: 'object',
  required: ['a'],
  properties: {
    a: { type: 'string' },
    b: { type: 'string' },
    n: { type: 'object', properties: { x: { type: 'string' }, y: { type: 'string' } }, required: ['x'] },
    list: { type: 'array', items: { type: 'object', properties: { x: { type: 'string' } } } },
  },
};

const COLUMNS = ['id', 'amount', 'day', 'note'];
type Fields = MappingDefinition['records'][number]['fields'];

function compile(fields: Fields, more: Partial<MappingDefinition> = {}) {
  const definition = checkMappingDefinition({
    name: 'test',
    kind: 'transactions',
    title: { en: 'Test', zh: '测试' },
    source: { columns: COLUMNS },
    records: [{ fields }],
    ...more,
  });
  return compileMapping(definition, { target, zone: 'Asia/Shanghai' });
}

/** What field `a` becomes of a row `id,amount,day,note`. */
function a(value: Fields[string], row: string[] = ['7', '1234.50', '2024/02/29', ' note ']) {
  const [made] = compile({ a: value }).bind(COLUMNS).map(row, 3, 9);
  return made!.record
    ? made!.record['a']
    : made!.problems!.map(({ code, column }) => `${code} ${column}`).join();
}

const mistakes = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof MappingError)
      return error.mistakes.map(({ pointer, message }) => `${pointer} ${message}`);
    throw error;
  }
  return [];
};

describe('the mapping language', () => {
  it('reads columns, constants, row numbers and templates', () => {
    expect(a('note')).toBe('note');
    expect(a({ column: 'note', trim: false })).toBe(' note ');
    expect(a({ constant: 'CNY' })).toBe('CNY');
    expect(a({ rowNumber: true })).toBe(3);
    expect(a({ template: '{{{id}-{$row}-{$line}}}' })).toBe('{7-3-9}');
    expect(a({ template: '{id}-{note}' }, ['7', '', '', ' '])).toBeUndefined();
  });

  it('computes decimals exactly and rounds only when told to', () => {
    expect(a({ decimal: 'amount', multiply: '100', scale: 2 })).toBe('123450.00');
    expect(a({ decimal: 'amount', multiply: '0.1' }, ['', '0.3', '', ''])).toBe('0.03');
    expect(a({ decimal: 'amount', divide: '3', scale: 2 })).toBe('411.50');
    expect(a({ decimal: 'amount', divide: '4', scale: 2 })).toBe('value-scale amount');
    expect(a({ decimal: 'amount', divide: '4', scale: 2, round: 'half-up' })).toBe('308.63');
    expect(a({ decimal: 'amount', absolute: true }, ['', '-5.10', '', ''])).toBe('5.1');
    expect(a({ decimal: 'amount', thousands: ',' }, ['', '1,234,567.89', '', ''])).toBe('1234567.89');
    expect(a({ decimal: 'amount', thousands: '.', point: ',' }, ['', '1.234,5', '', ''])).toBe('1234.5');
    expect(a({ decimal: 'amount', thousands: ',' }, ['', '12,34', '', ''])).toBe('value-number amount');
    expect(a({ decimal: 'amount' }, ['', '1e5', '', ''])).toBe('value-number amount');
    expect(a({ decimal: 'amount' }, ['', '', '', ''])).toBeUndefined();
  });

  it('reads days and instants in the formats of the file and the zone of the bank', () => {
    expect(a({ date: 'day', format: 'YYYY/MM/DD' })).toBe('2024-02-29');
    expect(a({ date: 'day', format: ['YYYYMMDD', 'YYYY年M月D日'] }, ['', '', '2024年2月9日', ''])).toBe(
      '2024-02-09',
    );
    expect(a({ date: 'day', format: 'YYYY/MM/DD' }, ['', '', '2023/02/29', ''])).toBe('value-date day');
    expect(a({ date: 'day', format: 'excel' }, ['', '', '45351.5', ''])).toBe('2024-02-29');
    expect(a({ instant: 'day', format: 'YYYY/MM/DD HH:mm' }, ['', '', '2024/02/29 23:59', ''])).toBe(
      '2024-02-29T23:59:00+08:00',
    );
    expect(a({ instant: 'day' }, ['', '', '2024-02-29T01:02:03.5-0500', ''])).toBe(
      '2024-02-29T01:02:03.500-05:00',
    );
    expect(a({ instant: 'day', zone: 'Europe/Berlin' }, ['', '', '2024-07-01 08:00:00', ''])).toBe(
      '2024-07-01T08:00:00+02:00',
    );
    expect(a({ instant: 'day', format: 'unix-seconds' }, ['', '', '1709164800', ''])).toBe(
      '2024-02-29T00:00:00Z',
    );
    expect(a({ instant: 'day' }, ['', '', '2024-02-29T25:00', ''])).toBe('value-date day');
  });

  it('counts days from a base, with a time of day in a zone', () => {
    const base = { baseDate: '2024-01-01', plusDays: 'id' };
    expect(a(base, ['59', '', '', ''])).toBe('2024-02-29');
    expect(a({ ...base, time: '09:30', zone: 'Asia/Shanghai' }, ['0', '', '', ''])).toBe(
      '2024-01-01T09:30:00+08:00',
    );
    expect(a({ ...base, time: { column: 'note' }, zone: '-03:30' }, ['-1', '', '', '7:05:09'])).toBe(
      '2023-12-31T07:05:09-03:30',
    );
    expect(a(base, ['1.5', '', '', ''])).toBe('value-integer id');
    expect(a(base, ['99999', '', '', ''])).toBe('value-integer id');
  });

  it('looks up, falls back and chooses', () => {
    const table = { '7': 'seven', '8': 'eight' };
    expect(a({ lookup: 'id', table })).toBe('seven');
    expect(a({ lookup: 'id', table }, ['9', '', '', ''])).toBe('value-lookup id');
    expect(a({ lookup: 'id', table, default: { constant: 'other' } }, ['', '', '', ''])).toBe('other');
    expect(a({ lookup: { constant: 'toString' }, table })).toBe('value-lookup -');
    expect(a({ coalesce: ['note', 'id'] }, ['7', '', '', ''])).toBe('7');
    const sign = (amount: string) =>
      a({ when: { lessThan: ['amount', '0'] }, then: { constant: 'out' }, else: { constant: 'in' } }, [
        '',
        amount,
        '',
        '',
      ]);
    expect([sign('-0.01'), sign('0'), sign('x')]).toEqual(['out', 'in', 'value-number amount']);
    const any = {
      any: [{ equals: ['id', 7] }, { all: [{ not: { present: 'note' } }, { startsWith: ['day', '2024'] }] }],
    };
    const chosen = (row: string[]) => a({ when: any as never, then: { constant: 'yes' } }, row);
    expect([
      chosen(['7', '', '', '']),
      chosen(['', '', '2024-1', '']),
      chosen(['', '', '2024', 'x']),
    ]).toEqual(['yes', 'yes', undefined]);
    expect(a({ boolean: 'id', true: ['Y'], false: ['N', '7'] })).toBe(false);
    expect(a({ text: 'id', padStart: { length: 4, with: '0' } })).toBe('0007');
  });

  it('leaves out what is missing: members, nested records that hold only constants, empty lists', () => {
    const fields: Fields = {
      a: 'id',
      b: 'note',
      n: { object: { x: { constant: 'kind' }, y: 'note' } },
      list: { array: [{ object: { x: 'day' } }, { object: { x: 'note' } }] },
    };
    const map = compile(fields).bind(COLUMNS);
    expect(map.map(['1', '', 'd', ''], 1, 2)).toEqual([{ index: 0, record: { a: '1', list: [{ x: 'd' }] } }]);
    expect(map.map(['1', '', '', 'z'], 1, 2)).toEqual([
      { index: 0, record: { a: '1', b: 'z', n: { x: 'kind', y: 'z' }, list: [{ x: 'z' }] } },
    ]);
  });

  it('makes several records of a row, each under its own condition, faulty ones beside good ones', () => {
    const mapping = compile({}, {
      records: [{ fields: { a: 'id' } }, { when: { present: 'note' }, fields: { a: { decimal: 'note' } } }],
    } as never).bind(COLUMNS);
    expect(mapping.map(['1', '', '', ''], 1, 2)).toEqual([{ index: 0, record: { a: '1' } }]);
    expect(mapping.map(['1', '', '', 'x'], 1, 2)).toMatchObject([
      { record: { a: '1' } },
      { problems: [{ code: 'value-number', column: 'note', pointer: '/a' }] },
    ]);
    const never = compile({}, {
      records: [{ when: { present: 'note' }, fields: { a: 'id' } }],
    } as never).bind(COLUMNS);
    expect(never.map(['1', '', '', ''], 1, 2)).toMatchObject([{ problems: [{ code: 'no-record' }] }]);
  });

  it('takes columns in any order and names what is missing, unknown or twice in a header', () => {
    const mapping = compile(
      { a: 'id' },
      { source: { columns: ['id', 'amount'], optionalColumns: ['note'] } },
    );
    expect(mapping.bind(['note', ' amount', 'id']).map(['n', '1', '2'], 1, 2)).toEqual([
      { index: 0, record: { a: '2' } },
    ]);
    const refuse = (header: string[]) => {
      try {
        mapping.bind(header);
      } catch (error) {
        return error instanceof IntakeFileError ? error.message : error;
      }
      return 'taken';
    };
    expect(refuse(['id', 'Betrag', 'id'])).toBe(
      'The header does not fit the mapping. Missing: amount. Not expected: Betrag. Twice: id. Expected columns: id, amount. Found: id, Betrag, id.',
    );
  });

  it('refuses at load what cannot work, with the place of each mistake', () => {
    expect(
      mistakes(() =>
        compile({ a: 'nope', c: 'id', n: { object: { y: 'id' } }, b: { lookup: 'id', table: 'none' } }),
      ),
    ).toEqual([
      '/records/0/fields/c there is no field c; known are a, b, n, list',
      '/records/0/fields/n/object the required field x is never given',
      '/records/0/fields/a there is no column nope; the mapping names id, amount, day, note',
      '/records/0/fields/b/table there is no table none',
    ]);
    expect(
      mistakes(() => compile({ b: { template: 'x}' }, list: { array: [{ object: { z: 'id' } }] } })),
    ).toEqual([
      '/records/0/fields/list/array/0/object/z there is no field z; known are x',
      '/records/0/fields the required field a is never given',
      '/records/0/fields/b/template a lone }; write }} for the character',
    ]);
    expect(mistakes(() => compile({ a: { date: 'day', format: 'DD.MM' } }))[0]).toContain('needs a year');
    expect(mistakes(() => compile({ a: { date: 'day', format: 'constructor' } }))[0]).toContain(
      'needs a year',
    );
    expect(mistakes(() => compile({ a: { instant: 'day', zone: 'Mars/Olympus' } }))[0]).toContain(
      'neither an IANA time zone',
    );
    expect(mistakes(() => compile({ a: { colum: 'id' } as never }))[0]).toContain(
      '/records/0/fields/a not a known source of values',
    );
    expect(mistakes(() => compile({ a: { column: 'id', upper: true } as never }))[0]).toContain(
      'there is no setting upper here',
    );
  });

  it('says every problem in both languages without a gap', () => {
    for (const [code, sentences] of Object.entries(intakeProblemCatalogue)) {
      const facts = Object.fromEntries(
        [
          'found',
          'at',
          'byte',
          'position',
          'encoding',
          'limit',
          'field',
          'length',
          'expected',
          'missing',
          'unexpected',
          'repeated',
          'format',
          'scale',
          'true',
          'false',
          'table',
        ].map((name) => [name, 'X']),
      );
      const text = describeIntakeProblem({ code: code as never, facts, column: 'C' });
      expect(text.en + text.zh).not.toMatch(/[{}]| - /);
      expect(sentences[1]).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('the shipped mappings', () => {
  const folder = new URL('../../../rules/import-mappings/', import.meta.url);
  const load = (name: string) =>
    checkMappingDefinition(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

  it.each(readdirSync(folder))(
    '%s fits the schema, is named as its file and makes only fields that exist',
    (file) => {
      const definition = load(file);
      expect(`${definition.name}.json`).toBe(file);
      if (definition.kind === 'customers')
        compileMapping(definition, { target: customerBody as TargetSchema, zone: 'Asia/Shanghai' });
    },
  );

  async function run(file: string, csv: string) {
    const definition = load(file);
    const rows = (await all(readCsv(inChunks(Buffer.from(csv), [64]), { encoding: 'utf-8' }))).map(
      ({ record }) => record!,
    );
    const mapper = compileMapping(definition, {
      target: definition.kind === 'customers' ? (customerBody as TargetSchema) : looseTransaction,
      zone: 'Asia/Shanghai',
    }).bind(rows[0]!);
    return rows.slice(1).flatMap((row, index) => mapper.map(row, index + 1, index + 2));
  }
  const looseTransaction: TargetSchema = {
    properties: Object.fromEntries(
      [
        'source',
        'reference',
        'customerNumber',
        'accountNumber',
        'bookedAt',
        'direction',
        'amount',
        'currency',
        'method',
        'channel',
      ].map((name) => [name, {}]),
    ),
  };
  Object.assign(looseTransaction.properties!, {
    counterparty: { properties: { accountNumber: {}, customerNumber: {}, name: {} } },
  });

  it('turns a row of the simulator into the payer’s and the receiver’s side', async () => {
    const csv =
      'step,type,amount,nameOrig,oldbalanceOrig,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isSAR,alertID\n' +
      '59,TRANSFER,945.46,421,73503.14,72557.68,7,57270.82,58216.28,1,12\n';
    const common = {
      source: 'amlsim',
      bookedAt: '2024-02-29T12:00:00+08:00',
      amount: '94546.00',
      currency: 'CNY',
      method: 'transfer',
      channel: 'online',
    };
    expect(await run('amlsim-payments.json', csv)).toMatchObject([
      {
        record: {
          ...common,
          reference: '1-out',
          direction: 'out',
          customerNumber: 'C_421',
          accountNumber: '421',
          counterparty: { accountNumber: '7', customerNumber: 'C_7', name: '模拟客户7' },
        },
      },
      {
        record: {
          ...common,
          reference: '1-in',
          direction: 'in',
          customerNumber: 'C_7',
          accountNumber: '7',
          counterparty: { accountNumber: '421', customerNumber: 'C_421', name: '模拟客户421' },
        },
      },
    ]);
  });

  it('turns an account of the simulator into a customer', async () => {
    const csv =
      'ACCOUNT_ID,CUSTOMER_ID,INIT_BALANCE,COUNTRY,ACCOUNT_TYPE,IS_SAR,BANK_ID\n5,C_5,83514.28,US,I,true,bank_a\n';
    expect(await run('amlsim-accounts.json', csv)).toMatchObject([
      {
        record: {
          kind: 'individual',
          branch: '0001',
          customerNumber: 'C_5',
          accounts: [{ accountNumber: '5', currency: 'CNY' }],
        },
      },
    ]);
  });

  it('reads our own columns, nested and listed', async () => {
    const csv =
      'kind,branch,name,publicBody,documents.1.type,documents.1.number,documents.1.longTerm,accounts.1.accountNumber,accounts.1.type,accounts.1.currency,accounts.1.openedOn\n' +
      'organisation,HQ,某某有限公司,N,unified-social-credit,91440300MA5,yes,6222,current,CNY,2020-01-01\nindividual,HQ,王小明,,,,,,,,\n';
    expect(await run('native-customers-csv.json', csv)).toMatchObject([
      {
        record: {
          kind: 'organisation',
          branch: 'HQ',
          name: '某某有限公司',
          publicBody: false,
          documents: [{ type: 'unified-social-credit', number: '91440300MA5', longTerm: true }],
          accounts: [{ accountNumber: '6222', type: 'current', currency: 'CNY', openedOn: '2020-01-01' }],
        },
      },
      { record: { kind: 'individual', branch: 'HQ', name: '王小明' } },
    ]);
  });
});
