export { AuditTrail, type AuditEntry } from './trail.js';
export { keyedDigest } from './keyed-digest.js';
export { auditSealJob } from './sealer.js';
export { verifyExport, type ExportVerification } from './verify-export.js';
export { auditRoutes, type ActorDirectory } from './routes.js';
