import type { Clock } from './platform/index.js';
import { customerParticipants, type CustomerSubjects, type MergeParticipant } from './customers/index.js';
import { alertMerge, alertStatesAfterMerge, type Alerts } from './alerts/index.js';
import { objectionMerge, reviewTaskMerge } from './due-diligence/index.js';
import { ledgerMerge, type Evaluation } from './transactions/index.js';
import { ratingsAfterMerge, type RiskRatings } from './risk-rating/index.js';
import { reportedAlertsAfterMerge } from './reporting/index.js';

/**
 * What goes with a customer that is merged into another, and back, in this order: alerts before the days are evaluated
 * again, how they stand after it.
 */
export function mergeParticipantsOf(parts: {
  clock: Clock;
  subjects: CustomerSubjects;
  evaluation: Evaluation;
  alerts: Alerts;
  ratings: Pick<RiskRatings, 'request'>;
}): readonly MergeParticipant[] {
  const { clock, subjects, evaluation, alerts, ratings } = parts;
  return [
    ...customerParticipants(clock),
    reviewTaskMerge,
    objectionMerge,
    alertMerge(clock),
    ledgerMerge(subjects, evaluation),
    alertStatesAfterMerge(clock),
    reportedAlertsAfterMerge(alerts),
    ratingsAfterMerge(ratings),
  ];
}
