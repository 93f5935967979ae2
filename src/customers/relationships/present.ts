import type { Static } from '@sinclair/typebox';
import type { Actor } from '../../platform/index.js';
import { isBranchBound, mayServe } from '../scope.js';
import type { partySummary, relationshipAnswer } from './schemas.js';
import type { Party, Relationship } from './store.js';

/**
 * A party as the reader may see it. One that is a customer of another branch is, for those bound to theirs, what was
 * stated of it here and nothing more.
 */
export function presentParty(
  party: Party,
  actor: Actor,
  stated: { name?: string } = {},
): Static<typeof partySummary> {
  const elsewhere =
    party.customerId !== null && isBranchBound(actor) && !mayServe(actor, party.branch ?? undefined);
  const { key: _key, branch: _branch, ...shown } = party;
  const answer = shown as Static<typeof partySummary>;
  if (!elsewhere) return answer;
  return {
    ...answer,
    name: stated.name ?? party.name,
    ...(party.kind === 'person'
      ? { nameLatin: null, gender: null, dateOfBirth: null, nationality: null }
      : {}),
    documents: [],
    customerId: null,
    customerNumber: null,
  };
}

export function presentRelationship(
  one: Relationship,
  parties: ReadonlyMap<string, Party>,
  actor: Actor,
): Static<typeof relationshipAnswer> {
  return {
    id: one.id,
    type: one.type,
    holder: presentParty(parties.get(one.holder)!, actor, one.stated),
    subject: presentParty(parties.get(one.subject)!, actor),
    share: one.share,
    means: one.means,
    since: one.since,
    until: one.until,
    source: one.source,
    reference: one.reference,
    fact: one.fact,
    recordedAt: one.recordedAt.toISOString(),
    recordedBy: one.recordedBy,
    endedAt: one.endedAt?.toISOString() ?? null,
    endReason: one.endReason,
  };
}
