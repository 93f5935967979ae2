import type { FieldFault, Text } from '../../platform/index.js';
import { factsIn, listsIn } from './condition.js';
import { isFact } from './facts.js';
import { namesIn } from './wording.js';
import type { Condition, RiskModel } from './model.js';

/** What the law asks of any model; from `rules/risk-rating/timing.json`. */
export interface ModelLimits {
  levelsAtLeast: number;
  levelsAtMost: number;
  highestReviewMonthsAtMost: number;
  lowerReviewFactorAtMost: number;
}

const WHOLE = 100;
const FACTORS = ['customer', 'region', 'business', 'industry'];
const fault = (pointer: string, code: string, en: string, zh: string): FieldFault => ({
  pointer,
  code,
  message: { en, zh } satisfies Text,
});

/** Everything that keeps a model from being used, beyond its shape. */
export function modelFaults(model: RiskModel, limits: ModelLimits, lists: ReadonlySet<string>): FieldFault[] {
  return [
    ...weightFaults(model),
    ...scoreFaults(model),
    ...levelFaults(model, limits),
    ...nameFaults(model, lists),
  ];
}

function weightFaults({ factors }: RiskModel): FieldFault[] {
  const items = factors.flatMap(({ items }) => items);
  const cents = items.map(({ weight }) => Math.round(weight * WHOLE));
  const sum = cents.reduce((total, each) => total + each, 0);
  const faults = factors.flatMap(({ items }, f) =>
    items.flatMap(({ weight }, i) =>
      weight > 0 && Math.abs(weight * WHOLE - Math.round(weight * WHOLE)) < 1e-6
        ? []
        : [
            fault(
              `/factors/${f}/items/${i}/weight`,
              'weight',
              'must be above 0, with at most two decimals',
              '必须大于 0，且最多两位小数',
            ),
          ],
    ),
  );
  if (sum !== WHOLE * WHOLE)
    faults.push(
      fault(
        '/factors',
        'weights-sum',
        `the weights must sum to 100; they sum to ${sum / WHOLE}`,
        `权重之和须为 100，现为 ${sum / WHOLE}`,
      ),
    );
  return faults;
}

function scoreFaults({ factors, grades }: RiskModel): FieldFault[] {
  const fits = (score: number) => Number.isInteger(score) && score >= 1 && score <= grades;
  return factors.flatMap(({ items }, f) =>
    items.flatMap((item, i) => {
      const at = `/factors/${f}/items/${i}`;
      return [
        ...item.scores.map(({ score }, s) => [`${at}/scores/${s}/score`, score] as const),
        [`${at}/otherwise/score`, item.otherwise.score] as const,
        [`${at}/unknown`, item.unknown] as const,
      ].flatMap(([pointer, score]) =>
        fits(score)
          ? []
          : [
              fault(
                pointer,
                'score',
                `must be a whole number from 1 to ${grades}`,
                `须为 1 至 ${grades} 的整数`,
              ),
            ],
      );
    }),
  );
}

function levelFaults({ levels }: RiskModel, limits: ModelLimits): FieldFault[] {
  const faults: FieldFault[] = [];
  if (levels.length < limits.levelsAtLeast || levels.length > limits.levelsAtMost)
    faults.push(
      fault(
        '/levels',
        'levels',
        `there must be ${limits.levelsAtLeast} to ${limits.levelsAtMost} levels`,
        `等级数须为 ${limits.levelsAtLeast} 至 ${limits.levelsAtMost} 个`,
      ),
    );
  if (new Set(levels.map(({ level }) => level)).size < levels.length)
    faults.push(
      fault('/levels', 'level-twice', 'each level must have a name of its own', '等级名称不得重复'),
    );
  levels.forEach(({ from, reviewMonths }, at) => {
    const above = levels[at - 1];
    if (above && from >= above.from)
      faults.push(
        fault(`/levels/${at}/from`, 'order', 'must begin below the level above it', '起点须低于上一等级'),
      );
    const most = above
      ? above.reviewMonths * limits.lowerReviewFactorAtMost
      : limits.highestReviewMonthsAtMost;
    if (reviewMonths > most)
      faults.push(
        above
          ? fault(
              `/levels/${at}/reviewMonths`,
              'review-too-rare',
              `must be at most ${most}: ${limits.lowerReviewFactorAtMost} times that of the level above`,
              `不得超过 ${most} 个月，即上一等级的 ${limits.lowerReviewFactorAtMost} 倍`,
            )
          : fault(
              `/levels/${at}/reviewMonths`,
              'review-too-rare',
              `the highest level must be reviewed at least every ${most} months (CDD Measures 2025, art. 25)`,
              `最高等级至少每 ${most} 个月审核一次（2025年尽职调查办法第25条）`,
            ),
      );
  });
  if (levels.at(-1)?.from !== 0)
    faults.push(
      fault(
        `/levels/${levels.length - 1}/from`,
        'lowest',
        'the lowest level must begin at 0',
        '最低等级须从 0 开始',
      ),
    );
  return faults;
}

function nameFaults(model: RiskModel, lists: ReadonlySet<string>): FieldFault[] {
  const items = model.factors.flatMap(({ items }) => items.map(({ item }) => item));
  const faults = FACTORS.filter((name) => !model.factors.some(({ factor }) => factor === name)).map((name) =>
    fault(
      '/factors',
      'factor-missing',
      `the factor ${name} is missing: all four must be looked at`,
      `缺少因素 ${name}：四类因素均须评估`,
    ),
  );
  faults.push(
    ...items
      .filter((name, at) => items.indexOf(name) < at)
      .map((name) =>
        fault('/factors', 'item-twice', `the item ${name} stands there twice`, `评分项 ${name} 重复`),
      ),
  );
  const checkFacts = (names: Iterable<string>, pointer: string) => {
    for (const name of names)
      if (!isFact(name))
        faults.push(fault(pointer, 'unknown-fact', `there is no fact ${name}`, `没有名为 ${name} 的事实`));
  };
  const check = (condition: Condition, pointer: string) => {
    checkFacts(factsIn(condition), pointer);
    for (const name of listsIn(condition))
      if (!lists.has(name))
        faults.push(fault(pointer, 'unknown-list', `there is no list ${name}`, `没有名单 ${name}`));
  };
  const checkText = (because: Text, pointer: string) => checkFacts(namesIn(because), pointer);
  model.factors.forEach(({ items }, f) =>
    items.forEach(({ scores, otherwise }, i) => {
      const at = `/factors/${f}/items/${i}`;
      checkText(otherwise.because, `${at}/otherwise/because`);
      scores.forEach(({ when, because }, s) => {
        check(when, `${at}/scores/${s}/when`);
        checkText(because, `${at}/scores/${s}/because`);
      });
    }),
  );
  for (const part of ['highest', 'lowestBarred'] as const)
    model[part].forEach(({ when, because }, at) => {
      check(when, `/${part}/${at}/when`);
      checkText(because, `/${part}/${at}/because`);
    });
  return faults;
}
