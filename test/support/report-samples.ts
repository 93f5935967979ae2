import path from 'node:path';
import { readForm } from '../../src/reporting/forms.js';
import type {
  LargeValueSnapshot,
  ReportedCustomer,
  ReportedTransaction,
} from '../../src/reporting/domain/snapshot.js';

/** The shipped form and small made-up records for tests of reports. */
export const form = readForm(path.join(import.meta.dirname, '../../reports'), '1.0');

export function sampleTransaction(changes: Partial<ReportedTransaction> = {}): ReportedTransaction {
  return {
    source: 'core',
    reference: 'T1',
    branchCode: 'C0000000000001',
    relation: '00',
    account: {
      type: '120002',
      number: '6222020200112233445',
      openedAt: '2018-07-01',
      cardType: null,
      otherCardType: null,
      cardNumber: null,
    },
    agent: null,
    occurredAt: '2026-11-20T10:31:05',
    place: 'CHN110105',
    businessId: 'core:T1',
    matchingNumberType: null,
    matchingNumber: null,
    method: '000030',
    channel: null,
    otherChannel: null,
    deviceCode: null,
    paymentInstitutionCode: null,
    balanceOfPaymentsCode: null,
    direction: '01',
    purpose: '货款',
    currency: 'CNY',
    amount: '60000.00',
    amountCny: '60000.00',
    amountUsd: '8450.70',
    rates: { cny: null, usd: { kind: 'safe-monthly', date: '2026-11-01', rate: '0.140845' } },
    counterparty: {
      institutionName: null,
      institutionCodeType: null,
      institutionCode: null,
      regionCode: null,
      name: null,
      documentType: null,
      otherDocumentType: null,
      documentNumber: null,
      accountType: null,
      accountNumber: null,
    },
    remarks: [null, null],
    ...changes,
  };
}

export function sampleCustomer(
  changes: Partial<ReportedCustomer> = {},
  transactions: readonly ReportedTransaction[] = [sampleTransaction()],
): ReportedCustomer {
  return {
    customerNumber: 'C0001',
    name: '张晓明',
    nationalities: ['CHN'],
    occupationOrIndustry: '40101',
    phones: ['13800000000'],
    addresses: ['北京市朝阳区测试路1号'],
    otherContacts: [],
    features: [
      {
        code: '0501',
        identities: [
          {
            name: '张晓明',
            documentType: '110001',
            otherDocumentType: null,
            documentNumber: '11010519491231002X',
            transactions,
          },
        ],
      },
    ],
    ...changes,
  };
}

export function sampleSnapshot(
  customers: readonly ReportedCustomer[] = [sampleCustomer()],
): LargeValueSnapshot {
  return {
    form: { name: 'camlmac', version: '1.0' },
    institution: { code: 'C0000000000001', name: '示例银行' },
    businessDate: '2026-11-20',
    customers,
  };
}

/** Two customers, two classes, a document of the "other" kind, an agent, a foreign counterparty. */
export const smallReport = sampleSnapshot([
  sampleCustomer({ phones: ['13800000000', '010-66194114'] }),
  sampleCustomer({
    customerNumber: 'C0002',
    name: "O'Brien & Söhne <贸易>有限公司",
    nationalities: ['CHN', 'DEU'],
    occupationOrIndustry: 'F5179',
    phones: [],
    features: [
      {
        code: '0502',
        identities: [
          {
            name: "O'Brien & Söhne <贸易>有限公司",
            documentType: '619999',
            otherDocumentType: '境外机构在华登记',
            documentNumber: 'DE-2026/1',
            transactions: [
              sampleTransaction({
                reference: 'T7',
                businessId: 'core:T7',
                direction: '02',
                method: '010104',
                channel: '99',
                otherChannel: '银企直联',
                currency: 'EUR',
                amount: '250000',
                amountCny: '2050000.00',
                amountUsd: null,
                occurredAt: '2026-11-20',
                agent: {
                  name: '李代办',
                  documentType: '110001',
                  otherDocumentType: null,
                  documentNumber: '110101200002290018',
                  nationality: 'CHN',
                },
                counterparty: {
                  ...sampleTransaction().counterparty,
                  institutionName: 'Deutsche Musterbank',
                  institutionCodeType: '99',
                  institutionCode: 'MUSTDEFFXXX',
                  regionCode: 'DEU000000',
                  name: 'Muster GmbH',
                  accountNumber: 'DE02100100100006820101',
                },
              }),
            ],
          },
        ],
      },
    ],
  }),
]);
