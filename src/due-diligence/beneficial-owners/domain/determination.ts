import type { RelationshipType } from '../../../customers/index.js';
import type { Treatment } from './rule.js';

/** By which test of the law somebody is an owner, in its order; then the kinds of bodies that have a test of their own. */
export const ownerBases = [
  'ownership',
  'votes',
  'income',
  'control',
  'manager',
  'trust-role',
  'simplified',
  'branch-manager',
  'declared',
] as const;
export type OwnerBasis = (typeof ownerBases)[number];

export interface OwnerPath {
  /** Party ids, owner first, the body last. */
  parties: string[];
  /** Per cent of each step. */
  shares: string[];
  /** Their product in per cent. */
  product: string;
}

export interface Owner {
  party: string;
  basis: OwnerBasis;
  /** Final share in per cent, of what the basis measures. */
  share?: string;
  /** By what control or role, and through which parties. */
  means?: string[];
  through?: string[];
  paths?: OwnerPath[];
}

export const unresolvedCodes = [
  'no-structure',
  'missing-layer',
  'below-100',
  'above-100',
  'closed-circle',
  'several-principals',
  'no-manager',
  'no-representative',
  'no-parent',
  'no-trust-parties',
  'open-share',
  'kind-unconfirmed',
  'control-not-searched',
  'declared-below-threshold',
  'declared-without-share',
  'declared-above-100',
] as const;
export type UnresolvedCode = (typeof unresolvedCodes)[number];

export interface Unresolved {
  code: UnresolvedCode;
  parties: string[];
  /** What part of the body it concerns, in per cent. */
  share?: string;
}

/** How complicated a structure is; for rating the risk and for the stronger measures of art. 20. */
export interface Complexity {
  parties: number;
  layers: number;
  circles: number;
  nominees: number;
  trusts: number;
}

export interface Determination {
  /** `determined`: by the tests; `declared`: by the customer's word alone, no holding being recorded; `unresolved`: nobody, or somebody may be hidden in what is not known. */
  outcome: 'determined' | 'declared' | 'unresolved' | 'exempt' | 'outside' | 'simplified';
  /** What the kind of body decided, and by which article. */
  treatment?: { treatment: Treatment; article: string };
  threshold: string;
  rule: { id: string; version: number };
  owners: Owner[];
  /** In per cent: held by the state and its like, and not accounted for. */
  stateHeld: string;
  open: string;
  unresolved: Unresolved[];
  complexity: Complexity;
}

/** Roles that answer for a body without owning it. */
export type LeadingRole = Extract<RelationshipType, 'manages' | 'executive' | 'legal-representative'>;
