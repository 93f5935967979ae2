import { readRuleFile, type Text } from '../../platform/index.js';
import type { Finding } from '../../customers/index.js';
import type { TaskKind } from '../reviews/index.js';

export const outcomes = ['confirmed', 'failed', 'refused-by-customer'] as const;
export type VerificationOutcome = (typeof outcomes)[number];

/** The file `rules/due-diligence/verification.json`. */
export interface VerificationTerms {
  reasons: readonly { id: string; title: Text; article: string; settles: readonly TaskKind[] }[];
  methods: readonly { id: string; title: Text; article: string; faceToFace: boolean }[];
  outcomes: Record<
    Exclude<VerificationOutcome, 'confirmed'>,
    { code: string; article: string; message: Text }
  >;
  articleForm: Text;
}

/** Reasons, methods and outcomes of verifications, as data. */
export const loadVerificationTerms = (path = 'due-diligence/verification.json'): VerificationTerms =>
  readRuleFile(path);

/** What an outcome leaves to say about the customer; nothing when the identity was confirmed. */
export function outcomeFindings(terms: VerificationTerms, outcome: VerificationOutcome): Finding[] {
  if (outcome === 'confirmed') return [];
  const { code, article, message } = terms.outcomes[outcome];
  const quote = (form: string) => form.replace('{article}', article);
  return [
    {
      code,
      severity: 'error',
      message,
      article: { en: quote(terms.articleForm.en), zh: quote(terms.articleForm.zh) },
    },
  ];
}
