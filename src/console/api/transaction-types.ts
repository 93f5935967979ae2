import type { LocalizedText } from './types.js';

export type Direction = 'in' | 'out';

export interface Counterparty {
  name?: string | null;
  kind?: string | null;
  accountNumber?: string | null;
  institutionCode?: string | null;
  institutionName?: string | null;
  country?: string | null;
  customerNumber?: string | null;
  publicBody?: boolean | string | null;
  related?: boolean | null;
}

export interface Exemption {
  rule: string;
  item: string | number;
  state: 'applied' | 'lapsed';
  since: string;
}

export interface TransactionReference {
  source: string;
  reference: string;
}

export interface Transaction extends TransactionReference {
  id: string;
  customerNumber?: string | null;
  customerName?: string | null;
  accountNumber?: string | null;
  bookedAt: string;
  businessDate?: string;
  direction: Direction;
  amount: string;
  currency: string;
  method: string;
  channel: string;
  outcome?: string | null;
  category?: string | null;
  reverses?: TransactionReference | null;
  reversedBy?: TransactionReference | null;
  crossBorder?: boolean | null;
  country?: string | null;
  counterparty?: Counterparty | null;
  conductor?: { name: string } | null;
  cashPurpose?: string | null;
  purpose?: string | null;
  branch?: string | null;
  place?: { country?: string | null; regionCode?: string | null; text?: string | null } | null;
  device?: { ip?: string | null; id?: string | null } | null;
  product?: string | null;
  exemptions?: Exemption[];
  /** How much of it later reversals have taken back. */
  reversedAmount?: string | null;
  rates?: { cny?: string | null; usd?: string | null };
  receivedAt?: string;
  notes?: (string | { code: string; message?: string })[];
}

export type ImportState = 'queued' | 'running' | 'completed' | 'failed';
export type ImportKind = 'customer' | 'transaction';

export interface Import {
  id: string;
  state: ImportState;
  dryRun: boolean;
  format: 'csv' | 'ndjson';
  mapping: string | null;
  /** Bytes of the file, and how many of them are settled. */
  size: number;
  processed: number;
  read: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  rejections: string;
  failure: { code: string; message: string } | null;
  warnings: { code: string; message: string }[];
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface ImportMapping {
  name: string;
  kind: 'customers' | 'transactions';
  shipped: boolean;
  definition: { title?: LocalizedText; description?: string };
}

export type RateKind = 'safe-monthly' | 'central-parity';

/** Units of `base` for one unit of `currency`, from `validFrom` until before `validTo`. */
export interface ExchangeRate {
  kind: RateKind;
  currency: string;
  base: string;
  rate: string;
  validFrom: string;
  validTo: string;
  enteredAt: string;
  enteredBy: string;
  supersededAt: string | null;
}
