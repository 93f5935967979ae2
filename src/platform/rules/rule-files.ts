import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot } from '../root.js';
import { isDay } from '../time/days.js';

const FOLDER = join(projectRoot, 'rules');

/** A file of `rules/` that may not be used, and why. */
export class RuleFileError extends Error {}

// The schemas themselves are checked by a test: to do so at every start would cost more than all else here.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  validateSchema: false,
  formats: { date: isDay, regex: true },
});
const shapes = new Map<string, ValidateFunction>();

/** The check of what a schema of `rules/schema` describes. */
export function ruleShape(schema: string): ValidateFunction {
  let shape = shapes.get(schema);
  if (!shape) shapes.set(schema, (shape = ajv.compile(read(join(FOLDER, 'schema', schema)) as object)));
  return shape;
}

/**
 * The content of a file of `rules/` that fits the schema it names.
 * @param path within `rules/`, or absolute
 * @throws {RuleFileError} naming file and place
 */
export function readRuleFile<T>(path: string): T {
  const file = resolve(FOLDER, path);
  const content = read(file) as T & { $schema?: string };
  if (content.$schema === undefined) throw new RuleFileError(`${file} does not name its schema`);
  const shape = ruleShape(basename(content.$schema));
  if (shape(content)) return content;
  const [first] = shape.errors ?? [];
  throw new RuleFileError(`${file}: ${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}`);
}

/** The JSON files of a folder of `rules/`, in order of name. */
export function ruleFilesIn(folder: string): string[] {
  const path = resolve(FOLDER, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new RuleFileError(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}
