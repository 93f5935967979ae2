import { Decimal } from 'decimal.js';
import type { FeatureCode, LargeValueSnapshot } from './snapshot.js';

/** Sums of one class, direction and currency; equivalents are null when one of them is not known. */
export interface ReportTotal {
  readonly feature: FeatureCode;
  readonly direction: '01' | '02';
  readonly currency: string;
  readonly customers: number;
  readonly transactions: number;
  readonly amount: string;
  readonly amountCny: string | null;
  readonly amountUsd: string | null;
}

export interface ReportSummary {
  readonly customers: number;
  /** Records of the message: a transaction in two classes counts twice. */
  readonly records: number;
  /** Different transactions. */
  readonly transactions: number;
  readonly totals: readonly ReportTotal[];
}

/** What a report comes to, by class, direction and currency in that order. */
export function summarise(snapshot: LargeValueSnapshot): ReportSummary {
  const lines = new Map<string, Line>();
  const identifiers = new Set<string>();
  let records = 0;
  for (const customer of snapshot.customers) {
    for (const feature of customer.features) {
      for (const identity of feature.identities) {
        for (const transaction of identity.transactions) {
          records += 1;
          identifiers.add(transaction.businessId);
          const key = `${feature.code} ${transaction.direction} ${transaction.currency}`;
          const line = lines.get(key) ?? new Line(feature.code, transaction.direction, transaction.currency);
          lines.set(key, line);
          line.customers.add(customer.customerNumber);
          line.transactions += 1;
          line.amount = line.amount.plus(transaction.amount);
          line.cny = plus(line.cny, transaction.amountCny);
          line.usd = plus(line.usd, transaction.amountUsd);
        }
      }
    }
  }
  const totals = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line.total());
  return { customers: snapshot.customers.length, records, transactions: identifiers.size, totals };
}

class Line {
  readonly customers = new Set<string>();
  transactions = 0;
  amount = new Decimal(0);
  cny: Decimal | null = new Decimal(0);
  usd: Decimal | null = new Decimal(0);

  constructor(
    private readonly feature: FeatureCode,
    private readonly direction: '01' | '02',
    private readonly currency: string,
  ) {}

  total(): ReportTotal {
    return {
      feature: this.feature,
      direction: this.direction,
      currency: this.currency,
      customers: this.customers.size,
      transactions: this.transactions,
      amount: text(this.amount),
      amountCny: this.cny && text(this.cny),
      amountUsd: this.usd && text(this.usd),
    };
  }
}

function plus(sum: Decimal | null, amount: string | null): Decimal | null {
  return sum === null || amount === null ? null : sum.plus(amount);
}

function text(amount: Decimal): string {
  return amount.toFixed(Math.max(2, amount.decimalPlaces()));
}
