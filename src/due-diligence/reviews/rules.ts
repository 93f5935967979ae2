import { readRuleFile } from '../../platform/index.js';
import type { ReviewRules } from './domain/schedule.js';

/** The kinds of review tasks and their day counts, from `rules/due-diligence/reviews.json`. */
export const loadReviewRules = (path = 'due-diligence/reviews.json'): ReviewRules => readRuleFile(path);
