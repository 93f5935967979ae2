import { readRuleFile, RuleFileError } from '../../platform/index.js';
import type { RequirementFile } from './domain/types.js';

/** What must be registered of whom, from `rules/due-diligence/requirements.json`. Throws when the file is not sound. */
export function loadRequirements(path = 'due-diligence/requirements.json'): RequirementFile {
  const content = readRuleFile<RequirementFile>(path);
  const named = [
    ...content.requirements,
    ...content.approvals,
    content.barsSimplified,
    content.expiry,
    content.documents,
    content.names.anonymous,
    content.names.persons,
  ].flatMap(({ basis }) => basis.map(({ instrument }) => instrument));
  const unknown = named.find((instrument) => !(instrument in content.instruments));
  if (unknown !== undefined) throw new RuleFileError(`${path}: there is no instrument ${unknown}`);
  return content;
}
