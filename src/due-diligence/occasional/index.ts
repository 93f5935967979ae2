export { loadOccasionalRules } from './rules-file.js';
export { OccasionalTransactions } from './service.js';
export { occasionalRoutes } from './routes.js';
export { assess as assessOccasional } from './domain/assess.js';
export type { OccasionalRules } from './domain/rules.js';
export type { LinkedMovement, LinkedMovements, LinkedReference } from './ports.js';
