import type { LocalizedText } from './types.js';
import type { Direction } from './transaction-types.js';

export type AlertKind = 'large-value' | 'suspicious' | 'screening' | 'due-diligence' | 'operational';
export type AlertStatus = 'open' | 'in-review' | 'excluded' | 'escalated' | 'withdrawn';

/** One currency side of a large-value alert; all amounts are decimal text. */
export interface Measure {
  sum?: string;
  limit?: string;
  count?: number;
  crossed?: boolean;
}

export interface AlertTransaction {
  id?: string;
  source: string;
  reference: string;
  amount: string;
  currency: string;
  bookedAt: string;
  measure?: string;
  counted?: string;
  /** No longer counts: a reversal or correction took it away. */
  withdrawn?: boolean;
}

export interface Alert {
  id: string;
  kind: AlertKind;
  ruleId: string;
  ruleVersion: number;
  customerNumber: string | null;
  customerId: string | null;
  customerName: string | null;
  subjects: string[];
  asOf: string;
  direction?: Direction | null;
  severity: string;
  status: AlertStatus;
  measures: Record<string, unknown>;
  explanation: LocalizedText;
  /** Only in the answer for one alert. */
  transactions?: AlertTransaction[];
  /** Movements of the same day that an exemption left out. */
  exempted?: { id: string; source: string; reference: string; item: string | number; state: string }[];
  dueOn: string | null;
  dueOnEstimated?: boolean;
  assignee: string | null;
  version: number;
  raisedAt?: string;
  changedAt?: string;
  transactionCount?: number;
}
