export { OwnerDecisions } from './decisions.js';
export { beneficialOwnerRoutes } from './routes.js';
export { loadOwnerRules } from './rule-file.js';
export { BeneficialOwners, type OwnerParts } from './service.js';
export { ownerFindings, differences as ownerDifferences, type DeclaredOwner } from './domain/declared.js';
export { determineOwners } from './domain/determine.js';
export type { Complexity, Determination, Owner } from './domain/determination.js';
export { ruleOn as ownerRuleOn, type OwnerRuleFile } from './domain/rule.js';
