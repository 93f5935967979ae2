export { checkDocument } from './check.js';
export { documentReference } from './reference.js';
export { documentCheckRoutes } from './routes.js';
export { findingCatalogue } from './domain/findings.js';
export { parseMrz, type ParsedMrz } from './domain/mrz/parse.js';
export { readMrz, repairMrz, type MrzLines } from './domain/mrz/read.js';
export type {
  Derived,
  DocumentCheck,
  DocumentCheckInput,
  DocumentFinding,
  Suggestion,
} from './domain/types.js';
