import type { Day } from '../../../platform/index.js';
import type { BodyType, RelationshipType } from '../../../customers/index.js';

interface Dated {
  values: readonly { from: Day; value: string }[];
}

export type Treatment = 'outside' | 'exempt' | 'simplified' | 'parent' | 'parent-and-manager' | 'trust';

/** The file `rules/due-diligence/beneficial-owners.json`. */
export interface OwnerRuleFile {
  id: string;
  version: number;
  parameters: Record<
    'threshold' | 'strongerThreshold' | 'majority' | 'addingUpTolerance' | 'discrepancyWorkingDays',
    Dated
  >;
  application: { value: 'each-person' | 'first-that-applies' };
  treatments: readonly {
    treatment: Treatment;
    bodyTypes: readonly BodyType[];
    relations?: readonly RelationshipType[];
    article: string;
  }[];
  noLookThrough: { bodyTypes: readonly BodyType[] };
  managers: { relations: readonly RelationshipType[] };
  higherRiskLevels: { levels: readonly string[] };
  declaredBases: { votes: readonly string[]; income: readonly string[]; other: readonly string[] };
  register: { material: readonly string[]; dayPrecision: 'day' | 'month' };
  forbiddenWords: { words: readonly string[]; exceptIn: readonly string[] };
}

/** What holds on one day; shares in per cent as decimal text. */
export interface OwnerRule {
  id: string;
  version: number;
  threshold: string;
  strongerThreshold: string;
  majority: string;
  tolerance: number;
  stopAtFirst: boolean;
  treatments: OwnerRuleFile['treatments'];
  noLookThrough: ReadonlySet<string>;
  managers: readonly RelationshipType[];
  /** Words by which customers say that it is not by equity that somebody owns them. */
  declared: { votes: readonly string[]; income: readonly string[]; other: readonly string[] };
}

/** The value of a parameter on a day; before its first day, the first. */
export function valueOn({ values }: Dated, day: Day): string {
  const sorted = [...values].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (sorted.filter(({ from }) => from <= day).pop() ?? sorted[0]!).value;
}

export function ruleOn(file: OwnerRuleFile, day: Day): OwnerRule {
  const { parameters } = file;
  return {
    id: file.id,
    version: file.version,
    threshold: valueOn(parameters.threshold, day),
    strongerThreshold: valueOn(parameters.strongerThreshold, day),
    majority: valueOn(parameters.majority, day),
    tolerance: Number(valueOn(parameters.addingUpTolerance, day)),
    stopAtFirst: file.application.value === 'first-that-applies',
    treatments: file.treatments,
    noLookThrough: new Set(file.noLookThrough.bodyTypes),
    managers: file.managers.relations,
    declared: file.declaredBases,
  };
}
