import type { ErrorObject } from 'ajv/dist/2020.js';
import { ruleShape } from '../../rules/rule-files.js';
import { MappingError } from './compile.js';
import type { MappingDefinition } from './definition.js';

/** The definition when it fits the schema of mappings; throws {@link MappingError} with every fault otherwise. */
export function checkMappingDefinition(value: unknown): MappingDefinition {
  const isMapping = ruleShape('import-mapping.schema.json');
  if (isMapping(value)) return value as MappingDefinition;
  const errors = (isMapping.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf');
  throw new MappingError(
    errors.slice(0, 20).map((error) => ({ pointer: error.instancePath || '/', message: messageOf(error) })),
  );
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'false schema') {
    return error.schemaPath.includes('condition')
      ? 'not a known condition: all, any, equals, greaterThan, in, lessThan, not, present, startsWith'
      : 'not a known source of values: array, baseDate, boolean, coalesce, column, constant, date, decimal, instant, integer, lookup, object, rowNumber, template, text, when';
  }
  const { additionalProperty, allowedValues } = error.params as {
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  if (additionalProperty !== undefined) return `there is no setting ${additionalProperty} here`;
  if (allowedValues !== undefined) return `must be one of ${allowedValues.join(', ')}`;
  return error.message ?? 'is wrong';
}
