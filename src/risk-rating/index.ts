export { RiskRatings, type RiskParts } from './service.js';
export { riskRoutes } from './routes.js';
export { ratingQueueJob } from './jobs.js';
export { loadRiskBook, type RiskBook } from './rule-files.js';
export { recordShippedModels } from './models.js';
export { triggers, type FactSource, type SetRisk, type Trigger } from './ports.js';
export type { RiskFacts } from './domain/facts.js';
