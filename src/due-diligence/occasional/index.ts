import { readRules } from '../document-checks/reference.js';
import type { OccasionalRules } from './domain/rules.js';

/** The thresholds of `rules/due-diligence/occasional.json`. */
export const loadOccasionalRules = (): OccasionalRules => readRules('occasional');

export { OccasionalTransactions } from './service.js';
export { occasionalRoutes } from './routes.js';
export { assess as assessOccasional } from './domain/assess.js';
export type { OccasionalRules } from './domain/rules.js';
export type { LinkedMovement, LinkedMovements, LinkedReference, UsdRate } from './ports.js';
