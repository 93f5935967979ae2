/**
 * Shapes of what the demo bank hands out. Bodies follow the HTTP contract field by field; nothing here may carry
 * a field that the contract does not name.
 */
export type CustomerKind = 'individual' | 'organisation' | 'sole-trader';
export type Currency = 'CNY' | 'USD' | 'EUR' | 'JPY' | 'HKD';
export type Direction = 'in' | 'out';
export type Method = 'cash' | 'transfer' | 'cheque' | 'card' | 'exchange' | 'other';
export type Channel = 'counter' | 'atm' | 'online' | 'mobile' | 'pos' | 'other';
export type Outcome = 'completed' | 'attempted' | 'declined';
export type Category =
  | 'normal'
  | 'reversal'
  | 'correction'
  | 'interest'
  | 'tax'
  | 'fee'
  | 'term-deposit-renewal'
  | 'fx-trading'
  | 'interbank-lending'
  | 'interbank-bond'
  | 'gold-exchange'
  | 'internal-allocation'
  | 'international-loan-onlending'
  | 'international-loan-swap'
  | 'other-exempt';
export type DocumentType =
  'resident-id' | 'passport' | 'hk-macao-permit' | 'taiwan-permit' | 'unified-social-credit' | 'other';

/** `POST /branches`. */
export interface BranchBody {
  code: string;
  name: string;
  parent?: string;
  country: string;
}

export interface DocumentBody {
  type: DocumentType;
  number: string;
  issuer?: string;
  issuedOn?: string;
  validUntil?: string;
  longTerm?: boolean;
  images?: string[];
}

export interface PersonBody {
  name: string;
  nameLatin?: string;
  nationality?: string;
  gender?: 'male' | 'female';
  dateOfBirth?: string;
  contacts?: ContactBody[];
  documents?: DocumentBody[];
}

export interface ContactBody {
  type: 'mobile' | 'phone' | 'email';
  value: string;
  consent: boolean;
}

/** `type` is the account type code of CAMLMAC table 10.2. */
export interface AccountBody {
  accountNumber: string;
  type: string;
  currency: Currency;
  openedOn: string;
  closedOn?: string;
}

/** `POST /customers`. Industry is a GB/T 4754 class, occupation a GB/T 6565 code (99999: none, retired). */
export interface CustomerBody {
  kind: CustomerKind;
  branch: string;
  name: string;
  customerNumber: string;
  publicBody?: boolean;
  nameLatin?: string;
  gender?: 'male' | 'female';
  dateOfBirth?: string;
  nationality?: string;
  occupation?: string;
  industry?: string;
  addresses?: { type: string; text: string; country: string; region?: string }[];
  contacts?: ContactBody[];
  documents?: DocumentBody[];
  purpose?: string;
  natureOfBusiness?: string;
  sourceOfFunds?: string;
  annualIncome?: string;
  businessScope?: string;
  registeredCapital?: string | { amount: string; currency: Currency };
  openedOn?: string;
  channel?: string;
  legalRepresentative?: PersonBody;
  beneficialOwners?: (PersonBody & { basis: string; share?: string; since: string })[];
  accounts?: AccountBody[];
}

export interface CounterpartyBody {
  name?: string;
  kind?: CustomerKind;
  accountNumber?: string;
  institutionCode?: string;
  institutionName?: string;
  country?: string;
  customerNumber?: string;
  document?: DocumentBody;
  publicBody?: boolean;
  related?: boolean;
}

/** `POST /transactions`. `amount` is decimal text with exactly the decimals of its currency. */
export interface TransactionBody {
  source: string;
  reference: string;
  customerNumber?: string;
  accountNumber?: string;
  bookedAt: string;
  direction: Direction;
  amount: string;
  currency: Currency;
  method: Method;
  channel: Channel;
  outcome?: Outcome;
  category?: Category;
  reverses?: { source: string; reference: string };
  crossBorder?: boolean;
  country?: string;
  counterparty?: CounterpartyBody;
  conductor?: PersonBody;
  cashPurpose?: string;
  purpose?: string;
  branch?: string;
  place?: { country: string; regionCode?: string; text?: string };
  device?: { ip?: string; id?: string };
  product?: string;
}

/** `PUT /exchange-rates/{date}`: `date` is the path's, the rest the body. */
export interface ExchangeRatesLine {
  date: string;
  kind: 'safe-monthly' | 'central-parity';
  base: 'USD' | 'CNY';
  rates: Partial<Record<Currency, string>>;
}

/** A fact for `POST /customer-events` or, of type `referral`, for `POST /referrals`. */
export interface DemoEvent {
  customerNumber: string;
  type: string;
  occurredOn: string;
  data: Record<string, string>;
}

/** An invented name on the demo bank's internal watchlist. */
export interface WatchlistName {
  entityId: string;
  list: string;
  kind: 'individual' | 'organisation';
  name: string;
  nameLatin?: string;
  documentNumber?: string;
}

/**
 * What was planted: `pattern` is an id of the pattern library or `typology-…`; one label per customer taking part.
 * `references` are of source `core`; `from`/`to` are the first and last day of the planted transactions, inclusive.
 */
export interface Label {
  pattern: string;
  scenario: string;
  role: 'main' | 'member';
  customerNumber: string;
  references: string[];
  events: number;
  from: string;
  to: string;
  expected: 'fires' | 'near-miss';
  note: string;
}

/** `until` is the last day with transactions; `days` counts back from it, itself included. */
export interface DemoParameters {
  customers: number;
  transactions: number;
  seed: number;
  until: string;
  days: number;
  /** The bank's working days; the calendar is dated data and not the generator's to know. */
  isWorkingDay: (day: string) => boolean;
}
