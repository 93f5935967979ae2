import { hasRole, type Actor } from '../platform/index.js';

/** The branch whose customers alone a person may see, empty for a person without any; `undefined` for those who see all. */
export function branchScope(actor: Actor): string | undefined {
  if (actor.kind !== 'user') return undefined;
  return hasRole(actor, 'compliance-officer', 'compliance-manager', 'auditor')
    ? undefined
    : (actor.branch ?? '');
}
