import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { projectRoot } from '../../root.js';
import { isDay } from '../../time/days.js';
import { MappingError } from './compile.js';
import type { MappingDefinition } from './definition.js';

const schemaFile = join(projectRoot, 'rules', 'schema', 'import-mapping.schema.json');

function createValidator() {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
  });
  ajv.addFormat('date', { type: 'string', validate: isDay });
  return ajv.compile<MappingDefinition>(schema);
}

let validator: ReturnType<typeof createValidator> | undefined;

/** The definition when it fits the schema of mappings; throws {@link MappingError} with every fault otherwise. */
export function checkMappingDefinition(value: unknown): MappingDefinition {
  validator ??= createValidator();
  if (validator(value)) return value;
  const errors = (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf');
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
