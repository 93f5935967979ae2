import { readRuleFile, RuleFileError } from '../../platform/index.js';
import { documentReference } from '../document-checks/index.js';
import type { RequirementFile } from './domain/types.js';

/** What must be registered of whom, from `rules/due-diligence/requirements.json`. Throws when the file is not sound. */
export function loadRequirements(path = 'due-diligence/requirements.json'): RequirementFile {
  const content =
    readRuleFile<Omit<RequirementFile, 'longTermTypes' | 'longTermDays' | 'listedCountries'>>(path);
  const named = [
    ...content.requirements,
    ...content.approvals,
    content.barsSimplified,
    content.expiry,
    content.documents,
    content.names.anonymous,
    content.names.persons,
    ...content.identityDocuments.proofs,
    ...content.identityDocuments.subjects.flatMap(({ unproven, unclear }) =>
      [unproven, unclear ?? []].flat(),
    ),
    ...content.nationalities,
    content.enhanced,
  ].flatMap(({ basis }) => basis.map(({ instrument }) => instrument));
  const unknown = named.find((instrument) => !(instrument in content.instruments));
  if (unknown !== undefined) throw new RuleFileError(`${path}: there is no instrument ${unknown}`);
  const { longTermTypes, longTermDays } = documentReference().rules;
  const listedCountries = content.barsSimplified.countries.lists.flatMap(
    (list) =>
      readRuleFile<{ entries: RequirementFile['listedCountries'] }>(`risk-rating/lists/${list}.json`).entries,
  );
  return { ...content, longTermTypes, longTermDays, listedCountries };
}
