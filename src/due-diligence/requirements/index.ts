import type { Assess } from '../../customers/index.js';
import { nameKey } from '../../customers/index.js';
import { checkDocument } from '../document-checks/index.js';
import { createAssess, type DocumentFindings } from './domain/assess.js';
import { documentFindings } from './domain/documents.js';
import { loadRequirements } from './requirement-file.js';
import type { RequirementFile } from './domain/types.js';

export { requirementRoutes } from './routes.js';
export { loadRequirements, type RequirementFile, type DocumentFindings };

const byChecks: DocumentFindings = (facts, day) => documentFindings(checkDocument, facts, day);

/** What keeps a customer from being active, by the facts: requirements, names, expiry, and the documents themselves. */
export const assessBy = (file: RequirementFile, documents: DocumentFindings = byChecks): Assess =>
  createAssess({ file, nameKey, documents });
