import type { FeatureCode, UsedRate } from './snapshot.js';

/** What the bank knows of a business date's reportable transactions, in its own terms. */
export interface ReportSource {
  readonly institution: { readonly code: string; readonly name: string; readonly regionCode: string };
  readonly businessDate: string;
  readonly customers: readonly SourceCustomer[];
}

export interface SourceDocument {
  readonly type: string;
  readonly number: string;
  readonly validUntil?: string | null;
}

export interface SourcePerson {
  readonly name?: string;
  readonly nationality?: string;
  readonly documents?: readonly SourceDocument[];
}

export interface SourceCustomer {
  readonly customerNumber: string;
  readonly kind: 'individual' | 'organisation' | 'sole-trader';
  readonly name: string;
  readonly branch: string | null;
  readonly nationality: string | null;
  readonly occupation: string | null;
  readonly industry: string | null;
  readonly contacts: readonly { readonly type: string; readonly value: string }[];
  readonly addresses: readonly { readonly text: string; readonly country: string }[];
  readonly documents: readonly SourceDocument[];
  /** In the order to report. */
  readonly transactions: readonly SourceTransaction[];
}

export interface SourceTransaction {
  readonly source: string;
  readonly reference: string;
  readonly features: readonly FeatureCode[];
  readonly account: {
    readonly number: string;
    readonly type: string | null;
    readonly openedOn: string | null;
  } | null;
  /** Local time of the bank, YYYY-MM-DDTHH:mm:ss. */
  readonly occurredAt: string;
  readonly direction: 'in' | 'out';
  readonly currency: string;
  /** What is left of it after reversals, as decimal text. */
  readonly amount: string;
  readonly cash: boolean;
  readonly method: string;
  readonly channel: string;
  /** null while the rate is not known. */
  readonly rates: { readonly cny: UsedRate | null; readonly usd: UsedRate | null };
  readonly branch?: string;
  readonly place?: { readonly country: string; readonly regionCode?: string };
  readonly purpose?: string;
  readonly device?: { readonly ip?: string; readonly id?: string };
  readonly conductor?: SourcePerson;
  readonly counterparty?: {
    readonly name?: string;
    readonly kind?: string;
    readonly accountNumber?: string;
    readonly institutionCode?: string;
    readonly institutionName?: string;
    readonly country?: string;
    readonly document?: SourceDocument;
  };
}
