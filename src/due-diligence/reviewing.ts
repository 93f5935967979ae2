import type { Route } from '../platform/index.js';
import { campaignRoutes, Campaigns } from './campaigns/index.js';
import { createRestrictions, type RestrictionParts } from './restrictions/index.js';
import { createReviews, type Reviews, type ReviewsParts } from './reviews/index.js';

/** Review tasks with what follows from them: the daily job, restrictions, campaigns. */
export function createReviewing(
  parts: Omit<ReviewsParts, 'restrictions' | 'onClosed'> & Pick<RestrictionParts, 'setRestricted'>,
): Reviews {
  const { restrictions, routes } = createRestrictions(parts);
  const reviews = createReviews({
    ...parts,
    restrictions,
    onClosed: (tx, actor, ids) => restrictions.onTasksClosed(tx, actor, ids),
  });
  const campaigns = new Campaigns({ ...parts, tasks: reviews.tasks });
  const all: Route[] = [...reviews.routes, ...routes, ...campaignRoutes(campaigns)];
  return { ...reviews, routes: all, jobs: [...reviews.jobs, campaigns.job(parts.db)] };
}
