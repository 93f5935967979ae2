import { hasRole, type Actor, type Role } from '../platform/index.js';

const seeAll: readonly Role[] = ['compliance-officer', 'compliance-manager', 'auditor'];

/** The branch whose customers alone a person may see, empty for a person without any; `undefined` for those who see all. */
export function branchScope(actor: Actor): string | undefined {
  if (actor.kind !== 'user') return undefined;
  return hasRole(actor, ...seeAll) ? undefined : (actor.branch ?? '');
}

/** SQL: whether the person `user`, a row of `user_view`, is bound to a branch. */
export const worksAtBranch = (user: string): string =>
  `NOT (${user}.roles && ARRAY['${seeAll.join("','")}'])`;

/**
 * SQL: a stored name as readers bound to a branch may read it; null for people who are not. That one of those was at
 * work on a customer would tell the branch that compliance looks at it.
 * @param actor SQL of the name, the kind and the id of who acted
 */
export const namedAtBranch = (actor: { name: string; kind: string; id: string }): string =>
  `CASE WHEN ${actor.kind} <> 'user' OR EXISTS (SELECT FROM user_view b
     WHERE b.id = CASE WHEN ${actor.kind} = 'user' THEN ${actor.id}::uuid END AND ${worksAtBranch('b')})
   THEN ${actor.name} END`;
