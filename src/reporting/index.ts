export { LargeValueReports, type ReportingParts } from './service.js';
export { reportRoutes } from './routes.js';
export { businessIdentifier } from './domain/business-identifier.js';
export { reportedAlertsAfterMerge } from './merge.js';
