export { Duplicates, type OnSharedDocument, type SharedDocument, type ShownMatch } from './service.js';
export { duplicateRoutes } from './routes.js';
export { duplicateScanJob } from './scan.js';
export { documentOfAnother, possibleDuplicate } from './domain/findings.js';
export { maskedName } from './domain/masked-name.js';
export { likeness } from './domain/score.js';
export { identityOf, type KnownFacts } from './domain/identity.js';
export type { Match, Probe } from './store.js';
