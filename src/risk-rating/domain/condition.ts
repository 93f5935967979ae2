import { valueOf, type FactName, type FactValue, type RiskFacts } from './facts.js';
import type { OnList } from './lists.js';
import type { Condition } from './model.js';

/** `undefined`: a fact that decides is not known. */
export type Truth = boolean | undefined;
export type Lists = ReadonlyMap<string, OnList>;

/** Whether a condition holds, in three values: what is unknown stays unknown unless the rest decides without it. */
export function holds(condition: Condition, facts: RiskFacts, lists: Lists): Truth {
  if ('all' in condition) return every(condition.all.map((one) => holds(one, facts, lists)));
  if ('any' in condition)
    return negated(every(condition.any.map((one) => negated(holds(one, facts, lists)))));
  if ('not' in condition) return negated(holds(condition.not, facts, lists));
  const value = valueOf(facts, condition.fact);
  if (value === null) return undefined;
  if ('equals' in condition) return value === condition.equals;
  if ('in' in condition) return some(value, (text) => condition.in.includes(text));
  if ('inList' in condition) {
    const onList = lists.get(condition.inList);
    return onList === undefined ? undefined : some(value, onList);
  }
  if (typeof value !== 'number') return undefined;
  return 'atLeast' in condition ? value >= condition.atLeast : value < condition.below;
}

const negated = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function some(value: FactValue, test: (text: string) => boolean): boolean {
  return Array.isArray(value) ? (value as string[]).some(test) : test(String(value));
}

/** The facts a condition reads. */
export function factsIn(condition: Condition): FactName[] {
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  if ('not' in condition) return factsIn(condition.not);
  return [condition.fact];
}

/** The lists a condition refers to. */
export function listsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(listsIn);
  if ('any' in condition) return condition.any.flatMap(listsIn);
  if ('not' in condition) return listsIn(condition.not);
  return 'inList' in condition ? [condition.inList] : [];
}
