import type { BankDays, Clock, Database, Job, Route } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { OnStored } from '../../customers/index.js';
import { DailyReview } from './daily.js';
import { reviewsOnStored } from './on-stored.js';
import type { NoticeQueue, OnReviewed, RestrictionProposals } from './ports.js';
import { reviewRoutes } from './routes.js';
import { loadReviewRules } from './rules.js';
import { ReviewTasks, type ReviewTaskParts } from './tasks.js';

export interface Reviews {
  tasks: ReviewTasks;
  daily: DailyReview;
  onStored: OnStored;
  routes: Route[];
  jobs: Job[];
}

export interface ReviewsParts {
  db: Database;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  notices?: NoticeQueue;
  restrictions?: RestrictionProposals;
  onClosed?: ReviewTaskParts['onClosed'];
  onReviewed?: OnReviewed;
}

/** Review tasks and their daily job, wired. */
export function createReviews(parts: ReviewsParts): Reviews {
  const { onClosed, ...rest } = parts;
  const rules = loadReviewRules();
  const tasks = new ReviewTasks({ ...rest, rules, ...(onClosed ? { onClosed } : {}) });
  const daily = new DailyReview({ ...rest, rules, tasks });
  return {
    tasks,
    daily,
    onStored: reviewsOnStored({ ...rest, rules, tasks }),
    routes: reviewRoutes({ ...rest, rules, tasks }),
    jobs: [daily.job()],
  };
}
