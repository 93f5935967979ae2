export const roles = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'administrator',
  'core-banking',
] as const;
export type Role = (typeof roles)[number];

/** Those who do the compliance work; what they know is not for branches. */
export const complianceRoles: readonly Role[] = ['compliance-officer', 'compliance-manager'];

/** Who acts: a signed-in person, a machine with an API key, or the system itself. */
export interface Actor {
  kind: 'user' | 'api-key' | 'system';
  id: string;
  name: string;
  roles: readonly Role[];
  /** Code of the person's branch; a teller sees customers of this one only. */
  branch?: string;
  /** The session the request came with, for signing out. */
  sessionId?: string;
}

export const systemActor: Actor = { kind: 'system', id: 'system', name: 'system', roles: [] };

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.roles.some((role) => wanted.includes(role));
}
