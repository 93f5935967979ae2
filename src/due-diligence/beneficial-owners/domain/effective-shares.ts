import { solveCircle } from './circle.js';
import { components } from './components.js';
import { compare, fractionOf, type Fraction } from './fraction.js';
import type { Holding } from './holdings.js';
import { floats, fractions, TooLong, type Numbers } from './numbers.js';

/** Shares of everybody above one body, finally and through all layers, as ratios of 1. */
export interface EffectiveShares {
  /** By party; 1 or a little more for the body itself. */
  shares: Float64Array;
  /** Circles of several bodies, or of one that holds itself. */
  circles: number[][];
  /** Those of which nobody outside owns anything: their shares lead nowhere. */
  closed: number[][];
  /** Parties reached, from the body upwards, each after what it holds. */
  reached: number[];
}

/** Whatever lies between a share and this of the threshold is computed exactly. */
const NEAR = 1e-9;

function reach(target: number, holdings: readonly Holding[][]): number[] {
  const seen = new Set([target]);
  const order = [target];
  for (let at = 0; at < order.length; at += 1)
    for (const { holder } of holdings[order[at]!]!)
      if (!seen.has(holder)) {
        seen.add(holder);
        order.push(holder);
      }
  return order;
}

/** The numbering of the parties reached, and who holds what among them. */
function arrangeReached(target: number, holdings: readonly Holding[][]) {
  const reached = reach(target, holdings);
  const place = new Map(reached.map((node, index) => [node, index]));
  const holders = reached.map((node) => [
    ...new Set(holdings[node]!.map(({ holder }) => place.get(holder)!)),
  ]);
  return { reached, place, holders };
}

/** The general algorithm, with either kind of number: injects 1 at the target and lets it rise to the owners. */
function propagate<N>(
  target: number,
  holdings: readonly Holding[][],
  numbers: Numbers<N>,
  weight: (share: string) => N,
) {
  const { reached, place, holders } = arrangeReached(target, holdings);
  const values = reached.map(() => numbers.zero);
  values[0] = numbers.one;
  const found = components(reached.length, (node) => holders[node]!);
  const circles: number[][] = [];
  const closed: number[][] = [];
  // Tarjan hands the last owners out first; shares rise from the target.
  for (const component of found.reverse()) {
    const inside = new Map(component.map((node, index) => [node, index]));
    const [only] = component as [number];
    if (component.length > 1 || holders[only]!.includes(only)) {
      circles.push(component.map((node) => reached[node]!));
      const rows = component.map((node) => ({ b: values[node]!, m: new Map<number, N>() }));
      for (const [column, node] of component.entries())
        for (const { holder, share } of holdings[reached[node]!]!) {
          const row = inside.get(place.get(holder)!);
          if (row === undefined) continue;
          const { m } = rows[row]!;
          m.set(column, numbers.add(m.get(column) ?? numbers.zero, weight(share)));
        }
      const solved = solveCircle(component.length, rows, numbers);
      if (!solved) closed.push(component.map((node) => reached[node]!));
      for (const [index, node] of component.entries()) values[node] = solved ? solved[index]! : numbers.zero;
      if (!solved) continue;
    }
    for (const node of component)
      for (const { holder, share } of holdings[reached[node]!]!) {
        const to = place.get(holder)!;
        if (!inside.has(to))
          values[to] = numbers.add(values[to]!, numbers.multiply(values[node]!, weight(share)));
      }
  }
  return { reached, values, circles, closed };
}

/**
 * What everybody finally holds of a body: for owner `p`, the sum over all chains of holdings of their products, which
 * is row `p` of S (I - S)^-1. Chains are followed once, from the body upwards; circles are solved as small linear
 * systems, so that ten thousand parties take well under a second.
 */
export function effectiveShares(target: number, holdings: readonly Holding[][]): EffectiveShares {
  const weights = new Map<string, number>();
  const weight = (share: string) => {
    let known = weights.get(share);
    if (known === undefined) weights.set(share, (known = Number(share) / 100));
    return known;
  };
  const { reached, values, circles, closed } = propagate(target, holdings, floats, weight);
  const shares = new Float64Array(holdings.length);
  reached.forEach((node, index) => (shares[node] = values[index]!));
  return { shares, circles, closed, reached };
}

/** The parties below one, on the way to a target. */
function between(holder: number, holdings: readonly Holding[][], reached: readonly number[]): Set<number> {
  const below = new Map<number, number[]>();
  for (const node of reached)
    for (const { holder: by } of holdings[node]!) {
      const list = below.get(by);
      if (list) list.push(node);
      else below.set(by, [node]);
    }
  const found = new Set([holder]);
  const queue = [holder];
  while (queue.length > 0)
    for (const node of below.get(queue.pop()!) ?? [])
      if (!found.has(node)) {
        found.add(node);
        queue.push(node);
      }
  return found;
}

/** The share of one party as an exact fraction; undefined when it has too many digits to be worth it. */
export function exactShare(
  holder: number,
  target: number,
  holdings: readonly Holding[][],
  reached: readonly number[],
): Fraction | undefined {
  const way = between(holder, holdings, reached);
  const narrowed = holdings.map((list, node) =>
    way.has(node) ? list.filter((one) => way.has(one.holder)) : [],
  );
  try {
    const { reached: seen, values } = propagate(target, narrowed, fractions, (share) => fractionOf(share, 2));
    const at = seen.indexOf(holder);
    return at < 0 ? fractions.zero : values[at];
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

/**
 * Whether a share reaches a threshold given in per cent. Far from it the float decides; near it an exact fraction; where
 * even that is too long, whoever is that near counts as an owner.
 */
export function reaches(
  holder: number,
  threshold: string,
  target: number,
  holdings: readonly Holding[][],
  { shares, reached }: EffectiveShares,
): boolean {
  const distance = shares[holder]! - Number(threshold) / 100;
  if (Math.abs(distance) > NEAR) return distance > 0;
  const exact = exactShare(holder, target, holdings, reached);
  return exact === undefined || compare(exact, fractionOf(threshold, 2)) >= 0;
}
