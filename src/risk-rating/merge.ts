import type { MergeParticipant } from '../customers/index.js';
import type { RiskRatings } from './service.js';

/** Ratings stay with whom they were made of; who has become another customer by it is rated again within a minute. */
export function ratingsAfterMerge(ratings: Pick<RiskRatings, 'request'>): MergeParticipant {
  return {
    name: 'risk-ratings',
    tables: [],
    move: (tx, { to }) => ratings.request(tx, [to], 'merge'),
    restore: (tx, { from, to }) => ratings.request(tx, [from, to], 'merge'),
  };
}
