import type { Database, Job, Route, Tx } from '../platform/index.js';
import type { Customers } from '../customers/index.js';
import { riskBaseRoutes } from './base-routes.js';
import { ratingQueueJob } from './jobs.js';
import { riskModelRoutes } from './model-routes.js';
import { recordShippedModels } from './models.js';
import { loadRiskBook } from './rule-files.js';
import { riskRoutes } from './routes.js';
import { previewJob, reratingJob } from './runs.js';
import { RiskRatings, type RiskParts } from './service.js';
import { ratingWatchJob } from './watch.js';
import { ModelWorkshop } from './workshop.js';

/** The whole of risk rating, put together. */
export interface RiskModule {
  ratings: RiskRatings;
  routes: Route[];
  jobs: Job[];
  /** Records the models that this release ships; at every start. */
  recordModels(tx: Tx): Promise<void>;
}

export function createRiskRating({
  db,
  customers,
  ...given
}: Omit<RiskParts, 'book' | 'setRisk' | 'setNextReview'> & {
  db: Database;
  customers: Customers;
}): RiskModule {
  const book = loadRiskBook();
  const { audit, clock } = given;
  const ratings = new RiskRatings({
    ...given,
    book,
    setRisk: (tx, levels) => customers.setRisk(tx, levels),
    setNextReview: (tx, reviews) => customers.setNextReview(tx, reviews),
  });
  const workshop = new ModelWorkshop({ clock, audit, book });
  return {
    ratings,
    routes: [
      ...riskRoutes({ ratings, customers, audit }),
      ...riskBaseRoutes({ ratings, audit }),
      ...riskModelRoutes({ audit, workshop }),
    ],
    jobs: [
      ratingQueueJob(db, ratings),
      ratingWatchJob(db, ratings),
      reratingJob(db, ratings),
      previewJob(db, ratings),
    ],
    recordModels: (tx) => recordShippedModels(tx, book, clock),
  };
}
