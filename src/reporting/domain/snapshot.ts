/**
 * What a large-value report says, frozen when the report is made, in the codes of the form. The message is
 * written from this alone, so that it can be written again, byte for byte, years later. `null` is what does
 * not apply or could not be obtained.
 */
export interface LargeValueSnapshot {
  readonly form: { readonly name: string; readonly version: string };
  readonly institution: { readonly code: string; readonly name: string };
  /** The natural day (YYYY-MM-DD, bank's zone) on which the transactions happened. */
  readonly businessDate: string;
  readonly customers: readonly ReportedCustomer[];
}

export type FeatureCode = '0501' | '0502' | '0503' | '0504';

export interface ReportedCustomer {
  readonly customerNumber: string;
  readonly name: string;
  /** ISO 3166 alpha-3. */
  readonly nationalities: readonly string[];
  readonly occupationOrIndustry: string | null;
  readonly phones: readonly string[];
  readonly addresses: readonly string[];
  readonly otherContacts: readonly string[];
  readonly features: readonly ReportedFeature[];
}

export interface ReportedFeature {
  readonly code: FeatureCode;
  /** One for each identity document the customer used. */
  readonly identities: readonly ReportedIdentity[];
}

export interface ReportedDocument {
  readonly documentType: string | null;
  readonly otherDocumentType: string | null;
  readonly documentNumber: string | null;
}

export interface ReportedIdentity extends ReportedDocument {
  readonly name: string;
  readonly transactions: readonly ReportedTransaction[];
}

export interface ReportedTransaction {
  /** Key in the bank's own systems; not written, but named in findings. */
  readonly source: string;
  readonly reference: string;
  /** RINI */
  readonly branchCode: string;
  readonly relation: string;
  readonly account: ReportedAccount;
  /** The person who acted for the customer; TBIF. */
  readonly agent: ReportedAgent | null;
  /** Local time of the bank, as precise as known: 2026-11-20, 2026-11-20T10:31, 2026-11-20T10:31:05. */
  readonly occurredAt: string;
  readonly place: string | null;
  readonly businessId: string;
  readonly matchingNumberType: string | null;
  readonly matchingNumber: string | null;
  readonly method: string;
  readonly channel: string | null;
  readonly otherChannel: string | null;
  readonly deviceCode: string | null;
  readonly paymentInstitutionCode: string | null;
  readonly balanceOfPaymentsCode: string | null;
  /** 01 in, 02 out. */
  readonly direction: '01' | '02';
  readonly purpose: string | null;
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
  readonly amountCny: string | null;
  readonly amountUsd: string | null;
  /** The rates behind the two equivalents, kept for those who check; not written. */
  readonly rates: { readonly cny: UsedRate | null; readonly usd: UsedRate | null };
  readonly counterparty: ReportedCounterparty;
  /** Reserved by the form: two places, both null for now. */
  readonly remarks: readonly [string | null, string | null];
}

export interface UsedRate {
  readonly kind: string;
  readonly date: string;
  /** Units of the base for one unit of the transaction's currency. */
  readonly rate: string;
}

export interface ReportedAccount {
  readonly type: string | null;
  readonly number: string | null;
  readonly openedAt: string | null;
  readonly cardType: string | null;
  readonly otherCardType: string | null;
  readonly cardNumber: string | null;
}

export interface ReportedAgent extends ReportedDocument {
  readonly name: string | null;
  readonly nationality: string | null;
}

export interface ReportedCounterparty extends ReportedDocument {
  readonly institutionName: string | null;
  readonly institutionCodeType: string | null;
  readonly institutionCode: string | null;
  readonly regionCode: string | null;
  readonly name: string | null;
  readonly accountType: string | null;
  readonly accountNumber: string | null;
}
