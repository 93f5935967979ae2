import type { OnStored } from '../../customers/index.js';

/**
 * What happens to customers that were just stored or changed, in this order and in the same database transaction: an
 * error in one step undoes the others and the customer with them.
 */
export const STEPS = [
  'duplicates',
  'approvals',
  'owners',
  'notices',
  // Before the rating: a match on a list sets the level.
  'screening',
  'rating',
  'reviews',
] as const;
export type OnboardingStep = (typeof STEPS)[number];

/**
 * The steps as one listener. They are asked for when they run, since some of them need the customers first.
 * @throws when one was not supplied: a customer who was not screened must not be stored
 */
export function onboardingSteps(steps: Partial<Record<OnboardingStep, OnStored>>): OnStored {
  return async (tx, actor, stored) => {
    for (const step of STEPS) {
      const run = steps[step];
      if (!run) throw new Error(`nobody supplied the step ${step}`);
      await run(tx, actor, stored);
    }
  };
}
