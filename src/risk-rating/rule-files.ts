import type { ValidateFunction } from 'ajv/dist/2020.js';
import { readRuleFile, RuleFileError, ruleFilesIn, ruleShape, type FieldFault } from '../platform/index.js';
import type { RiskList } from './domain/lists.js';
import { modelFaults, type ModelLimits } from './domain/model-faults.js';
import type { RiskModel } from './domain/model.js';

/** What `rules/risk-rating` says: models as shipped, lists, and the limits of the law. */
export interface RiskBook {
  models: RiskModel[];
  lists: RiskList[];
  limits: ModelLimits & { firstRatingWorkingDays: number };
  /** Everything wrong with a model's definition, its shape first. */
  faultsOf(definition: unknown): FieldFault[];
}

type Timing = Record<keyof RiskBook['limits'], { value: number }>;

/** Loads and checks the files. @throws when one of them is not valid, naming file and place */
export function loadRiskBook(folder = 'risk-rating'): RiskBook {
  const isModel = ruleShape('risk-model.schema.json');
  const timing = readRuleFile<Timing>(`${folder}/timing.json`);
  const lists = ruleFilesIn(`${folder}/lists`).map((path) => readRuleFile<RiskList>(path));
  const limits: RiskBook['limits'] = {
    firstRatingWorkingDays: timing.firstRatingWorkingDays.value,
    levelsAtLeast: timing.levelsAtLeast.value,
    levelsAtMost: timing.levelsAtMost.value,
    highestReviewMonthsAtMost: timing.highestReviewMonthsAtMost.value,
    lowerReviewFactorAtMost: timing.lowerReviewFactorAtMost.value,
  };
  const names = new Set(lists.map(({ id }) => id));
  const faultsOf = (definition: unknown): FieldFault[] =>
    isModel(definition) ? modelFaults(definition as RiskModel, limits, names) : shapeFaults(isModel);
  const models = ruleFilesIn(folder)
    .filter((path) => !path.endsWith('timing.json'))
    .map((path) => {
      const model = readRuleFile<RiskModel>(path);
      const [fault] = faultsOf(model);
      if (fault) throw new RuleFileError(`${path}: ${fault.pointer} ${fault.message.en}`);
      return model;
    });
  return { models, lists, limits, faultsOf };
}

const MOST_FAULTS = 50;

function shapeFaults({ errors }: ValidateFunction): FieldFault[] {
  return (errors ?? [])
    .filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'anyOf')
    .slice(0, MOST_FAULTS)
    .map(({ instancePath, message = 'is not valid', params }) => {
      const more = 'additionalProperty' in params ? `: ${String(params['additionalProperty'])}` : '';
      return {
        pointer: instancePath,
        code: 'shape',
        message: { en: `${message}${more}`, zh: `格式不符：${message}${more}` },
      };
    });
}
