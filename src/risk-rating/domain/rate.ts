import type { Text } from '../../platform/index.js';
import { factsIn, holds, type Lists } from './condition.js';
import { valueOf, type FactName, type FactValue, type RiskFacts } from './facts.js';
import type { LevelRule, ModelItem, RiskModel } from './model.js';
import { namesIn, points, SCALE } from './wording.js';

/**
 * What one item gave, small enough to be kept for every rating: `chosen` is the case that held, -1 for none of them,
 * null when a fact that decides was not known. `values` are the facts its sentence names.
 */
export interface ItemScore {
  item: string;
  score: number;
  chosen: number | null;
  values?: Record<string, FactValue>;
  unknown?: FactName[];
}

export interface RuleHit {
  rule: string;
  effect: 'highest' | 'lowest-barred';
  values?: Record<string, FactValue>;
}

/** A rating as it is kept: the model's version explains the rest. */
export interface Rating {
  /** Σ aᵢpᵢ/m, to two decimals. */
  total: number;
  /** What the total alone says. */
  scoredLevel: string;
  /** What the machine says: the total, and the rules over it. */
  level: string;
  items: ItemScore[];
  rules: RuleHit[];
}

/**
 * Rates one customer. Scores conservatively what is not known, and says so.
 * @throws when the model is not valid; see {@link modelFaults}
 */
export function rate(model: RiskModel, facts: RiskFacts, lists: Lists): Rating {
  const scored = model.factors.flatMap(({ items }) =>
    items.map((item) => ({ item, ...scoreOf(item, facts, lists) })),
  );
  const sum = scored.reduce((total, { item, score }) => total + score * points(item.weight), 0);
  const scale = SCALE * model.grades;
  const scoredRank = model.levels.findIndex(({ from }) => sum >= from * scale);
  const rules = [
    ...hits(model.highest, 'highest', facts, lists),
    ...hits(model.lowestBarred, 'lowest-barred', facts, lists),
  ];
  const rank = rules.some(({ effect }) => effect === 'highest')
    ? 0
    : rules.length > 0
      ? Math.min(scoredRank, model.levels.length - 2)
      : scoredRank;
  return {
    total: Math.round((sum * SCALE) / scale) / SCALE,
    scoredLevel: model.levels[scoredRank]!.level,
    level: model.levels[rank]!.level,
    items: scored.map(({ item, ...score }) => ({ item: item.item, ...score })),
    rules,
  };
}

function scoreOf(item: ModelItem, facts: RiskFacts, lists: Lists): Omit<ItemScore, 'item'> {
  for (const [chosen, { when, score, because }] of item.scores.entries()) {
    const truth = holds(when, facts, lists);
    if (truth === true) return { score, chosen, ...named(because, facts) };
    if (truth === undefined) {
      const unknown = [...new Set(factsIn(when))].filter((name) => valueOf(facts, name) === null);
      const certain = item.scores.slice(chosen + 1).find((later) => holds(later.when, facts, lists) === true);
      return { score: Math.max(item.unknown, (certain ?? item.otherwise).score), chosen: null, unknown };
    }
  }
  return { score: item.otherwise.score, chosen: -1, ...named(item.otherwise.because, facts) };
}

function hits(
  rules: readonly LevelRule[],
  effect: RuleHit['effect'],
  facts: RiskFacts,
  lists: Lists,
): RuleHit[] {
  return rules
    .filter(({ when }) => holds(when, facts, lists) === true)
    .map(({ rule, because }) => ({ rule, effect, ...named(because, facts) }));
}

function named(because: Text, facts: RiskFacts): { values?: Record<string, FactValue> } {
  const names = namesIn(because);
  return names.length === 0
    ? {}
    : { values: Object.fromEntries(names.map((name) => [name, valueOf(facts, name)])) };
}
