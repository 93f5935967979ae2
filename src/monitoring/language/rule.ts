import type { Day, Text } from '../../platform/index.js';

/** A condition on one movement of money and its customer. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { field: string; equals: string | boolean }
  | { field: string; in: string[] };

/** A value that changes with the law, each from a day on. */
export interface Parameter {
  unit: 'CNY' | 'USD' | 'count';
  meaning: Text;
  values: { from: Day; value: string }[];
}

/** A sum over the movements a rule covers; its count comes with it. */
export interface Measure {
  sum: 'amount' | 'amountInUsd' | 'amountInCny';
  unit: 'CNY' | 'USD';
  where?: Condition;
}

export interface Threshold {
  measure: string;
  atLeast: { parameter: string };
}

export interface LegalBasis {
  instrument: Text;
  article: string;
  certainty: 'verified' | 'secondary' | 'general-knowledge' | 'proposal';
}

/** An exemption item: a permission not to report, with the condition that a machine can test. */
export interface ExemptionItem {
  item: number;
  title: Text;
  when: Condition;
}

export interface ExemptionSet {
  id: string;
  version: number;
  legalBasis: LegalBasis[];
  items: ExemptionItem[];
}

/** A rule as its file states it. See docs/rule-language.md. */
export interface Rule {
  id: string;
  version: number;
  kind: 'large-value';
  reportCode: string;
  title: Text;
  description: Text;
  legalBasis: LegalBasis[];
  effective: { from: Day; to?: Day };
  covers: Condition;
  window: { days: 1 };
  by: ['direction'];
  parameters: Record<string, Parameter>;
  measures: Record<string, Measure>;
  condition: { any: Threshold[] };
  exemptions?: string;
  outcome: {
    severity: 'low' | 'medium' | 'high' | 'critical';
    deadline: { workingDays: number };
    explanation: Text;
  };
  examples: { fires: RuleExample[]; doesNotFire: RuleExample[] };
}

/** Movements of one day that a rule must or must not fire on; run by the tests. */
export interface RuleExample {
  note: string;
  customer: Record<string, unknown>;
  transactions: Record<string, unknown>[];
}
