export { SeniorApprovals, type ApprovalParts } from './approvals.js';
export { approvalRoutes } from './routes.js';
