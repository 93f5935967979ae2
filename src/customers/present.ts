import type { Static } from '@sinclair/typebox';
import type { Actor, Language } from '../platform/index.js';
import { missingFacts } from './domain/missing-facts.js';
import type { Customer } from './domain/record.js';
import type { customerAnswer } from './schemas.js';
import { isBranchBound } from './scope.js';

/**
 * The customer as the reader may see it, in the reader's language. Whoever is bound to a branch learns neither the
 * risk level nor a match. Nobody is screened yet: the state says so.
 */
export function present(customer: Customer, actor: Actor, language: Language): Static<typeof customerAnswer> {
  const { facts, occasional, screeningState } = customer;
  const bound = isBranchBound(actor);
  return {
    id: customer.id,
    ...facts,
    customerNumber: customer.customerNumber,
    branch: facts.branch ?? null,
    publicBody: facts.publicBody ?? false,
    occasional,
    status: customer.status,
    ...(bound ? {} : { riskLevel: customer.riskLevel }),
    nextReviewOn: customer.nextReviewOn,
    screening: bound
      ? { state: screeningState === 'clear' ? 'clear' : 'pending' }
      : { state: screeningState, matches: [] },
    findings: missingFacts(facts).map(({ code, severity, message }) => ({
      code,
      severity,
      message: message[language],
    })),
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
    version: customer.version,
  };
}
