import type { Route } from '../platform/index.js';
import { createRestrictions, type RestrictionParts } from './restrictions/index.js';
import { createReviews, type Reviews, type ReviewsParts } from './reviews/index.js';

/** Review tasks with what follows from them: the daily job, restrictions. */
export function createReviewing(
  parts: Omit<ReviewsParts, 'restrictions' | 'onClosed'> & Pick<RestrictionParts, 'setRestricted'>,
): Reviews {
  const { restrictions, routes } = createRestrictions(parts);
  const reviews = createReviews({
    ...parts,
    restrictions,
    onClosed: (tx, actor, ids) => restrictions.onTasksClosed(tx, actor, ids),
  });
  const all: Route[] = [...reviews.routes, ...routes];
  return { ...reviews, routes: all };
}
