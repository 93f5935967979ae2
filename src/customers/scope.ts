import { hasRole, type Actor, type Conditions } from '../platform/index.js';
import type { Customer } from './domain/record.js';

/**
 * Whether an actor works for one branch only: it sees that branch's customers, and nothing that comes out of
 * monitoring. So does everybody whose roles do not say otherwise.
 */
export function isBranchBound(actor: Actor): boolean {
  return (
    actor.kind !== 'system' &&
    !hasRole(actor, 'compliance-officer', 'compliance-manager', 'auditor', 'core-banking')
  );
}

export function mayServe(actor: Actor, branch: string | undefined): boolean {
  return !isBranchBound(actor) || (branch !== undefined && branch === actor.branch);
}

export function maySee(actor: Actor, customer: Customer): boolean {
  return mayServe(actor, customer.facts.branch);
}

/** Narrows a list to what the actor may see. */
export function narrow(conditions: Conditions, actor: Actor): Conditions {
  return isBranchBound(actor) ? conditions.add('c.branch = ?', actor.branch ?? null) : conditions;
}
