import type { Route } from '../platform/index.js';
import { campaignRoutes, Campaigns } from './campaigns/index.js';
import type { Notices } from './notices/index.js';
import { createObjections } from './objections/index.js';
import { createRestrictions, type RestrictionParts } from './restrictions/index.js';
import { createReviews, type Reviews, type ReviewsParts } from './reviews/index.js';

/** Review tasks with what follows from them: the daily job, restrictions, objections, campaigns. */
export function createReviewing(
  parts: Omit<ReviewsParts, 'restrictions' | 'onClosed'> &
    Pick<RestrictionParts, 'setRestricted'> &
    Required<Pick<ReviewsParts, 'notices'>> & { notices: Pick<Notices, 'cancel'> },
): Reviews {
  const { restrictions, routes } = createRestrictions(parts);
  const reviews = createReviews({
    ...parts,
    restrictions,
    onClosed: async (tx, actor, ids) => {
      await restrictions.onTasksClosed(tx, actor, ids);
      await parts.notices.cancel(tx, actor, { kind: 'review-task', ids }, 'task-closed');
    },
  });
  const campaigns = new Campaigns({ ...parts, tasks: reviews.tasks });
  const objecting = createObjections({ ...parts, restrictions });
  const all: Route[] = [...reviews.routes, ...routes, ...campaignRoutes(campaigns), ...objecting.routes];
  return { ...reviews, routes: all, jobs: [...reviews.jobs, campaigns.job(parts.db)] };
}
