export { SimplifiedDueDiligence } from './simplified.js';
export { fullDueDiligenceRoutes } from './routes.js';
export { suspected } from './suspicion.js';
