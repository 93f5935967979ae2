import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/index.js';
import type { ReviewRules } from './domain/schedule.js';

/** The kinds of review tasks and their day counts, from `rules/due-diligence/reviews.json`. */
export function loadReviewRules(file = join(projectRoot, 'rules/due-diligence/reviews.json')): ReviewRules {
  return JSON.parse(readFileSync(file, 'utf8')) as ReviewRules;
}
