import type { Actor, Conditions } from '../platform/index.js';
import { branchScope } from '../access/index.js';
import type { Customer } from './domain/record.js';

/** Whether an actor works for one branch only: sees its customers, and nothing that comes out of monitoring. */
export const isBranchBound = (actor: Actor): boolean => branchScope(actor) !== undefined;

export function mayServe(actor: Actor, branch: string | undefined): boolean {
  const own = branchScope(actor);
  return own === undefined || branch === own;
}

export function maySee(actor: Actor, customer: Customer): boolean {
  return mayServe(actor, customer.facts.branch);
}

/** Narrows a list to what the actor may see; `c` is the customer. */
export function narrow(conditions: Conditions, actor: Actor): Conditions {
  return conditions.add('c.branch = ?', branchScope(actor));
}
