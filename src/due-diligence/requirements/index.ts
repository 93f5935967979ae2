import type { Day } from '../../platform/index.js';
import type { Assess, Facts } from '../../customers/index.js';
import { nameKey } from '../../customers/index.js';
import { checkDocument } from '../document-checks/index.js';
import { createAssess, type DocumentFindings } from './domain/assess.js';
import { documentFindings } from './domain/documents.js';
import { compileNames } from './domain/names.js';
import { loadRequirements } from './requirement-file.js';
import type { RequirementFile } from './domain/types.js';

export { requirementRoutes } from './routes.js';
export { loadRequirements, type RequirementFile, type DocumentFindings };

const byChecks: DocumentFindings = (facts, day) => documentFindings(checkDocument, facts, day);

/** What keeps a customer from being active, by the facts: requirements, names, expiry, and the documents themselves. */
export const assessBy = (file: RequirementFile, documents: DocumentFindings = byChecks): Assess =>
  createAssess({ file, nameKey, documents });

/** Whether a customer's name is anonymous or fictitious by the requirements of a day. */
export function anonymousNames(file: RequirementFile): (day: Day) => (facts: Facts) => boolean {
  const { code } = file.names.anonymous;
  return (day) => {
    const judge = compileNames(file, day, nameKey);
    return (facts) => judge(facts).some((finding) => finding.code === code);
  };
}
