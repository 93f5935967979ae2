export { importList, type ListImport } from './lists.js';
export { Screening, type ScreeningParts } from './screening.js';
export { screeningMerge } from './merge.js';
export { screeningRoutes } from './routes.js';
export { screeningJob } from './job.js';
