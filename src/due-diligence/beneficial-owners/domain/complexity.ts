import type { Complexity } from './determination.js';
import { components } from './components.js';
import type { EffectiveShares } from './effective-shares.js';
import type { Holdings } from './holdings.js';

/** Layers are holdings in a row on the longest chain to the top; a circle counts as the bodies it is made of. */
export function complexityOf(
  target: number,
  holdings: Holdings,
  { reached, circles }: EffectiveShares,
): Complexity {
  const place = new Map(reached.map((node, index) => [node, index]));
  const holders = reached.map((node) => [
    ...new Set(holdings.of.owns[node]!.map(({ holder }) => place.get(holder)!)),
  ]);
  const height = new Int32Array(reached.length);
  for (const component of components(reached.length, (node) => holders[node]!)) {
    const inside = new Set(component);
    let above = 0;
    for (const node of component)
      for (const holder of holders[node]!)
        if (!inside.has(holder)) above = Math.max(above, height[holder]! + 1);
    const own = above + component.length - 1;
    for (const node of component) height[node] = own;
  }
  const nominees = new Set<number>();
  for (const body of reached)
    for (const { through } of holdings.of.owns[body]!) if (through !== undefined) nominees.add(through);
  return {
    parties: reached.length,
    layers: height[place.get(target)!]!,
    circles: circles.length,
    nominees: nominees.size,
    trusts: reached.filter((node) => holdings.parties[node]!.bodyType === 'trust').length,
  };
}
