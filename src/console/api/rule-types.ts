import type { LocalizedText } from './types.js';

export interface LegalBasis {
  instrument?: LocalizedText;
  /** Article and paragraph, such as `5(1)`. */
  article?: string;
  text?: LocalizedText;
  certainty?: string;
}

/** A dated number of the law. */
export interface RuleParameter {
  unit?: string;
  meaning?: LocalizedText;
  values: { from: string; to?: string; value: unknown }[];
}

export interface RuleVersionSummary {
  version: number;
  status: string;
  effective?: { from?: string; to?: string };
  recordedAt?: string | null;
}

/** A rule as its file says it; a list leaves the logic out. */
export interface Rule {
  id: string;
  version: number;
  status?: string;
  kind?: string;
  reportCode?: string;
  title?: LocalizedText;
  description?: LocalizedText;
  legalBasis?: LegalBasis[];
  parameters?: Record<string, RuleParameter>;
  effective?: { from?: string; to?: string };
  versions?: RuleVersionSummary[];
  definition?: Rule;
  [key: string]: unknown;
}
