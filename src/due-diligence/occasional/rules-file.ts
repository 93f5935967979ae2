import { readRules } from '../document-checks/reference.js';
import type { OccasionalRules } from './domain/rules.js';

/** The thresholds of `rules/due-diligence/occasional.json`. */
export const loadOccasionalRules = (): OccasionalRules => readRules('occasional');
