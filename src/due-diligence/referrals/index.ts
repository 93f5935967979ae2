export { loadReferralRule, Referrals } from './referrals.js';
export { referralRoutes } from './routes.js';
