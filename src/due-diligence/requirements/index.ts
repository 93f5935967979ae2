import type { Assess } from '../../customers/index.js';
import { nameKey } from '../../customers/index.js';
import { createAssess, type DocumentFindings } from './domain/assess.js';
import { loadRequirements } from './requirement-file.js';
import type { RequirementFile } from './domain/types.js';

export { requirementRoutes } from './routes.js';
export { loadRequirements, type RequirementFile, type DocumentFindings };

/** What keeps a customer from being active, by the facts: requirements, names, expiry, and the documents themselves. */
export const assessBy = (file: RequirementFile, documents?: DocumentFindings): Assess =>
  createAssess({ file, nameKey, ...(documents ? { documents } : {}) });
