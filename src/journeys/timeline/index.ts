export { timelineRoutes } from './routes.js';
export { timelineSources } from './sources.js';
export { Timelines } from './timeline.js';
export type { TimelineSource } from './source.js';
