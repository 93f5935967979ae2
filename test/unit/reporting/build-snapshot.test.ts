import path from 'node:path';
import fc from 'fast-check';
import { buildSnapshot } from '../../../src/reporting/domain/build-snapshot.js';
import { Findings } from '../../../src/reporting/domain/finding.js';
import { checkLargeValue, largeValueMessage } from '../../../src/reporting/domain/large-value-message.js';
import type {
  ReportSource,
  SourceCustomer,
  SourceTransaction,
} from '../../../src/reporting/domain/report-source.js';
import { readMappings } from '../../../src/reporting/forms.js';
import { validateLargeValueMessage } from '../../support/camlmac-validator.js';
import { form } from '../../support/report-samples.js';

const mappings = readMappings(path.join(import.meta.dirname, '../../../reports'), '1.0');

const transaction = (changes: Partial<SourceTransaction> = {}): SourceTransaction => ({
  source: 'core',
  reference: 'T1',
  features: ['0501'],
  account: { number: '62220202001', type: 'current', openedOn: '2018-07-01' },
  occurredAt: '2026-11-20T10:31:05',
  direction: 'in',
  currency: 'CNY',
  amount: '60000.00',
  cash: true,
  method: 'cash',
  channel: 'counter',
  rates: {
    cny: { kind: 'identity', date: '2026-11-20', rate: '1' },
    usd: { kind: 'safe-monthly', date: '2026-11-01', rate: '0.14' },
  },
  ...changes,
});

const customer = (changes: Partial<SourceCustomer> = {}): SourceCustomer => ({
  customerNumber: 'C1',
  kind: 'individual',
  name: '张晓明',
  branch: '0101',
  nationality: 'CHN',
  occupation: '20200',
  industry: null,
  contacts: [{ type: 'mobile', value: '138 0000 0000' }],
  addresses: [{ text: '测试路1号', country: 'CHN' }],
  documents: [{ type: 'resident-id', number: '11010519491231002X' }],
  transactions: [transaction()],
  ...changes,
});

function build(...customers: SourceCustomer[]) {
  const source: ReportSource = {
    institution: { code: 'C0000000000001', name: '示例银行', regionCode: '110105' },
    businessDate: '2026-11-20',
    customers,
  };
  const findings = new Findings();
  const snapshot = buildSnapshot(source, form, mappings, findings);
  const first = snapshot.customers[0]!;
  const identity = first.features[0]!.identities[0]!;
  const warnings = findings.list().map((finding) => `${finding.element} ${finding.code}`);
  return { snapshot, first, identity, only: identity.transactions[0]!, warnings };
}
const ofTransaction = (changes: Partial<SourceTransaction>) =>
  build(customer({ transactions: [transaction(changes)] })).only;

describe('the mappings', () => {
  it('name only codes of the tables, and their own text for every "other" kind', () => {
    for (const table of ['idDocumentType', 'accountType', 'method', 'channel'] as const) {
      for (const { code, other } of mappings[table]) {
        if (code !== null) expect([...form.tables.get(table)!.keys()]).toContain(code);
        const needsText = table !== 'accountType' && /^(?:[16][12]9999|99)$/.test(code ?? '');
        expect([table, code, other !== undefined]).toEqual([table, code, needsText]);
      }
    }
  });
});

describe('the report of a day', () => {
  it('says all that is known in the codes of the form', () => {
    const { first, identity, only, warnings } = build(customer());
    expect(warnings).toEqual([]);
    expect(first).toMatchObject({
      nationalities: ['CHN'],
      occupationOrIndustry: '20200',
      phones: ['13800000000'],
    });
    expect(identity).toMatchObject({ documentType: '110001', documentNumber: '11010519491231002X' });
    expect(only).toMatchObject({
      branchCode: '0101', relation: '00', account: { type: '120002', number: '62220202001', openedAt: '2018-07-01' },
      place: 'CHN110105', businessId: 'core:T1', method: '000030', channel: null, direction: '01', amountCny: '60000.00',
      amountUsd: '8400.00', agent: null,
    }); // prettier-ignore
  });

  it('repeats a transaction under each of its classes, with the same identifier', () => {
    const { first } = build(customer({ transactions: [transaction({ features: ['0504', '0501'] })] }));
    expect(first.features.map((f) => [f.code, f.identities[0]?.transactions[0]?.businessId])).toEqual([
      ['0501', 'core:T1'],
      ['0504', 'core:T1'],
    ]);
  });

  it.each([
    [{ method: 'cash', cash: true, channel: 'atm' }, '000014', '15', null],
    [{ method: 'cash', cash: true, currency: 'USD' }, '010001', null, null],
    [{ method: 'exchange', cash: true, currency: 'USD' }, '010002', null, null],
    [{ method: 'exchange', cash: false, direction: 'out' }, '030100', null, null],
    [{ method: 'exchange', cash: false, currency: 'EUR', direction: 'out' }, '030110', null, null],
    [{ method: 'transfer', cash: false }, '000131', null, null],
    [{ method: 'transfer', cash: false, channel: 'mobile' }, '000121', '11', null],
    [{ method: 'transfer', cash: false, currency: 'EUR', channel: 'online' }, '010104', '11', null],
    [{ method: 'cheque', cash: false }, '000104', null, null],
    [{ method: 'card', cash: false, channel: 'pos' }, '000112', '12', null],
    [{ method: 'other', cash: false, channel: 'other' }, '000151', '99', '其他非柜台渠道'],
  ] as const)('%j is method %s by channel %s', (changes, method, channel, otherChannel) => {
    expect(ofTransaction(changes)).toMatchObject({ method, channel, otherChannel });
  });

  it.each([
    [{ documents: [{ type: 'passport', number: 'E1' }], nationality: 'CHN' }, '110023', null],
    [{ documents: [{ type: 'passport', number: 'P1' }], nationality: 'USA' }, '110027', null],
    [{ documents: [{ type: 'hk-macao-taiwan-residence', number: '810000199001010019' }], nationality: 'HKG' }, '119999', '港澳台居民居住证'],
    [{ documents: [{ type: 'other', number: 'X' }], nationality: 'USA' }, '129999', '其他境外身份证件'],
    [{ kind: 'organisation', documents: [{ type: 'other', number: 'X' }], nationality: null, addresses: [{ text: 'x', country: 'DEU' }] }, '629999', '其他境外机构证明文件'],
    [{ kind: 'sole-trader', documents: [{ type: 'unified-social-credit', number: '91350100M000100Y43' }], nationality: null }, '610099', null],
    [{ documents: [] }, null, null],
    [{ documents: [{ type: 'passport', number: 'E1', validUntil: '2020-01-01' }, { type: 'military-id', number: 'M1' }] }, '110007', null],
  ] as const)('%j is document %s %s', (changes, documentType, otherDocumentType) => {
    const { identity } = build(customer(changes));
    expect(identity).toMatchObject({ documentType, otherDocumentType });
  }); // prettier-ignore

  it('keeps an account type that is a code already, and does not invent one', () => {
    const typed = (type: string | null) =>
      ofTransaction({ account: { number: '1', type, openedOn: null } }).account;
    expect(typed('120009')).toMatchObject({ type: '120009', openedAt: null });
    expect(typed('其他')).toMatchObject({ type: '129999' });
    expect(typed(null)).toMatchObject({ type: null });
  });

  it('reports who handled it where no account was used', () => {
    expect(ofTransaction({ account: null, branch: '0202' })).toMatchObject({
      relation: '02', branchCode: '0202', account: { type: null, number: null },
    }); // prettier-ignore
  });

  it('names an agent only when it is not the customer', () => {
    const self = { name: '张晓明', documents: [{ type: 'resident-id', number: '11010519491231002x' }] };
    const other = {
      name: '李四',
      nationality: 'CHN',
      documents: [{ type: 'resident-id', number: '110101200002290018' }],
    };
    expect(ofTransaction({ conductor: self }).agent).toBeNull();
    expect(ofTransaction({ conductor: { name: '张晓明' } }).agent).toBeNull();
    expect(ofTransaction({ conductor: other }).agent).toMatchObject({
      name: '李四',
      documentType: '110001',
      nationality: 'CHN',
    });
  });

  it('says where it happened', () => {
    expect(ofTransaction({ place: { country: 'CHN', regionCode: '440305' } }).place).toBe('CHN440305');
    expect(ofTransaction({ place: { country: 'CHN' } }).place).toBe('CHN110105');
    expect(ofTransaction({ place: { country: 'JPN' } }).place).toBe('JPN000000');
  });

  it('describes the other side', () => {
    const of = (counterparty: SourceTransaction['counterparty']) =>
      ofTransaction({ counterparty }).counterparty;
    expect(of({ institutionCode: '102100099996', name: '李四' })).toMatchObject({
      institutionCodeType: '11',
      institutionCode: '102100099996',
      regionCode: null,
    });
    expect(of({ institutionCode: 'C1234567890123' })).toMatchObject({ institutionCodeType: '14' });
    expect(of({ institutionCode: 'MUSTDEFFXXX', country: 'DEU' })).toMatchObject({
      institutionCodeType: '99',
      regionCode: 'DEU000000',
    });
    expect(of({ document: { type: 'passport', number: 'P1' }, country: 'DEU' })).toMatchObject({
      documentType: '110027',
    });
  });

  it.each([
    ['online', { ip: '10.0.0.1', id: '00-11' }, '10.0.0.1@00-11'],
    ['online', { ip: '10.0.0.1' }, '10.0.0.1'],
    ['mobile', { ip: '10.0.0.1', id: 'IMEI1' }, '13800000000@IMEI1'],
    ['atm', { ip: '10.0.0.1', id: 'ATM7' }, 'ATM7'],
    ['counter', { id: 'PC1' }, null],
  ])('names the device of channel %s with %j as %s', (channel, device, expected) => {
    expect(ofTransaction({ channel, device }).deviceCode).toBe(expected);
  });

  it('puts telephone numbers into the form of the form, and the rest elsewhere', () => {
    const contacts = ['+86 138-0000-0000', '+86 10 66194114', '0755-26748888转123', '010 66194114', '+852 2345 6789', '总机']
      .map((value) => ({ type: 'phone', value })); // prettier-ignore
    const { first } = build(customer({ contacts: [...contacts, { type: 'email', value: 'a@example.com' }] }));
    expect(first.phones).toEqual(['13800000000', '010-66194114', '0755-26748888-123']);
    expect(first.otherContacts).toEqual(['+852 2345 6789', '总机', 'a@example.com']);
  });

  it('warns of what is missing or was changed, and never silently', () => {
    const long = 'x'.repeat(129);
    const { warnings, only, first } = build(
      customer({ occupation: '自由职业', transactions: [transaction({ rates: { cny: null, usd: null }, purpose: long, counterparty: { institutionCode: 'y'.repeat(17) } })] }),
    ); // prettier-ignore
    expect(warnings).toEqual([
      'CRMB rate-missing',
      'CUSD rate-missing',
      'CRPP shortened',
      'CFIC unmapped',
      'CTVC unmapped',
    ]);
    expect(only).toMatchObject({ amountCny: null, amountUsd: null, purpose: 'x'.repeat(128) });
    expect(first.occupationOrIndustry).toBeNull();
    expect(build(customer({ occupation: '退休' })).first.occupationOrIndustry).toBe('99999');
    expect(build(customer({ occupation: null })).warnings).toEqual(['CTVC not-obtained']);
  });

  it('converts exactly, half up', () => {
    const rate = (rate: string) => ({ cny: null, usd: { kind: 'safe-monthly', date: '2026-11-01', rate } });
    expect(ofTransaction({ currency: 'JPY', amount: '1', rates: rate('0.005') }).amountUsd).toBe('0.01');
    expect(ofTransaction({ currency: 'JPY', amount: '9999999999999.99', rates: rate('0.1') }).amountUsd).toBe(
      '1000000000000.00',
    );
  });

  it('passes the validator, whatever a bank stores', () => {
    const word = fc.constantFrom('a', '张 & <三>', '"\'', '𠮷', 'x'.repeat(600));
    const papers = fc.constantFrom(
      ...['passport', 'other', 'military-id', 'hk-macao-permit', 'foreign-permanent-resident'].map(
        (type) => ({ type, number: 'A1' }),
      ),
      { type: 'resident-id', number: '11010519491231002X' },
      { type: 'unified-social-credit', number: '91350100M000100Y43' },
    );
    const country = fc.constantFrom('CHN', 'USA', 'HKG');
    const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const transactions = fc.array(
      fc.record({
        features: fc.subarray(['0501', '0502', '0503', '0504'] as const, { minLength: 1 }),
        method: fc.constantFrom('cash', 'transfer', 'cheque', 'card', 'exchange', 'other'),
        channel: fc.constantFrom('counter', 'atm', 'online', 'mobile', 'pos', 'other'),
        cash: fc.boolean(),
        direction: fc.constantFrom('in' as const, 'out' as const),
        currency: fc.constantFrom('CNY', 'USD', 'JPY'),
        account: fc.option(fc.constant(transaction().account!), { nil: null }),
        purpose: some(word),
        device: some(fc.record({ ip: some(fc.constant('10.0.0.1')), id: some(fc.constant('D1')) })),
        conductor: some(fc.record({ name: word, nationality: country, documents: fc.array(papers, { maxLength: 1 }) })),
        counterparty: some(
          fc.record({ name: some(word), country: some(country), institutionName: some(word), document: some(papers),
            institutionCode: some(fc.constantFrom('102100099996', 'ABC', 'y'.repeat(20))), accountNumber: some(fc.constant('123')) }),
        ),
      }, { requiredKeys: ['features', 'method', 'channel', 'cash', 'direction', 'currency', 'account'] }),
      { minLength: 1, maxLength: 5 },
    ); // prettier-ignore
    const customers = fc.record({
      kind: fc.constantFrom('individual' as const, 'organisation' as const, 'sole-trader' as const),
      nationality: fc.option(country, { nil: null }),
      occupation: fc.option(word, { nil: null }),
      industry: fc.option(word, { nil: null }),
      documents: fc.array(papers, { maxLength: 2 }),
      contacts: fc.array(fc.record({ type: fc.constantFrom('mobile', 'phone', 'email'), value: fc.constantFrom('1', '+86 13800000000', 'x@y') }), { maxLength: 2 }),
      addresses: fc.array(fc.record({ text: word, country }), { maxLength: 2 }),
      transactions,
    }); // prettier-ignore
    fc.assert(
      fc.property(customers, (changes) => {
        const numbered = changes.transactions.map((entry, n) =>
          transaction({ ...(entry as Partial<SourceTransaction>), reference: `T${n}` }),
        );
        const { snapshot } = build(customer({ ...changes, transactions: numbered }));
        expect(checkLargeValue(snapshot, form).filter((finding) => finding.severity === 'error')).toEqual([]);
        const xml = [...largeValueMessage(snapshot, form)].join('');
        expect(
          validateLargeValueMessage('NBHC0000000000001-20261123-00000001.XML', Buffer.from(xml)),
        ).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
