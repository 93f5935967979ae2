export { AuditTrail, type AuditEntry } from './trail.js';
export { keyedDigest } from './keyed-digest.js';
export { auditSealJob } from './sealer.js';
export { auditRoutes, type ActorDirectory } from './routes.js';
