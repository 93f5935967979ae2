export { verificationRoutes } from './routes.js';
export { loadVerificationTerms, type VerificationOutcome, type VerificationTerms } from './terms.js';
export {
  Verifications,
  type OnVerified,
  type SettleTasks,
  type Verification,
  type Verified,
  type VerificationToRecord,
} from './verifications.js';
export { refusalTask } from './refusal.js';
