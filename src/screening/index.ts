export { importList, type ListImport } from './lists.js';
export { Screening, type ScreeningParts } from './screening.js';
export { screeningRoutes } from './routes.js';
