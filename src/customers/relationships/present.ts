import type { Static } from '@sinclair/typebox';
import type { Actor } from '../../platform/index.js';
import { maskedName } from '../duplicates/domain/masked-name.js';
import { isBranchBound, mayServe } from '../scope.js';
import type { partySummary, relationshipAnswer } from './schemas.js';
import { documentsOf, type Stated } from './domain/stated.js';
import type { Party, Relationship } from './store.js';

/** Whether a party is a customer of a branch the actor does not serve. */
export const isElsewhere = (party: Pick<Party, 'customerId' | 'branch'>, actor: Actor): boolean =>
  party.customerId !== null && !mayServe(actor, party.branch ?? undefined);

/**
 * A party as the reader may see it. One that is a customer of another branch is, for those bound to theirs, what was
 * stated of it here, or a name nobody can be told by, and nothing more.
 */
export function presentParty(party: Party, actor: Actor, stated: Stated = {}): Static<typeof partySummary> {
  const { key: _key, branch: _branch, ...shown } = party;
  const answer = shown as Static<typeof partySummary>;
  if (!isElsewhere(party, actor))
    return { ...answer, documents: documentsOf(party, stated.documents) as typeof answer.documents };
  return {
    ...answer,
    name: stated.name ?? maskedName(party.name),
    bodyType: null,
    nameLatin: null,
    gender: null,
    dateOfBirth: null,
    nationality: null,
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
  const subject = parties.get(one.subject)!;
  const elsewhere = isElsewhere(subject, actor);
  // What those who work for the whole bank write may tell what a branch must not know.
  const words = (atBranch: boolean | null) => !elsewhere && (atBranch || !isBranchBound(actor));
  return {
    id: one.id,
    type: one.type,
    holder: presentParty(parties.get(one.holder)!, actor, one.stated),
    subject: presentParty(subject, actor, { documents: one.stated.subject?.documents ?? [] }),
    share: elsewhere ? null : one.share,
    means: elsewhere ? null : one.means,
    since: one.since,
    until: one.until,
    source: one.source,
    reference: words(one.recordedAtBranch) ? one.reference : null,
    fact: one.fact,
    recordedAt: one.recordedAt.toISOString(),
    recordedBy: words(one.recordedAtBranch) ? one.recordedBy : null,
    endedAt: one.endedAt?.toISOString() ?? null,
    endReason: words(one.endedAtBranch) ? one.endReason : null,
  };
}
