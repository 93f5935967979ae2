import { readRuleFile } from '../../platform/index.js';
import type { OccasionalRules } from './domain/rules.js';

/** The thresholds of `rules/due-diligence/occasional.json`. */
export const loadOccasionalRules = (): OccasionalRules => readRuleFile('due-diligence/occasional.json');
