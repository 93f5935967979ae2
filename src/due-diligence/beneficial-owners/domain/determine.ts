import { byConfirmedKinds } from './confirmed-kinds.js';
import type { Determination, Owner, Unresolved } from './determination.js';
import { arrange, isTrustRole, type Structure } from './holdings.js';
import type { OwnerRule, Treatment } from './rule.js';
import { byTests, nobody, standing, type Work } from './tests-of-owners.js';

export interface Question {
  /** The id of the body asked about. */
  target: string;
  structure: Structure;
  rule: OwnerRule;
  /** Stronger measures hold for the customer (arts 20 and 21): the lower threshold, and nothing simplified. */
  stronger?: boolean;
  /** Of higher risk for another reason: nothing simplified (art. 11). */
  higherRisk?: boolean;
  /** What the search for control may take, other than usual. */
  steps?: number;
}

/** Finds the beneficial owners of a body, by the tests of art. 8 in their order and the kinds of bodies of arts 9 to 14. */
export function determineOwners({
  target,
  structure,
  rule,
  stronger,
  higherRisk,
  steps,
}: Question): Determination {
  const known = byConfirmedKinds(structure, rule);
  const holdings = arrange(known.structure);
  const node = holdings.indexOf.get(target);
  if (node === undefined) throw new Error('the body asked about is not in the structure');
  const threshold = stronger ? rule.strongerThreshold : rule.threshold;
  const found = ofBody(node, {
    holdings,
    rule,
    threshold,
    full: Boolean(stronger ?? false) || Boolean(higherRisk),
    open: new Set(),
    ...(steps === undefined ? {} : { steps }),
  });
  if (known.waiting.length === 0) return found;
  return {
    ...found,
    unresolved: [...found.unresolved, { code: 'kind-unconfirmed', parties: known.waiting }],
  };
}

function ofBody(node: number, work: Work): Determination {
  const { holdings, rule, full, open } = work;
  const bodyType = holdings.parties[node]!.bodyType;
  const special = rule.treatments.find(({ bodyTypes }) => bodyType && bodyTypes.includes(bodyType));
  open.add(node);
  try {
    switch (special?.treatment) {
      case 'outside':
      case 'exempt':
        return { ...nobody(node, work), outcome: special.treatment, treatment: mark(special) };
      case 'simplified':
        return full ? byTests(node, work) : simplified(node, work, special);
      case 'parent':
      case 'parent-and-manager':
        return ofParent(node, work, special);
      case 'trust':
        return ofTrust(node, work, special);
      case undefined:
        return byTests(node, work);
    }
  } finally {
    open.delete(node);
  }
}

type Special = OwnerRule['treatments'][number];
const mark = ({ treatment, article }: Special): { treatment: Treatment; article: string } => ({
  treatment,
  article,
});

function simplified(node: number, work: Work, special: Special): Determination {
  const found = standing(node, special.relations ?? [], work);
  const base = nobody(node, work);
  if (found.length === 0)
    return {
      ...base,
      outcome: 'unresolved',
      treatment: mark(special),
      unresolved: [{ code: 'no-representative', parties: [work.holdings.ids[node]!] }],
    };
  return {
    ...base,
    outcome: 'simplified',
    treatment: mark(special),
    owners: found.map(({ party, role }) => ({
      party: work.holdings.ids[party]!,
      basis: 'simplified',
      means: [role],
    })),
  };
}

/** A branch has its parent's owners; that of a foreign company also one of its own senior managers (art. 9). */
function ofParent(node: number, work: Work, special: Special): Determination {
  const { holdings } = work;
  const parent = holdings.of.owns[node]!.map(({ holder }) => holder).find(
    (holder) => holdings.parties[holder]!.kind === 'body' && !work.open.has(holder),
  );
  const ownId = holdings.ids[node]!;
  if (parent === undefined)
    return {
      ...nobody(node, work),
      outcome: 'unresolved',
      treatment: mark(special),
      open: '100',
      unresolved: [{ code: 'no-parent', parties: [ownId] }],
    };
  const found = ofBody(parent, work);
  if (special.treatment === 'parent') return { ...found, treatment: mark(special) };
  const managers = standing(node, work.rule.managers, work).map(({ party, role }): Owner => ({
    party: holdings.ids[party]!,
    basis: 'branch-manager',
    means: [role],
  }));
  const unresolved: Unresolved[] = managers.length > 0 ? [] : [{ code: 'no-manager', parties: [ownId] }];
  return {
    ...found,
    treatment: mark(special),
    outcome: unresolved.length > 0 ? 'unresolved' : found.outcome,
    owners: merged(found.owners, managers),
    unresolved: [...found.unresolved, ...unresolved],
  };
}

/** Everybody who stands in a trust, and the owners of the bodies that do (art. 12). */
function ofTrust(node: number, work: Work, special: Special): Determination {
  const { holdings, open } = work;
  const inTrust = holdings.roles[node]!.filter(({ type }) => isTrustRole(type) || type === 'controls');
  const owners: Owner[] = [];
  const unresolved: Unresolved[] = [];
  for (const party of new Set(inTrust.map(({ holder }) => holdings.indexOf.get(holder)!))) {
    const id = holdings.ids[party]!;
    const means = inTrust.filter(({ holder }) => holder === id).map(({ type }) => type);
    const behind = holdings.principals.get(party) ?? [party];
    for (const real of behind) {
      if (holdings.parties[real]!.kind === 'person') {
        owners.push({
          party: holdings.ids[real]!,
          basis: 'trust-role',
          means,
          ...(real === party ? {} : { through: [id] }),
        });
      } else if (!open.has(real)) {
        const found = ofBody(real, work);
        owners.push(
          ...found.owners.map((owner): Owner => ({
            party: owner.party,
            basis: 'trust-role',
            means,
            through: [...(owner.through ?? []), holdings.ids[real]!],
          })),
        );
        unresolved.push(...found.unresolved);
      }
    }
  }
  if (inTrust.length === 0) unresolved.push({ code: 'no-trust-parties', parties: [holdings.ids[node]!] });
  return {
    ...nobody(node, work),
    outcome: unresolved.length > 0 || owners.length === 0 ? 'unresolved' : 'determined',
    treatment: mark(special),
    owners: merged([], owners),
    unresolved,
  };
}

/** One entry per person, the first standing. */
function merged(first: readonly Owner[], more: readonly Owner[]): Owner[] {
  const known = new Map(first.map((owner) => [owner.party, owner]));
  for (const owner of more) if (!known.has(owner.party)) known.set(owner.party, owner);
  return [...known.values()];
}
