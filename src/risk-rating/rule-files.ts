import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot, type FieldFault } from '../platform/index.js';
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

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Loads and checks the files. @throws when one of them is not valid, naming file and place */
export function loadRiskBook(folder = join(projectRoot, 'rules/risk-rating')): RiskBook {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const validator = (name: string) => ajv.compile(read(join(projectRoot, 'rules/schema', name)) as object);
  const checked = <T>(path: string, validate: ValidateFunction): T => {
    const content = read(path);
    if (!validate(content))
      throw new Error(`${path}: ${validate.errors![0]!.instancePath} ${validate.errors![0]!.message}`);
    return content as T;
  };
  const isModel = validator('risk-model.schema.json');
  const isList = validator('risk-list.schema.json');
  const timing = checked<Timing>(join(folder, 'timing.json'), validator('risk-timing.schema.json'));
  const lists = jsonFiles(join(folder, 'lists')).map((path) => checked<RiskList>(path, isList));
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
  const models = jsonFiles(folder)
    .filter((path) => !path.endsWith('timing.json'))
    .map((path) => {
      const model = checked<RiskModel>(path, isModel);
      const [fault] = faultsOf(model);
      if (fault) throw new Error(`${path}: ${fault.pointer} ${fault.message.en}`);
      return model;
    });
  return { models, lists, limits, faultsOf };
}

const jsonFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));

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
