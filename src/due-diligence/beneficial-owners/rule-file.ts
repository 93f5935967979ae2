import { readRuleFile } from '../../platform/index.js';
import type { OwnerRuleFile } from './domain/rule.js';

/** The law of beneficial owners as data, from `rules/due-diligence/beneficial-owners.json`. */
export const loadOwnerRules = (path = 'due-diligence/beneficial-owners.json'): OwnerRuleFile =>
  readRuleFile(path);
