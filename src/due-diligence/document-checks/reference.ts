import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../platform/index.js';
import type { DocumentReference } from './domain/types.js';

const FOLDER = join(projectRoot, 'rules');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));

/** Reads a file of `rules/due-diligence` and refuses one that does not fit its schema. */
export function readRules<T>(name: string): T {
  const validate = new Ajv2020({ strict: false }).compile(readJson(`schema/${name}.schema.json`) as object);
  const content = readJson(`due-diligence/${name}.json`);
  if (validate(content)) return content as T;
  const [first] = validate.errors ?? [];
  throw new Error(`rules/due-diligence/${name}.json: ${first?.instancePath} ${first?.message}`);
}

let loaded: DocumentReference | undefined;

/** The dated data of the document checks, read once. */
export function documentReference(): DocumentReference {
  loaded ??= { rules: readRules('documents'), regions: readRules('regions') };
  return loaded;
}
