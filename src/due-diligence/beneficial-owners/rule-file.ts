import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/index.js';
import type { OwnerRuleFile } from './domain/rule.js';

/** The law of beneficial owners as data, from `rules/due-diligence/beneficial-owners.json`. */
export function loadOwnerRules(
  file = join(projectRoot, 'rules/due-diligence/beneficial-owners.json'),
): OwnerRuleFile {
  return JSON.parse(readFileSync(file, 'utf8')) as OwnerRuleFile;
}
