import { completeness } from './completeness.js';
import { complexityOf } from './complexity.js';
import { controllers } from './control.js';
import type { Determination, Owner, OwnerBasis, Unresolved } from './determination.js';
import { effectiveShares, reaches, type EffectiveShares } from './effective-shares.js';
import {
  arrange,
  isTrustRole,
  type Holding,
  type Holdings,
  type Measure,
  type Structure,
} from './holdings.js';
import { largestPaths } from './paths.js';
import type { OwnerRule, Treatment } from './rule.js';
import { percentText } from './share-text.js';

export interface Question {
  /** The id of the body asked about. */
  target: string;
  structure: Structure;
  rule: OwnerRule;
  /** Stronger measures hold for the customer (arts 20 and 21): the lower threshold, and nothing simplified. */
  stronger?: boolean;
  /** Of higher risk for another reason: nothing simplified (art. 11). */
  higherRisk?: boolean;
}

const PATHS_SHOWN = 3;
const OWNERS_EXPLAINED = 50;

interface Work {
  holdings: Holdings;
  rule: OwnerRule;
  threshold: string;
  full: boolean;
  /** Bodies being looked at, so that parents and trusts in a circle come to an end. */
  open: Set<number>;
}

/** Finds the beneficial owners of a body, by the tests of art. 8 in their order and the kinds of bodies of arts 9 to 14. */
export function determineOwners({ target, structure, rule, stronger, higherRisk }: Question): Determination {
  const holdings = arrange(structure);
  const node = holdings.indexOf.get(target);
  if (node === undefined) throw new Error('the body asked about is not in the structure');
  const threshold = stronger ? rule.strongerThreshold : rule.threshold;
  return ofBody(node, {
    holdings,
    rule,
    threshold,
    full: Boolean(stronger ?? false) || Boolean(higherRisk),
    open: new Set(),
  });
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

function nobody(node: number, { holdings, rule, threshold }: Work): Determination {
  const shares = effectiveShares(node, holdings.of.owns);
  return {
    outcome: 'determined',
    threshold,
    rule: { id: rule.id, version: rule.version },
    owners: [],
    stateHeld: '0',
    open: '0',
    unresolved: [],
    complexity: complexityOf(node, holdings, shares),
  };
}

/** Persons that stand to a body in one of the roles; the first role anybody stands in decides. */
function standing(
  node: number,
  roles: readonly string[],
  { holdings }: Work,
): { party: number; role: string }[] {
  for (const role of roles) {
    const inRole =
      role === 'owns'
        ? holdings.of.owns[node]!.map(({ holder }) => holder)
        : holdings.roles[node]!.filter(({ type }) => type === role).map(({ holder }) =>
            holdings.indexOf.get(holder)!,
          );
    const persons = [...new Set(inRole)].filter((party) => holdings.parties[party]!.kind === 'person');
    if (persons.length > 0) return persons.map((party) => ({ party, role }));
  }
  return [];
}

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

/** Persons among the parties reached that are no mere nominees. */
function personsOf({ parties, principals }: Holdings, reached: readonly number[]): number[] {
  return reached.filter((node) => parties[node]!.kind === 'person' && !principals.has(node));
}

function byTests(node: number, work: Work): Determination {
  const { holdings, rule, threshold } = work;
  const shares = effectiveShares(node, holdings.of.owns);
  const { stateHeld, open, unresolved } = completeness(node, holdings, shares, rule);
  const owners: Owner[] = [];
  const settled = () => rule.stopAtFirst && owners.length > 0;
  const add = (more: readonly Owner[]) => {
    const known = new Set(owners.map(({ party }) => party));
    owners.push(...more.filter(({ party }) => !known.has(party)));
  };
  add(byShare(node, 'owns', 'ownership', shares, work));
  for (const measure of ['votes', 'income'] as const)
    if (!settled() && holdings.has[measure])
      add(byShare(node, measure, measure, effectiveShares(node, holdings.of[measure]), work));
  if (!settled()) add(byControl(node, work));
  const found = owners.length > 0;
  const hidden = mayHide(node, open, shares, owners, work);
  if (hidden)
    unresolved.push({ code: 'open-share', parties: [holdings.ids[node]!], share: percentText(open) });
  if (!found) {
    const managers = standing(node, rule.managers, work);
    owners.push(
      ...managers.map(({ party, role }): Owner => ({
        party: holdings.ids[party]!,
        basis: 'manager',
        means: [role],
      })),
    );
    if (managers.length === 0) unresolved.push({ code: 'no-manager', parties: [holdings.ids[node]!] });
  }
  const grave =
    hidden ||
    owners.length === 0 ||
    unresolved.some(({ code }) => code === 'closed-circle' || code === 'above-100');
  return {
    outcome: grave ? 'unresolved' : 'determined',
    threshold,
    rule: { id: rule.id, version: rule.version },
    owners,
    stateHeld: percentText(stateHeld),
    open: percentText(open),
    unresolved,
    complexity: complexityOf(node, holdings, shares),
  };
}

function byShare(
  node: number,
  measure: Measure,
  basis: OwnerBasis,
  effective: EffectiveShares,
  { holdings, threshold }: Work,
): Owner[] {
  const list = holdings.of[measure];
  const near = Number(threshold) / 100 - 1e-6;
  const found = personsOf(holdings, effective.reached)
    .filter(
      (person) => effective.shares[person]! >= near && reaches(person, threshold, node, list, effective),
    )
    .sort(
      (a, b) => effective.shares[b]! - effective.shares[a]! || (holdings.ids[a]! < holdings.ids[b]! ? -1 : 1),
    );
  const paths = largestPaths(node, found.slice(0, OWNERS_EXPLAINED), list, PATHS_SHOWN);
  return found.map((person) => ({
    party: holdings.ids[person]!,
    basis,
    share: percentText(effective.shares[person]!),
    ...nomineesOf(person, list, effective.reached, holdings),
    paths: (paths.get(person) ?? []).map(({ nodes, shares, product }) => ({
      parties: nodes.map((one) => holdings.ids[one]!),
      shares,
      product: percentText(product),
    })),
  }));
}

/** In whose names somebody's holdings stand. */
function nomineesOf(
  person: number,
  list: readonly Holding[][],
  reached: readonly number[],
  { ids }: Holdings,
): { through?: string[] } {
  const names = new Set<string>();
  for (const body of reached)
    for (const { holder, through } of list[body]!)
      if (holder === person && through !== undefined) names.add(ids[through]!);
  return names.size > 0 ? { through: [...names] } : {};
}

function byControl(node: number, { holdings, rule }: Work): Owner[] {
  const reached = everybodyAbove(node, holdings);
  const found = controllers(node, personsOf(holdings, reached), holdings, {
    majority: rule.majority,
    reached,
  });
  return [...found].map(([person, { means, through }]) => ({
    party: holdings.ids[person]!,
    basis: 'control',
    means,
    ...(through.length > 0 ? { through: through.map((one) => holdings.ids[one]!) } : {}),
  }));
}

/** All who hold, vote or control, through any layers. */
function everybodyAbove(node: number, { of, roles, indexOf, principals }: Holdings): number[] {
  const seen = new Set([node]);
  const order = [node];
  const see = (one: number) => {
    if (!seen.has(one)) {
      seen.add(one);
      order.push(one);
    }
  };
  for (let at = 0; at < order.length; at += 1) {
    const body = order[at]!;
    for (const { holder } of of.votes[body]!) see(holder);
    for (const { holder } of of.owns[body]!) see(holder);
    for (const { type, holder } of roles[body]!)
      if (type === 'controls' || isTrustRole(type))
        for (const one of principals.get(indexOf.get(holder)!) ?? [indexOf.get(holder)!]) see(one);
  }
  return order;
}

/** Whether what is not accounted for could make an owner of somebody: of a stranger, or of a known person below. */
function mayHide(
  node: number,
  open: number,
  { shares, reached }: EffectiveShares,
  owners: readonly Owner[],
  { holdings, threshold }: Work,
): boolean {
  const limit = Number(threshold) / 100 - 1e-12;
  if (open < 1e-12) return false;
  if (open >= limit) return true;
  const known = new Set(owners.map(({ party }) => party));
  return personsOf(holdings, reached).some(
    (person) => person !== node && !known.has(holdings.ids[person]!) && shares[person]! + open >= limit,
  );
}
