import type { Text } from '../../platform/index.js';
import { factCatalogue, type FactName } from './facts.js';
import type { LegalBasis, ModelItem, RiskModel } from './model.js';
import type { ItemScore, Rating, RuleHit } from './rate.js';
import { filled, points, SCALE } from './wording.js';

/** An item as people read it. */
export interface ExplainedItem {
  item: string;
  title: Text;
  factor: string;
  factorTitle: Text;
  score: number;
  /** The highest score there is. */
  maximum: number;
  weight: number;
  /** What it adds to the total: score × weight / maximum. */
  contribution: number;
  because: Text;
  unknown: boolean;
}

export interface ExplainedRule {
  rule: string;
  effect: RuleHit['effect'];
  because: Text;
  legalBasis: LegalBasis[];
  overridable: boolean;
}

/** The kept rating in full sentences, by the version of the model that made it. */
export function explain(
  model: RiskModel,
  { items, rules }: Pick<Rating, 'items' | 'rules'>,
): { items: ExplainedItem[]; rules: ExplainedRule[] } {
  const scores = new Map(items.map((one) => [one.item, one]));
  return {
    items: model.factors.flatMap(({ factor, title: factorTitle, items: of }) =>
      of.flatMap((item) => {
        const kept = scores.get(item.item);
        return kept ? [{ ...explainItem(model, item, kept), factor, factorTitle }] : [];
      }),
    ),
    rules: rules.flatMap(({ rule, effect, values }) => {
      const found = (effect === 'highest' ? model.highest : model.lowestBarred).find(
        (one) => one.rule === rule,
      );
      if (!found) return [];
      const { legalBasis, overridable } = found;
      return [{ rule, effect, because: filled(found.because, values), legalBasis, overridable }];
    }),
  };
}

function explainItem(
  { grades }: RiskModel,
  item: ModelItem,
  kept: ItemScore,
): Omit<ExplainedItem, 'factor' | 'factorTitle'> {
  const unknown = kept.chosen === null;
  const source = kept.chosen === null || kept.chosen < 0 ? item.otherwise : item.scores[kept.chosen]!;
  return {
    item: item.item,
    title: item.title,
    score: kept.score,
    maximum: grades,
    weight: item.weight,
    contribution: Math.round((kept.score * points(item.weight)) / grades) / SCALE,
    because: unknown ? notKnown(kept.unknown ?? []) : filled(source.because, kept.values),
    unknown,
  };
}

function notKnown(names: readonly FactName[]): Text {
  const titles = names.map((name) => factCatalogue[name].title);
  return {
    en: `Not known, rated with care: ${titles.map(({ en }) => en).join(', ')}`,
    zh: `未知，从严评分：${titles.map(({ zh }) => zh).join('、')}`,
  };
}
