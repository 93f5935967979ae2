export { loadReferralRule, referralSealingJob, Referrals } from './referrals.js';
export { referralRoutes } from './routes.js';
