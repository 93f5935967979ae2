import type { Day, Text } from '../../../platform/index.js';
import type { NoticeVariables } from '../../notices/index.js';

/** A service in the words of notices. */
export type Service = NonNullable<NoticeVariables['services']>[number];

/** `rules/due-diligence/restrictions.json`. */
export interface RestrictionRules {
  id: string;
  version: number;
  basicServices: readonly { code: string; title: Text }[];
  noticeDays: readonly { from: Day; days: number }[];
  measures: Record<string, MeasureRule>;
  reasons: Record<string, { title: Text; notice: boolean; kinds: readonly string[] }>;
}

export interface MeasureRule {
  grade: number;
  title: Text;
  service: Service;
  parameters: Record<string, { type: 'amount' | 'count'; default: string }>;
}

/** One measure with its figures as decimal text. */
export interface Measure {
  code: string;
  parameters: Record<string, string>;
}

const SHAPES = { amount: /^(0|[1-9]\d{0,15})(\.\d{1,2})?$/, count: /^(0|[1-9]\d{0,5})$/ } as const;

/**
 * The measures as they will stand, each once, with the usual figures where none are given.
 * @returns the position of the first that does not exist or has a wrong figure instead
 */
export function completeMeasures(
  rules: RestrictionRules,
  given: readonly { code: string; parameters?: Record<string, string> }[],
): Measure[] | { fault: number } {
  const done: Measure[] = [];
  for (const [at, { code, parameters = {} }] of given.entries()) {
    const rule = Object.hasOwn(rules.measures, code) ? rules.measures[code] : undefined;
    if (!rule || done.some((one) => one.code === code)) return { fault: at };
    if (Object.keys(parameters).some((name) => !Object.hasOwn(rule.parameters, name))) return { fault: at };
    const complete = Object.entries(rule.parameters).map(([name, { type, default: usual }]) => {
      const value = parameters[name] ?? usual;
      return SHAPES[type].test(value) ? ([name, value] as const) : undefined;
    });
    if (complete.includes(undefined)) return { fault: at };
    done.push({ code, parameters: Object.fromEntries(complete as [string, string][]) });
  }
  return done;
}

/** Days that must lie between a proven notice and a measure proposed on a day. */
export function noticeDaysOn({ noticeDays }: RestrictionRules, day: Day): number {
  const begun = [...noticeDays].sort((a, b) => (a.from < b.from ? -1 : 1)).filter(({ from }) => from <= day);
  return (begun.at(-1) ?? noticeDays[0]!).days;
}

/** Services that measures take away, in the words of notices. */
export function servicesOf(rules: RestrictionRules, codes: readonly string[]): Service[] {
  return [...new Set(codes.map((code) => rules.measures[code]!.service))];
}

/** Measures with their usual figures. */
export function usualMeasures(rules: RestrictionRules, codes: readonly string[]): Measure[] {
  return codes.map((code) => ({
    code,
    parameters: Object.fromEntries(
      Object.entries(rules.measures[code]!.parameters).map(([name, { default: usual }]) => [name, usual]),
    ),
  }));
}
