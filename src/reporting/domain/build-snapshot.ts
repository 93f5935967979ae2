import { businessIdentifier } from './business-identifier.js';
import { reportedContacts } from './contacts.js';
import { characters } from './check-value.js';
import { equivalent } from './equivalent.js';
import { codeEntry, elementOf, type ReportForm } from './form.js';
import type { FindingCode, Findings, RecordReference } from './finding.js';
import { mapCode, type CodeMappings } from './mappings.js';
import type {
  ReportSource,
  SourceCustomer,
  SourceDocument,
  SourcePerson,
  SourceTransaction,
} from './report-source.js';
import type {
  LargeValueSnapshot,
  ReportedAgent,
  ReportedCounterparty,
  ReportedCustomer,
  ReportedDocument,
  ReportedTransaction,
} from './snapshot.js';

const NO_DOCUMENT: ReportedDocument = { documentType: null, otherDocumentType: null, documentNumber: null };

/**
 * Turns what the bank knows into what the form says. What cannot be had or mapped becomes null and a warning;
 * whether the rest may be written is decided by the check of the form, not here.
 */
export function buildSnapshot(
  source: ReportSource,
  form: ReportForm,
  mappings: CodeMappings,
  findings: Findings,
): LargeValueSnapshot {
  const builder = new Builder(source, form, mappings, findings);
  return {
    form: { name: form.form, version: form.version },
    institution: { code: source.institution.code, name: source.institution.name },
    businessDate: source.businessDate,
    customers: source.customers.map((customer) => builder.customer(customer)),
  };
}

class Builder {
  constructor(
    private readonly source: ReportSource,
    private readonly form: ReportForm,
    private readonly mappings: CodeMappings,
    private readonly findings: Findings,
  ) {}

  customer(customer: SourceCustomer): ReportedCustomer {
    const record = { customerNumber: customer.customerNumber };
    const nationalities = this.nationalities(customer);
    const foreign = nationalities.length > 0 && !nationalities.includes('CHN');
    const papers = this.document(
      mainDocument(customer, this.source.businessDate),
      holderOf(customer.kind),
      foreign,
    );
    const transactions = new Map<SourceTransaction, ReportedTransaction>(
      customer.transactions.map((transaction) => [transaction, this.transaction(customer, transaction)]),
    );
    const features = [
      ...new Set(customer.transactions.flatMap((transaction) => transaction.features)),
    ].sort();
    return {
      customerNumber: customer.customerNumber,
      name: customer.name,
      nationalities,
      occupationOrIndustry: this.occupation(customer, record),
      ...reportedContacts(customer.contacts),
      addresses: customer.addresses.map((address) => this.fit('CTAR', address.text, record) ?? ''),
      features: features.map((code) => ({
        code,
        identities: [
          {
            ...papers,
            name: customer.name,
            transactions: [...transactions]
              .filter(([transaction]) => transaction.features.includes(code))
              .map(([, reported]) => reported),
          },
        ],
      })),
    };
  }

  /** Organisations seldom have one on record: they are of the country they do business in. */
  private nationalities({ nationality, kind, addresses, documents }: SourceCustomer): string[] {
    if (nationality !== null) return [nationality];
    if (kind === 'individual') return documents.some(({ type }) => type === 'resident-id') ? ['CHN'] : [];
    if (documents.some(({ type }) => type === 'unified-social-credit')) return ['CHN'];
    return addresses.slice(0, 1).map(({ country }) => country);
  }

  private occupation({ kind, occupation, industry }: SourceCustomer, record: RecordReference): string | null {
    const stored = kind === 'individual' ? occupation : industry;
    if (stored === null) {
      this.warn('not-obtained', 'CTVC', record);
      return null;
    }
    const code = this.mappings.occupation[stored.trim().toLowerCase()] ?? stored.trim();
    if (elementOf(this.form, 'CTVC').pattern?.test(code)) return code;
    this.warn('unmapped', 'CTVC', record);
    return null;
  }

  private document(document: SourceDocument | undefined, holder: string, foreign: boolean): ReportedDocument {
    if (!document) return NO_DOCUMENT;
    const facts = { type: document.type, holder, foreign: foreign ? 'yes' : 'no' };
    const { code, other } = mapCode(this.mappings.idDocumentType, facts);
    const number = document.number.trim();
    return { documentType: code, otherDocumentType: other, documentNumber: number };
  }

  private transaction(customer: SourceCustomer, transaction: SourceTransaction): ReportedTransaction {
    const { account, currency, amount, rates, channel, direction } = transaction;
    const { source, reference } = transaction;
    const record = { customerNumber: customer.customerNumber, source, reference };
    const side = currency === 'CNY' ? 'cny' : 'foreign';
    const facts = {
      side,
      cash: transaction.cash ? 'yes' : 'no',
      method: transaction.method,
      channel,
      direction,
    };
    const through = mapCode(this.mappings.channel, facts);
    if (rates.cny === null) this.warn('rate-missing', 'CRMB', record);
    if (rates.usd === null) this.warn('rate-missing', 'CUSD', record);
    return {
      source,
      reference,
      // With an account the branch that keeps it, without one the branch that served (C: FINC, A.4).
      branchCode:
        (account ? customer.branch : null) ??
        transaction.branch ??
        customer.branch ??
        this.source.institution.code,
      relation: account ? '00' : '02',
      account: {
        type: account && this.accountType(account.type, holderOf(customer.kind), side),
        number: account?.number ?? null,
        openedAt: account?.openedOn ?? null,
        cardType: null,
        otherCardType: null,
        cardNumber: null,
      },
      agent: this.agent(customer, transaction.conductor, record),
      occurredAt: transaction.occurredAt,
      place: this.place(transaction.place),
      businessId: businessIdentifier(source, reference),
      matchingNumberType: null,
      matchingNumber: null,
      method: mapCode(this.mappings.method, facts).code ?? '',
      channel: through.code,
      otherChannel: through.other,
      deviceCode: deviceCode(customer, transaction),
      paymentInstitutionCode: null,
      balanceOfPaymentsCode: null,
      direction: direction === 'in' ? '01' : '02',
      purpose: this.fit('CRPP', transaction.purpose, record),
      currency,
      amount,
      amountCny: equivalent(amount, rates.cny),
      amountUsd: equivalent(amount, rates.usd),
      rates,
      counterparty: this.counterparty(transaction.counterparty ?? {}, record),
      remarks: [null, null],
    };
  }

  private accountType(type: string | null, holder: string, side: string): string | null {
    if (type === null) return null;
    if (codeEntry(this.form, 'accountType', type)) return type;
    return mapCode(this.mappings.accountType, { type: type.trim().toLowerCase(), holder, side }).code;
  }

  private place(place: SourceTransaction['place']): string {
    if (place && place.country !== 'CHN') return `${place.country}000000`;
    return `CHN${place?.regionCode ?? this.source.institution.regionCode}`;
  }

  /** Who acted, when that was somebody else. */
  private agent(
    customer: SourceCustomer,
    person: SourcePerson | undefined,
    record: RecordReference,
  ): ReportedAgent | null {
    if (!person || isSelf(customer, person)) return null;
    const foreign = person.nationality !== undefined && person.nationality !== 'CHN';
    return {
      ...this.document(person.documents?.[0], 'person', foreign),
      name: this.fit('TBNM', person.name, record),
      nationality: person.nationality ?? null,
    };
  }

  private counterparty(
    party: NonNullable<SourceTransaction['counterparty']>,
    record: RecordReference,
  ): ReportedCounterparty {
    const holder = holderOf(party.kind ?? 'individual');
    const foreign = party.country !== undefined && party.country !== 'CHN';
    const code = party.institutionCode?.trim();
    const type = this.mappings.institutionCodeType.find(
      ({ pattern }) => code && new RegExp(pattern).test(code),
    );
    if (code && !type) this.warn('unmapped', 'CFIC', record);
    return {
      ...this.document(party.document, holder, foreign),
      institutionName: this.fit('CFIN', party.institutionName, record),
      institutionCodeType: type?.code ?? null,
      institutionCode: type && code ? code : null,
      // The county of a domestic institution is not known; the country of a foreign one is.
      regionCode: foreign ? `${party.country}000000` : null,
      name: this.fit('TCNM', party.name, record),
      accountType: null,
      accountNumber: this.fit('TCAC', party.accountNumber, record),
    };
  }

  /** Free text cut to the length of its element, openly: a long purpose must not keep a report from being filed. */
  private fit(element: string, text: string | undefined, record: RecordReference): string | null {
    const value = text?.trim();
    if (!value) return null;
    const limit = elementOf(this.form, element).maxLength;
    if (characters(value) <= limit) return value;
    this.warn('shortened', element, record, limit);
    return [...value].slice(0, limit).join('');
  }

  private warn(code: FindingCode, element: string, record: RecordReference, limit?: number): void {
    const { zh, en } = elementOf(this.form, element);
    const more = limit === undefined ? {} : { limit };
    this.findings.add({
      severity: 'warning',
      code,
      element,
      path: element,
      record,
      label: { zh, en },
      ...more,
    });
  }
}

function holderOf(kind: string): string {
  return kind === 'individual' || kind === 'unknown' ? 'person' : 'organisation';
}

const PREFERRED = ['unified-social-credit', 'resident-id', 'temporary-resident-id'];

/** One that was still valid on the day if there is one, and of those the kind that identifies best. */
function mainDocument({ documents }: SourceCustomer, day: string): SourceDocument | undefined {
  const rank = ({ type, validUntil }: SourceDocument) => {
    const preference = PREFERRED.includes(type) ? PREFERRED.indexOf(type) : PREFERRED.length;
    return (validUntil && validUntil < day ? 100 : 0) + preference;
  };
  return [...documents].sort((a, b) => rank(a) - rank(b))[0];
}

function isSelf(customer: SourceCustomer, person: SourcePerson): boolean {
  const key = ({ type, number }: SourceDocument) => `${type} ${number.replace(/[\s-]/g, '').toUpperCase()}`;
  const own = new Set(customer.documents.map(key));
  const shown = person.documents ?? [];
  return shown.length > 0 ? shown.some((document) => own.has(key(document))) : person.name === customer.name;
}

/** OCEC: `IP@MAC` online, `telephone@device` on a mobile, else the number of the machine. */
function deviceCode(customer: SourceCustomer, { channel, device }: SourceTransaction): string | null {
  if (!device || channel === 'counter') return null;
  const phone = channel === 'mobile' ? reportedContacts(customer.contacts).phones[0] : undefined;
  const first = channel === 'mobile' ? (phone ?? device.ip) : channel === 'online' ? device.ip : undefined;
  const parts = [first, device.id].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join('@') : null;
}
