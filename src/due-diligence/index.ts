/** What other modules may use of customer due diligence; one block for each of its parts. */

// Requirements
export { assessBy, loadRequirements, type RequirementFile } from './requirements/index.js';

// Review tasks
export {
  createReviews,
  DailyReview,
  loadReviewRules,
  ReviewTasks,
  reviewTaskMerge,
  scheduleOn,
  type Audience,
  type Cause,
  type DailyParts,
  type NoticeQueue,
  type OnReviewed,
  type RaisedTask,
  type ReviewRules,
  type Reviews,
  type TaskKind,
  type TaskStatus,
  type TaskToRaise,
} from './reviews/index.js';

// Document checks
export {
  checkDocument,
  documentCheckRoutes,
  findingCatalogue,
  parseMrz,
  readMrz,
  repairMrz,
  type Derived as DerivedFromDocument,
  type DocumentCheck,
  type DocumentCheckInput,
  type DocumentFinding,
  type MrzLines,
  type ParsedMrz,
  type Suggestion,
} from './document-checks/index.js';

// Occasional transactions
export {
  assessOccasional,
  loadOccasionalRules,
  occasionalRoutes,
  OccasionalTransactions,
  type LinkedMovement,
  type LinkedMovements,
  type OccasionalRules,
} from './occasional/index.js';

// Notices to customers, contacts with them
export {
  createNotices,
  type CauseKind,
  type Channels,
  type NoticeRequest,
  type Notices,
  type NoticeVariables,
  type QueuedNotice,
} from './notices/index.js';
// Restrictions, and the whole of it
export { createReviewing } from './reviewing.js';
export { Restrictions, type NoticeProof } from './restrictions/index.js';
// Beneficial owners
export * from './beneficial-owners/index.js';

// Reading documents off photos
export {
  documentReadingRoutes,
  interpret as interpretDocumentText,
  type Reading as DocumentReading,
} from './document-readings/index.js';
// What follows a merge of customers
export { dueDiligenceMerge } from './merge.js';
// Senior approval, verification, referrals
export { createFrontDesk } from './front-desk.js';
export type { OnVerified, VerificationOutcome } from './verification/index.js';

// Objections
