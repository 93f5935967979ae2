import type { Day, Text, Tx } from '../platform/index.js';

export const alertKinds = ['large-value', 'suspicious', 'screening', 'due-diligence', 'operational'] as const;
export type AlertKind = (typeof alertKinds)[number];
export const alertStatuses = ['open', 'in-review', 'excluded', 'escalated', 'withdrawn'] as const;
export type AlertStatus = (typeof alertStatuses)[number];
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** What one side of a measure came to, as decimal text. */
export interface MeasuredSide {
  sum: string;
  limit: string;
  count: number;
  crossed: boolean;
}

export type Measures = Record<string, MeasuredSide | string>;

/** An alert as a rule wants it to be; raising it again for the same episode brings it up to date. */
export interface AlertToRaise {
  kind: AlertKind;
  ruleId: string;
  ruleVersion: number;
  /** Internal key; null for operational alerts. */
  customerId: string | null;
  /** Whose facts it rests on, where that one is merged into the customer. */
  mergedFrom?: string | null;
  asOf: Day;
  direction: 'in' | 'out' | null;
  /** What makes it one alert: the same rule, customer and episode never give two. */
  episode: string;
  severity: Severity;
  measures: Measures;
  explanation: Text;
  dueOn: Day | null;
  dueOnEstimated: boolean;
}

export interface RaisedAlert {
  id: string;
  publicId: string;
  created: boolean;
}

/** One movement that counted, as it was when it counted. */
export interface Evidence {
  alertId: string;
  ledgerId: string;
  /** Whom it was booked for; for whom it counts now may be another. */
  customerId: string;
  bookedAt: Date;
  source: string;
  reference: string;
  amount: string;
  /** What of it counted, in the measure's unit. */
  counted: string;
  currency: string;
  measure: string;
}

/** An alert about a customer, as those are told of it who have something to do because of it. */
export interface AlertAbout {
  publicId: string;
  kind: AlertKind;
  /** Internal key. */
  customerId: string;
}

/** Told of alerts in the transaction that changes them. */
export interface AlertListener {
  /** Alerts that were not there before. */
  raised(tx: Tx, alerts: readonly AlertAbout[]): Promise<void>;
  /** Alerts somebody decided to be none. */
  excluded(tx: Tx, alerts: readonly AlertAbout[]): Promise<void>;
}
