export { createRiskRating, type RiskModule } from './module.js';
export { RiskRatings, type RiskParts } from './service.js';
export { loadRiskBook, type RiskBook } from './rule-files.js';
export { triggers, type FactSource, type SetRisk, type Trigger } from './ports.js';
export type { RiskFacts } from './domain/facts.js';
export { ratingsAfterMerge } from './merge.js';
export { ownershipFacts } from './ownership-facts.js';
