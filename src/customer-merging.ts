import type { BankDays, Clock } from './platform/index.js';
import {
  customerParticipants,
  relationshipMerge,
  type Customers,
  type CustomerSubjects,
  type MergeParticipant,
  type OnRelationshipsChanged,
} from './customers/index.js';
import { alertMerge, alertStatesAfterMerge, type Alerts } from './alerts/index.js';
import { dueDiligenceMerge, type RequirementFile } from './due-diligence/index.js';
import { screeningMerge, type Screening } from './screening/index.js';
import { ledgerMerge, type Evaluation } from './transactions/index.js';
import { ratingsAfterMerge, type RiskRatings } from './risk-rating/index.js';
import { reportedAlertsAfterMerge } from './reporting/index.js';

/**
 * What goes with a customer that is merged into another, and back, in this order: alerts before the days are evaluated
 * again, how they stand after it.
 */
export function mergeParticipantsOf(parts: {
  clock: Clock;
  days: BankDays;
  requirements: RequirementFile;
  customers: Customers;
  subjects: CustomerSubjects;
  ownershipChanged: OnRelationshipsChanged;
  screening: Screening;
  evaluation: Evaluation;
  alerts: Alerts;
  ratings: Pick<RiskRatings, 'request' | 'parts'>;
}): readonly MergeParticipant[] {
  const {
    clock,
    days,
    requirements,
    customers,
    subjects,
    ownershipChanged,
    screening,
    evaluation,
    alerts,
    ratings,
  } = parts;
  return [
    ...customerParticipants(clock),
    ...dueDiligenceMerge({
      setRestricted: (...change) => customers.setRestricted(...change),
      customers,
      file: requirements,
      today: () => days.dayOf(clock.now()),
    }),
    relationshipMerge({ clock, changed: ownershipChanged }),
    alertMerge(clock),
    ledgerMerge(subjects, evaluation),
    screeningMerge(screening),
    alertStatesAfterMerge(clock),
    reportedAlertsAfterMerge(alerts),
    ratingsAfterMerge(ratings),
  ];
}
