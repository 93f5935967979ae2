/** How one party stands to another; the holder is named first: an owner owns, a nominee holds for a principal. */
export const relationshipTypes = [
  'owns',
  'votes',
  'income',
  'controls',
  'manages',
  'legal-representative',
  'director',
  'executive',
  'agent',
  'settlor',
  'trustee',
  'beneficiary',
  'supervisor',
  'nominee-for',
  'relative',
  'associate',
] as const;

/** A customer's own statement of who finally owns it: compared with the structure, never part of it. */
export const DECLARED_OWNER = 'beneficial-owner';
export type RelationshipType = (typeof relationshipTypes)[number] | typeof DECLARED_OWNER;

/** Those that say how much. */
export const shareTypes: readonly RelationshipType[] = ['owns', 'votes', 'income'];

/** By what control is had (BO Measures art. 8(3)). */
export const controlMeans = [
  'agreement',
  'close-relation',
  'decides-directors',
  'decides-matters',
  'finances',
  'assets',
] as const;
export type ControlMeans = (typeof controlMeans)[number];

/** Kinds of bodies that the law of beneficial owners tells apart; what it says of each stands in rules/. */
export const bodyTypes = [
  'company',
  'partnership',
  'state-owned-company',
  'collective-enterprise',
  'state-organ',
  'public-institution',
  'villagers-committee',
  'rural-collective',
  'intergovernmental',
  'foreign-government',
  'professional-firm',
  'cooperative',
  'sole-proprietorship',
  'qualified-foreign-investor',
  'foreign-representative-office',
  'social-organisation',
  'branch',
  'foreign-branch',
  'trust',
  'fund',
  'sole-trader',
  'other',
] as const;
export type BodyType = (typeof bodyTypes)[number];

export const relationshipSources = ['declared', 'register', 'document'] as const;
export type RelationshipSource = (typeof relationshipSources)[number];
