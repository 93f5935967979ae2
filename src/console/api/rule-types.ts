import type { LocalizedText } from './types.js';

export interface LegalBasis {
  instrument?: LocalizedText;
  /** Article and paragraph, such as `5(1)`. */
  article?: string;
  certainty?: string;
}

/** A dated number of the law. */
export interface RuleParameter {
  unit?: string;
  meaning?: LocalizedText;
  values: { from: string; to?: string; value: unknown }[];
}

/** A rule in the list of those in force. */
export interface RuleSummary {
  ruleId: string;
  version: number;
  status: string;
  kind: string;
  title: LocalizedText;
  description: LocalizedText;
  legalBasis: LegalBasis[];
  parameters: Record<string, RuleParameter>;
  severity: string;
}

/** A rule as its file says it; what the console does not name is shown as JSON. */
export interface RuleDefinition {
  kind?: string;
  reportCode?: string;
  title?: LocalizedText;
  description?: LocalizedText;
  legalBasis?: LegalBasis[];
  parameters?: Record<string, RuleParameter>;
  effective?: { from?: string; to?: string };
}

export interface ExemptionItem {
  item: number;
  title: LocalizedText;
}

/** One version of a rule with its history. */
export interface RuleVersion {
  ruleId: string;
  version: number;
  status: string;
  definition: RuleDefinition;
  exemptions?: { items: ExemptionItem[] };
  versions: { version: number; status: string; recordedAt: string }[];
}
