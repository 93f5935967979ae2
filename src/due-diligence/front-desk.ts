import type { BankDays, Clock, Database, Job, Route, Vault, WorkingDays } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Alerts } from '../alerts/index.js';
import type { Customers, OnLevels, OnStored } from '../customers/index.js';
import { approvalRoutes, SeniorApprovals, type ApprovalParts } from './approvals/index.js';
import { loadReferralRule, referralRoutes, Referrals, referralSealingJob } from './referrals/index.js';
import { loadRefusedAttemptRule, refusedAttemptRoutes, RefusedAttempts } from './refused-attempts/index.js';
import { anonymousNames, assessBy, requirementRoutes, type RequirementFile } from './requirements/index.js';
import type { OnReviewed, ReviewTasks } from './reviews/index.js';
import { fullDueDiligenceRoutes, SimplifiedDueDiligence } from './simplified/index.js';
import {
  loadVerificationTerms,
  refusalTask,
  verificationRoutes,
  Verifications,
  type OnVerified,
} from './verification/index.js';

export interface FrontDeskParts {
  db: Database;
  customers: Customers;
  alerts: Alerts;
  reviewTasks: ReviewTasks;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  vault: Vault;
  requirements: RequirementFile;
  lockCustomers: ApprovalParts['lockCustomers'];
  onVerified?: OnVerified;
  /** Told of customers whose confirmed verification was their periodic review. */
  onReviewed?: OnReviewed;
}

/** What branches do with customers beside entering them: requirements, approvals, verifications, referrals, refusals. */
export function createFrontDesk(parts: FrontDeskParts): {
  onStored: OnStored;
  /** Told of customers about whom a suspicion arose or ended. */
  onSuspicion: SimplifiedDueDiligence['onSuspicion'];
  onLevels: OnLevels;
  routes: Route[];
  jobs: Job[];
} {
  const { db, audit, clock, days, requirements, reviewTasks, onVerified, onReviewed } = parts;
  const approvals = new SeniorApprovals({ ...parts, file: requirements });
  const terms = loadVerificationTerms();
  const verifications = new Verifications({
    ...parts,
    terms,
    settle: async (tx, actor, keys, kinds) => {
      await reviewTasks.settle(tx, keys, kinds, 'verified', actor);
      if (kinds.includes('periodic-review')) await onReviewed?.(tx, actor, keys);
    },
    onVerified: async (tx, actor, verified) => {
      if (verified.outcome === 'refused-by-customer' && !verified.refusedBefore)
        await reviewTasks.raise(tx, [refusalTask(verified, days.dayOf(clock.now()))], actor);
      await onVerified?.(tx, actor, verified);
    },
  });
  const referrals = new Referrals({ ...parts, rule: loadReferralRule() });
  const attemptRule = loadRefusedAttemptRule();
  const isAnonymous = anonymousNames(requirements);
  const attempts = new RefusedAttempts({ ...parts, rule: attemptRule, isAnonymous });
  const simplified = new SimplifiedDueDiligence({ ...parts, assess: assessBy(requirements) });
  return {
    onStored: async (...stored) => {
      await approvals.onStored(...stored);
      await attempts.onStored(...stored);
      await simplified.onStored(...stored);
    },
    onSuspicion: simplified.onSuspicion,
    onLevels: simplified.onLevels,
    jobs: [referralSealingJob(db, referrals)],
    routes: [
      ...requirementRoutes({ file: requirements, clock, days }),
      ...approvalRoutes(approvals, audit),
      ...verificationRoutes(verifications, terms, audit),
      ...referralRoutes(referrals, audit),
      ...refusedAttemptRoutes(attempts, attemptRule, audit),
      ...fullDueDiligenceRoutes(simplified, audit),
    ],
  };
}
