import type { Structure } from './holdings.js';
import type { OwnerRule } from './rule.js';

/**
 * A structure as the law looks at it while some kinds of bodies are a branch's word alone: a kind that exempts a body, or
 * ends the search at it, counts only once it is confirmed. Until then the body is one like any other.
 * @returns with the ids of the bodies whose kind waits to be confirmed
 */
export function byConfirmedKinds<S extends Structure>(
  structure: S,
  { treatments, noLookThrough }: OwnerRule,
): { structure: S; waiting: string[] } {
  const exempts = (bodyType: string): boolean =>
    noLookThrough.has(bodyType) ||
    treatments.some(
      ({ treatment, bodyTypes }) =>
        (treatment === 'exempt' || treatment === 'outside') &&
        (bodyTypes as readonly string[]).includes(bodyType),
    );
  const waiting = structure.parties.flatMap(({ id, bodyType, confirmed }) =>
    confirmed === false && bodyType && exempts(bodyType) ? [id] : [],
  );
  if (waiting.length === 0) return { structure, waiting };
  const doubted = new Set(waiting);
  const parties = structure.parties.map((party) =>
    doubted.has(party.id) ? { ...party, bodyType: null } : party,
  );
  return { structure: { ...structure, parties }, waiting };
}
