import fc from 'fast-check';
import type {
  LargeValueSnapshot,
  ReportedCounterparty,
  ReportedCustomer,
  ReportedDocument,
  ReportedTransaction,
} from '../../src/reporting/domain/snapshot.js';
import { sampleTransaction } from './report-samples.js';

/** Texts with all that is awkward in XML: markup, quotes, Han beyond the basic plane, line ends. */
const text = (maxLength: number) =>
  fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          'Z',
          '7',
          '&',
          '<',
          '>',
          '"',
          "'",
          ']]>',
          '&amp;',
          '张',
          '𠮷',
          '😀',
          ' ',
          '·',
          '\t',
          '\n',
          '\r',
        ],
      ),
      { minLength: 1, maxLength: Math.floor(maxLength / 5) },
    )
    .map((parts) => parts.join(''))
    .filter((value) => value.trim() !== '');

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''));
const country = fc.constantFrom('CHN', 'USA', 'JPN', 'HKG', 'GBR');
const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const amount = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 3 }))
  .map(([units, places]) => (places === 0 ? String(units) : `${units}.${'5'.repeat(places)}`));

const document: fc.Arbitrary<ReportedDocument> = fc.oneof(
  fc.constant({ documentType: null, otherDocumentType: null, documentNumber: null }),
  digits(18).map((n) => ({ documentType: '110001', otherDocumentType: null, documentNumber: n })),
  digits(15).map((n) => ({ documentType: '110003', otherDocumentType: null, documentNumber: n })),
  digits(18).map((n) => ({ documentType: '610099', otherDocumentType: null, documentNumber: n })),
  digits(9).map((n) => ({ documentType: '610001', otherDocumentType: null, documentNumber: n })),
  fc
    .tuple(fc.constantFrom('119999', '129999', '619999', '629999'), text(32), text(128))
    .map(([type, other, n]) => ({ documentType: type, otherDocumentType: other, documentNumber: n })),
);

const place = fc.constantFrom('CHN110105', 'CHN440305', 'Z01310115', 'USA000000', 'JPN000000');

const institutionCode = fc.oneof(
  fc.constant({ institutionCodeType: null, institutionCode: null }),
  digits(12).map((n) => ({ institutionCodeType: '11', institutionCode: n })),
);

const counterparty: fc.Arbitrary<ReportedCounterparty> = fc
  .tuple(document, institutionCode, maybe(text(64)), maybe(text(128)), maybe(digits(19)), maybe(place))
  .map(([papers, institution, institutionName, name, accountNumber, regionCode]) => ({
    ...papers,
    ...institution,
    institutionName,
    name,
    accountNumber,
    regionCode,
    accountType: null,
  }));

const accounts: fc.Arbitrary<Pick<ReportedTransaction, 'relation' | 'account'>> = fc
  .constantFrom('00', '01', '02')
  .map((relation) => ({
    relation,
    account: {
      type: relation === '02' ? null : '120002',
      number: relation === '00' ? '62220202001' : null,
      openedAt: relation === '00' ? '2020-02-29' : null,
      cardType: relation === '01' ? '90' : null,
      otherCardType: relation === '01' ? '境外卡' : null,
      cardNumber: relation === '01' ? '4000000000000002' : null,
    },
  }));

const channel = fc.constantFrom(
  { channel: null, otherChannel: null },
  { channel: '11', otherChannel: null },
  { channel: '99', otherChannel: '自助柜台' },
);

const transaction: fc.Arbitrary<ReportedTransaction> = fc
  .record({
    accounts,
    channel,
    counterparty,
    agent: maybe(fc.tuple(document, text(128), maybe(country))),
    clock: maybe(fc.tuple(two(23), two(59), two(59)).map((parts) => parts.join(':'))),
    place: maybe(place),
    method: fc.constantFrom('000030', '000131', '010104', '030110', '020101'),
    deviceCode: maybe(text(500)),
    purpose: maybe(text(128)),
    direction: fc.constantFrom('01' as const, '02' as const),
    currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD'),
    amount,
    amountCny: maybe(amount),
    amountUsd: maybe(amount),
  })
  .map(({ accounts, channel, agent, clock, ...rest }) =>
    sampleTransaction({
      ...rest,
      ...accounts,
      ...channel,
      agent: agent && { ...agent[0], name: agent[1], nationality: agent[2] },
      occurredAt: clock === null ? '2026-11-20' : `2026-11-20T${clock}`,
    }),
  );

const identity = fc
  .tuple(document, text(512), fc.array(transaction, { minLength: 1, maxLength: 4 }))
  .map(([papers, name, transactions]) => ({ ...papers, name, transactions }));

const customer: fc.Arbitrary<ReportedCustomer> = fc.record({
  customerNumber: fc.constant(''),
  name: text(512),
  nationalities: fc.array(country, { maxLength: 2 }),
  occupationOrIndustry: maybe(fc.constantFrom('99999', '20200', 'J6621')),
  phones: fc.array(fc.constantFrom('13800000000', '010-66194114', '852-23456789'), { maxLength: 2 }),
  addresses: fc.array(text(512), { maxLength: 2 }),
  otherContacts: fc.array(text(512), { maxLength: 2 }),
  features: fc
    .uniqueArray(fc.constantFrom('0501' as const, '0502' as const, '0503' as const, '0504' as const), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((codes) =>
      fc.tuple(
        ...codes.map((code) =>
          fc.array(identity, { minLength: 1, maxLength: 2 }).map((identities) => ({ code, identities })),
        ),
      ),
    ),
});

/** Reports the form allows, of one to four customers. */
export const snapshots: fc.Arbitrary<LargeValueSnapshot> = fc
  .array(customer, { minLength: 1, maxLength: 4 })
  .map((customers) => ({
    form: { name: 'camlmac', version: '1.0' },
    institution: { code: 'C0000000000001', name: '示例银行' },
    businessDate: '2026-11-20',
    customers: customers.map((entry, index) => ({ ...numbered(entry), customerNumber: `C${index + 1}` })),
  }));

function numbered(entry: ReportedCustomer): ReportedCustomer {
  let next = 0;
  return {
    ...entry,
    features: entry.features.map((feature) => ({
      ...feature,
      identities: feature.identities.map((papers) => ({
        ...papers,
        transactions: papers.transactions.map((entry) => {
          next += 1;
          return { ...entry, reference: `T${next}`, businessId: `core:T${next}` };
        }),
      })),
    })),
  };
}
