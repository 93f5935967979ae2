import type { CustomerKind } from '../../customers/index.js';
import type { Text } from '../../platform/index.js';
import type { FactName } from './facts.js';

/** A test on named facts. A test on an unknown fact is neither true nor false. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: FactName; equals: string | number | boolean }
  | { fact: FactName; in: string[] }
  | { fact: FactName; inList: string }
  | { fact: FactName; atLeast: number }
  | { fact: FactName; below: number };

export interface LegalBasis {
  instrument: Text;
  article: string;
  certainty: 'verified' | 'secondary' | 'general-knowledge' | 'proposal';
}

/** `because` may name facts in braces: `{cashShare}%`. */
export interface ScoreCase {
  score: number;
  when: Condition;
  because: Text;
}

/** One sub-item of a factor: the first case that holds gives the score. */
export interface ModelItem {
  item: string;
  title: Text;
  /** Points of a hundred, at most two decimals. */
  weight: number;
  /** The score when a fact that decides is not known. */
  unknown: number;
  scores: ScoreCase[];
  otherwise: { score: number; because: Text };
}

export interface ModelFactor {
  factor: string;
  title: Text;
  items: ModelItem[];
}

/** Levels stand from the highest down; the last begins at 0. */
export interface ModelLevel {
  level: string;
  title: Text;
  /** The least total, itself included. */
  from: number;
  /** Months until the next review. */
  reviewMonths: number;
}

/** Sets the highest level, or keeps from the lowest, whatever the total. */
export interface LevelRule {
  rule: string;
  when: Condition;
  because: Text;
  legalBasis: LegalBasis[];
  /** Whether people may decide a lower level all the same. */
  overridable: boolean;
}

/** How customers of some kinds are rated: Yinfa [2013] No. 2. */
export interface RiskModel {
  id: string;
  version: number;
  appliesTo: CustomerKind[];
  title: Text;
  legalBasis: LegalBasis[];
  effective: { from: string; to?: string };
  /** Scores go from 1 to this. */
  grades: number;
  /** How far back transactions and alerts are looked at. */
  transactionMonths: number;
  levels: ModelLevel[];
  factors: ModelFactor[];
  highest: LevelRule[];
  lowestBarred: LevelRule[];
}

export const itemsOf = (model: Pick<RiskModel, 'factors'>): ModelItem[] =>
  model.factors.flatMap(({ items }) => items);

/** 0 is the highest level; -1 when the model has no such level. */
export const rankOf = (model: Pick<RiskModel, 'levels'>, level: string): number =>
  model.levels.findIndex((one) => one.level === level);
