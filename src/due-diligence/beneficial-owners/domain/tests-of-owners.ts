import { completeness } from './completeness.js';
import { complexityOf } from './complexity.js';
import { controllers } from './control.js';
import type { Determination, Owner, OwnerBasis, UnresolvedCode } from './determination.js';
import { effectiveShares, reaches, type EffectiveShares } from './effective-shares.js';
import { isTrustRole, type Holding, type Holdings, type Measure } from './holdings.js';
import { largestPaths } from './paths.js';
import type { OwnerRule } from './rule.js';
import { percentText } from './share-text.js';

const PATHS_SHOWN = 3;
const OWNERS_EXPLAINED = 50;
const GRAVE: readonly UnresolvedCode[] = ['closed-circle', 'above-100', 'control-not-searched'];

/** One search for owners under way. */
export interface Work {
  holdings: Holdings;
  rule: OwnerRule;
  threshold: string;
  full: boolean;
  /** What the search for control may take, other than usual. */
  steps?: number;
  /** Bodies being looked at, so that parents and trusts in a circle come to an end. */
  open: Set<number>;
}

/** A determination without owners, to be filled. */
export function nobody(node: number, { holdings, rule, threshold }: Work): Determination {
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
export function standing(
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

/** Persons among the parties reached that are no mere nominees. */
function personsOf({ parties, principals }: Holdings, reached: readonly number[]): number[] {
  return reached.filter((node) => parties[node]!.kind === 'person' && !principals.has(node));
}

/** The tests of art. 8 in their order, for a body that is nothing special. */
export function byTests(node: number, work: Work): Determination {
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
  if (!settled()) {
    const control = byControl(node, work);
    add(control.owners);
    if (control.left.length > 0)
      unresolved.push({ code: 'control-not-searched', parties: control.left.slice(0, OWNERS_EXPLAINED) });
  }
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
  const grave = hidden || owners.length === 0 || unresolved.some(({ code }) => GRAVE.includes(code));
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

function byControl(node: number, { holdings, rule, steps }: Work): { owners: Owner[]; left: string[] } {
  const reached = everybodyAbove(node, holdings);
  const { found, left } = controllers(node, personsOf(holdings, reached), holdings, {
    majority: rule.majority,
    reached,
    ...(steps === undefined ? {} : { steps }),
  });
  const owners = [...found].map(([person, { means, through }]): Owner => ({
    party: holdings.ids[person]!,
    basis: 'control',
    means: [...means],
    ...(through.length > 0 ? { through: through.map((one) => holdings.ids[one]!) } : {}),
  }));
  return { owners, left: left.map((one) => holdings.ids[one]!) };
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
