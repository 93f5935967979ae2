import type { Day, Tx } from '../platform/index.js';
import type { RiskFacts } from './domain/facts.js';

/** Further facts about customers from parts that know them, by customer key; later sources win. Set-based. */
export type FactSource = (tx: Tx, keys: readonly string[], today: Day) => Promise<Map<string, RiskFacts>>;

/** Writes the level to the customer's record, and the day of the next review where that comes nearer by it. */
export type SetRisk = (
  tx: Tx,
  ratings: readonly { key: string; riskLevel: string; nextReviewOn: Day | null }[],
) => Promise<void>;

/** Writes the next review of customers that were reviewed, also where it moves away. */
export type SetNextReview = (tx: Tx, reviews: readonly { key: string; nextReviewOn: Day }[]) => Promise<void>;

/** What makes a customer be rated: the events of Yinfa [2013] No. 2, and our own. */
export const triggers = [
  'onboarding',
  'identity-change',
  'owner-change',
  'alert',
  'list-change',
  'customer-event',
  'merge',
  'periodic',
  'first-rating',
  'model-change',
  'override',
  'override-expired',
  'request',
] as const;

export type Trigger = (typeof triggers)[number];
