import type { Condition } from './rule.js';

/** The facts of one movement and its customer, by the language's field names. */
export type Facts = (field: string) => string | boolean;

/** A condition as a closure over facts in memory: decides what need not be evaluated at all. */
export function conditionToPredicate(condition: Condition): (facts: Facts) => boolean {
  if ('all' in condition) {
    const parts = condition.all.map(conditionToPredicate);
    return (facts) => parts.every((part) => part(facts));
  }
  if ('any' in condition) {
    const parts = condition.any.map(conditionToPredicate);
    return (facts) => parts.some((part) => part(facts));
  }
  if ('not' in condition) {
    const part = conditionToPredicate(condition.not);
    return (facts) => !part(facts);
  }
  if ('in' in condition) {
    const wanted = new Set<string | boolean>(condition.in);
    return (facts) => wanted.has(facts(condition.field));
  }
  return (facts) => facts(condition.field) === condition.equals;
}
