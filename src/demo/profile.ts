import type { Currency, CustomerKind } from './types.js';

/** What the generator knows about a customer: enough to pay with, small enough to rebuild at any time. */
export interface Profile {
  index: number;
  customerNumber: string;
  kind: CustomerKind;
  name: string;
  branch: string;
  /** The account in yuan that money moves over. */
  accountNumber: string;
  accounts: readonly ProfileAccount[];
  publicBody: boolean;
  /** Yearly income of a person, turnover of anyone else; minor units of CNY. */
  yearlyIncome: number;
  industry: string;
  scope: string;
  occupation: string;
  gender: 'male' | 'female';
  birth: number;
  prefecture: string;
  placeText: string;
  nationality: string;
  openedOn: number;
  device: string;
}

export interface ProfileAccount {
  accountNumber: string;
  type: string;
  currency: Currency;
  openedOn: number;
  closedOn?: number;
}

/** CAMLMAC account types (table 10.2) the demo uses. */
export const ACCOUNT_TYPE = {
  personalSettlement: '120002',
  personalTerm: '120009',
  personalLoan: '120018',
  basic: '620001',
  special: '620003',
  foreignCurrency: '620005',
  term: '620007',
  loan: '620008',
} as const;

/** What a planted customer must be, whatever chance would have made of it. */
export interface ProfileOverride {
  name?: string;
  yearlyIncome?: number;
  industry?: string;
  scope?: string;
  occupation?: string;
  nationality?: string;
  openedOn?: number;
  device?: string;
  branch?: string;
  registeredCapital?: { amount: string; currency: Currency };
  natureOfBusiness?: string;
  extraAccounts?: readonly { type: string; currency: Currency; openedOn?: number; closedOn?: number }[];
}
