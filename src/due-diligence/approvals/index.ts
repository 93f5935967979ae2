export { SeniorApprovals, type ApprovalParts } from './approvals.js';
export { approvalRoutes } from './routes.js';
export { approvalMerge, type ApprovalMergeParts } from './merge.js';
