import { readRuleFile, type Route } from '../../platform/index.js';
import type { RestrictionRules } from './domain/rules.js';
import { noticeProof } from './proof.js';
import { restrictionRoutes } from './routes.js';
import { Restrictions, type RestrictionParts } from './service.js';

export { Restrictions, type RestrictionParts } from './service.js';
export type { NoticeProof, SetRestricted } from './ports.js';
export { restrictionMerge } from './merge.js';

/** The measures, their grades and reasons, from `rules/due-diligence/restrictions.json`. */
export const loadRestrictionRules = (path = 'due-diligence/restrictions.json'): RestrictionRules =>
  readRuleFile(path);

/** Restrictions, wired. */
export function createRestrictions(parts: Omit<RestrictionParts, 'rules' | 'proof'>): {
  restrictions: Restrictions;
  routes: Route[];
} {
  const rules = loadRestrictionRules();
  const restrictions = new Restrictions({ ...parts, rules, proof: noticeProof });
  const { audit, clock, days } = parts;
  const today = () => days.dayOf(clock.now());
  return { restrictions, routes: restrictionRoutes({ restrictions, rules, audit, today }) };
}
