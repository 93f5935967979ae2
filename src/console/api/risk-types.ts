import type { LocalizedText } from './types.js';
import type { LegalBasis } from './rule-types.js';

/** What one item of a rating gave, and why. */
export interface RatedItem {
  item: string;
  title: LocalizedText;
  factor: string;
  factorTitle: LocalizedText;
  score: number;
  maximum: number;
  weight: number;
  contribution: number;
  because: LocalizedText;
  unknown: boolean;
}

export interface RiskRating {
  id: string;
  ratedAt: string;
  trigger: string;
  model: { id: string; version: number };
  total: number;
  machineLevel: string;
  level: string;
  overrideId: string | null;
  nextReviewOn: string;
  items: RatedItem[];
  rules: { rule: string; effect: string; because: LocalizedText; legalBasis: LegalBasis[] }[];
}

export interface RiskOverride {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  level: string;
  machineLevel: string;
  reason: string;
  status: string;
  madeAt: string;
  maker: string;
  decider: string | null;
  comment: string | null;
  expiresOn: string | null;
  endReason: string | null;
}

export interface RiskLevel {
  level: string;
  title: LocalizedText;
  from: number;
  reviewMonths: number;
}

export interface RiskHistory {
  items: RiskRating[];
  firstDueOn: string | null;
  levels: RiskLevel[];
  overrides: RiskOverride[];
}

export interface RiskOverview {
  levels: { level: string; customers: number }[];
  unrated: number;
  overdue: number;
  waitingOverrides: number;
  requested: number;
}

export interface UnratedCustomer {
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  firstDueOn: string;
  overdue: boolean;
}

export interface RiskModelSummary {
  modelId: string;
  version: number;
  title: LocalizedText;
  status: string;
  note: string;
  madeAt: string;
  maker: string;
  decider: string | null;
  comment: string | null;
}

/** The parts of a model that the console shows by themselves. */
export interface RiskModelDefinition {
  levels?: RiskLevel[];
  factors?: {
    factor: string;
    title: LocalizedText;
    items: { item: string; title: LocalizedText; weight: number; unknown?: number }[];
  }[];
  highest?: { rule: string; because: LocalizedText }[];
}

export interface RiskModelVersion extends RiskModelSummary {
  definition: RiskModelDefinition;
  previews: { id: string; state: string; createdAt: string }[];
  leftToRate: number | null;
}

export interface RiskPreview {
  id: string;
  state: string;
  progress: number;
  customers: number;
  levels: RiskLevel[];
  table: { before: string; after: string; customers: number }[];
  branches: { branch: string; customers: number; moved: number }[];
}

export interface MovedCustomer {
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string;
  before: string;
  after: string;
  beforeTotal: number;
  afterTotal: number;
}
