import type { OnStored } from '../../customers/index.js';

/**
 * What happens to customers that were just stored or changed, in this order and in the same database transaction: an
 * error in one step undoes the others and the customer with them.
 */
export const STEPS = [
  'duplicates',
  'approvals',
  'owners',
  'verification',
  // Before the rating: a match on a list sets the level.
  'notices',
  'screening',
  'rating',
  'reviews',
] as const;
export type OnboardingStep = (typeof STEPS)[number];

/** The steps as one listener. They are asked for when they run, since some of them need the customers first. */
export function onboardingSteps(steps: () => Partial<Record<OnboardingStep, OnStored>>): OnStored {
  return async (tx, actor, stored) => {
    const given = steps();
    for (const step of STEPS) await given[step]?.(tx, actor, stored);
  };
}
