import { readRuleFile, type Route } from '../../platform/index.js';
import { loadNoticeBook } from '../notices/template-files.js';
import { loadRestrictionRules } from '../restrictions/index.js';
import type { ObjectionRules } from './domain/due.js';
import { objectionRoutes } from './routes.js';
import { Objections, type ObjectionParts } from './service.js';

export { objectionMerge } from './merge.js';
export { Objections } from './service.js';

/** Within how many days an objection is answered, from `rules/due-diligence/objections.json`. */
export const loadObjectionRules = (path = 'due-diligence/objections.json'): ObjectionRules =>
  readRuleFile(path);

/** Objections, wired. */
export function createObjections(parts: Omit<ObjectionParts, 'rules' | 'bannedWords' | 'basicServices'>): {
  objections: Objections;
  routes: Route[];
} {
  const objections = new Objections({
    ...parts,
    rules: loadObjectionRules(),
    bannedWords: loadNoticeBook().bannedWords,
    basicServices: loadRestrictionRules().basicServices.map(({ code }) => code),
  });
  return { objections, routes: objectionRoutes({ ...parts, objections }) };
}
