import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, type Day } from '../../platform/index.js';

/** `rules/due-diligence/contacts.json`. */
export interface ContactRules {
  recordedWithin: readonly { from: Day; days: number }[];
}

export function loadContactRules(
  path = join(projectRoot, 'rules/due-diligence/contacts.json'),
): ContactRules {
  return JSON.parse(readFileSync(path, 'utf8')) as ContactRules;
}

/** Days after which a contact can no longer be written down, as of a day. */
export function recordedWithinDays({ recordedWithin }: ContactRules, today: Day): number {
  const sorted = [...recordedWithin].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (sorted.filter(({ from }) => from <= today).at(-1) ?? sorted[0]!).days;
}
