export { createOwners } from './create.js';
export { ownerMeasureMerge } from './merge.js';
export { ownerFindings, differences as ownerDifferences, type DeclaredOwner } from './domain/declared.js';
export { determineOwners } from './domain/determine.js';
export type { Complexity, Determination, Owner } from './domain/determination.js';
export { ruleOn as ownerRuleOn, type OwnerRuleFile } from './domain/rule.js';
export { compareRegister, type ComparedOwner } from './domain/compare-register.js';
export { mentionsReport } from './domain/forbidden-words.js';
export { discrepancyStatusOf, mayFollow } from './domain/register-status.js';
