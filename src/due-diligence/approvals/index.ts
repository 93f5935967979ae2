export { SeniorApprovals } from './approvals.js';
export { approvalRoutes } from './routes.js';
