export { documentReadingRoutes, type ReadingParts } from './routes.js';
export { interpret, type Check } from './domain/interpret.js';
export type { Confidence, Reading } from './domain/types.js';
