import { RECORD, type TreeGroup } from './message-writer.js';
import { compactDay, compactTime } from './compact-time.js';
import type {
  LargeValueSnapshot,
  ReportedCustomer,
  ReportedDocument,
  ReportedFeature,
  ReportedIdentity,
  ReportedTransaction,
} from './snapshot.js';

/** Which value of the snapshot stands under which element of HVTR. The order is the form's, not this one. */
export function largeValueTree(snapshot: LargeValueSnapshot): TreeGroup {
  return {
    RBIF: { RICD: snapshot.institution.code, CTTN: String(snapshot.customers.length) },
    CATIs: lazily(snapshot.customers, (customer) => customerGroup(customer, snapshot.businessDate)),
  };
}

function customerGroup(customer: ReportedCustomer, businessDate: string): TreeGroup {
  return {
    [RECORD]: { customerNumber: customer.customerNumber },
    CBIF: {
      CSNM: customer.customerNumber,
      CTNTs: customer.nationalities,
      CTVC: customer.occupationOrIndustry,
      CCIF: { CCTLs: customer.phones, CATRs: customer.addresses, CCEIs: customer.otherContacts },
    },
    HTDT: compactDay(businessDate),
    HTCRs: lazily(customer.features, featureGroup),
  };
}

function featureGroup(feature: ReportedFeature): TreeGroup {
  const transactions = feature.identities.reduce((sum, identity) => sum + identity.transactions.length, 0);
  return { CRCD: feature.code, TTNM: String(transactions), CCIFs: lazily(feature.identities, identityGroup) };
}

function identityGroup(identity: ReportedIdentity): TreeGroup {
  return {
    CTNM: identity.name,
    CITP: identity.documentType,
    OITP: identity.otherDocumentType,
    CTID: identity.documentNumber,
    TSDTs: lazily(identity.transactions, transactionGroup),
  };
}

const NOBODY: ReportedDocument & { name: null; nationality: null } = {
  name: null,
  documentType: null,
  otherDocumentType: null,
  documentNumber: null,
  nationality: null,
};

function transactionGroup(transaction: ReportedTransaction): TreeGroup {
  const { account, counterparty } = transaction;
  const agent = transaction.agent ?? NOBODY;
  return {
    [RECORD]: { source: transaction.source, reference: transaction.reference },
    RINI: { FINC: transaction.branchCode, RLFC: transaction.relation },
    ATIF: {
      CATP: account.type,
      CTAC: account.number,
      OATM: account.openedAt === null ? null : compactTime(account.openedAt),
      CBCT: account.cardType,
      OCBT: account.otherCardType,
      CBCN: account.cardNumber,
    },
    TBIF: {
      TBNM: agent.name,
      TBIT: agent.documentType,
      OITP: agent.otherDocumentType,
      TBID: agent.documentNumber,
      TBNT: agent.nationality,
    },
    TSIF: {
      TSTM: compactTime(transaction.occurredAt),
      TRCD: transaction.place,
      TICD: transaction.businessId,
      RPMT: transaction.matchingNumberType,
      RPMN: transaction.matchingNumber,
      TSTP: transaction.method,
      OCTT: transaction.channel,
      OOCT: transaction.otherChannel,
      OCEC: transaction.deviceCode,
      BPTC: transaction.paymentInstitutionCode,
      TSCT: transaction.balanceOfPaymentsCode,
      TSDR: transaction.direction,
      CRPP: transaction.purpose,
      CRTP: transaction.currency,
      CRAT: transaction.amount,
      CRMB: transaction.amountCny,
      CUSD: transaction.amountUsd,
    },
    TCIF: {
      CFIN: counterparty.institutionName,
      CFCT: counterparty.institutionCodeType,
      CFIC: counterparty.institutionCode,
      CFRC: counterparty.regionCode,
      TCNM: counterparty.name,
      TCIT: counterparty.documentType,
      OITP: counterparty.otherDocumentType,
      TCID: counterparty.documentNumber,
      TCAT: counterparty.accountType,
      TCAC: counterparty.accountNumber,
    },
    ROTFs: transaction.remarks,
  };
}

function lazily<T>(items: readonly T[], group: (item: T) => TreeGroup): Iterable<TreeGroup> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield group(item);
    },
  };
}
