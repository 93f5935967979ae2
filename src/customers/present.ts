import type { Actor, Language } from '../platform/index.js';
import type { Finding } from './domain/finding.js';
import type { Customer, LinkedCustomer } from './domain/record.js';
import type { CustomerAnswer } from './schemas.js';
import { isBranchBound, mayServe } from './scope.js';

/**
 * The customer as the reader may see it, with today's findings, in the reader's language. Whoever is bound to a branch learns neither the
 * risk level nor a match: to a branch a check runs only where it was told so when the customer was new.
 */
export function present(
  customer: Customer,
  findings: readonly Finding[],
  actor: Actor,
  language: Language,
): CustomerAnswer {
  const { facts, occasional, screeningState } = customer;
  const checking = (customer.findings['screening'] ?? []).length > 0;
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
    // Its distance would tell the level.
    nextReviewOn: bound ? null : customer.nextReviewOn,
    screening: bound ? { state: checking ? 'pending' : 'clear' } : { state: screeningState, matches: [] },
    findings: findings.map(({ code, severity, message, article }) => ({
      code,
      severity,
      message: message[language],
      ...(article === undefined ? {} : { article: article[language] }),
    })),
    ...(customer.closedOn === null
      ? {}
      : { closure: { closedOn: customer.closedOn, reason: customer.closureReason } }),
    ...(customer.mergedInto === null ? {} : { mergedInto: linked(customer.mergedInto, actor) }),
    ...(customer.merged.length === 0 ? {} : { merged: customer.merged.map((one) => linked(one, actor)) }),
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
    version: customer.version,
  };
}

/** Of another branch's customer one learns only that it is there. */
function linked({ id, customerNumber, branch }: LinkedCustomer, actor: Actor) {
  return mayServe(actor, branch ?? undefined) ? { id, customerNumber, branch } : { branch };
}
