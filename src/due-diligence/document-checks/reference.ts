import { readRuleFile } from '../../platform/index.js';
import type { DocumentReference } from './domain/types.js';

let loaded: DocumentReference | undefined;

/** The dated data of the document checks, read once. */
export function documentReference(): DocumentReference {
  loaded ??= {
    rules: readRuleFile('due-diligence/documents.json'),
    regions: readRuleFile('due-diligence/regions.json'),
  };
  return loaded;
}
