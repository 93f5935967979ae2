export { Merges } from './service.js';
export { mergeRoutes } from './routes.js';
export { movingRows } from './moving-rows.js';
export { mergedCustomer } from './problems.js';
export { customerParticipants } from './participants.js';
export type { MergeMove, MergeParticipant, MergeRestore } from './ports.js';
