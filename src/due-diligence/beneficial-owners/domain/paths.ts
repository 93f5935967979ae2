import type { Holding } from './holdings.js';

/** One chain of holdings from an owner down to the body, and its product as a ratio. */
export interface Path {
  /** Owner first, body last. */
  nodes: number[];
  /** The share of each step, in per cent. */
  shares: string[];
  product: number;
}

interface Step {
  node: number;
  product: number;
  previous: Step | undefined;
  share: string | undefined;
}

/** Steps looked at for one body; beyond, what was found is shown. */
const MOST_STEPS = 1 << 18;
const LEAST = 1e-6;

/**
 * The largest chains that explain the shares of owners, no party twice in one chain. Best first from the body upwards:
 * the product can only fall, so what ends first is the largest.
 */
export function largestPaths(
  target: number,
  owners: readonly number[],
  holdings: readonly Holding[][],
  most: number,
): Map<number, Path[]> {
  const found = new Map<number, Path[]>(owners.map((owner) => [owner, []]));
  const missing = new Set(owners);
  const queue = new Heap();
  const visits = new Map<number, number>();
  queue.push({ node: target, product: 1, previous: undefined, share: undefined });
  for (let steps = 0; steps < MOST_STEPS && missing.size > 0; steps += 1) {
    const step = queue.pop();
    if (!step) break;
    const count = (visits.get(step.node) ?? 0) + 1;
    // No owner's best chains lead over more than this many best ways to one party.
    if (count > most * 4) continue;
    visits.set(step.node, count);
    const paths = found.get(step.node);
    if (paths && step.node !== target) {
      paths.push(pathOf(step));
      if (paths.length === most) missing.delete(step.node);
    }
    for (const { holder, share } of holdings[step.node]!) {
      const product = (step.product * Number(share)) / 100;
      if (product >= LEAST && !passes(step, holder))
        queue.push({ node: holder, product, previous: step, share });
    }
  }
  return found;
}

function passes(step: Step | undefined, node: number): boolean {
  for (let at = step; at; at = at.previous) if (at.node === node) return true;
  return false;
}

function pathOf(step: Step): Path {
  const nodes: number[] = [];
  const shares: string[] = [];
  for (let at: Step | undefined = step; at; at = at.previous) {
    nodes.push(at.node);
    if (at.share !== undefined) shares.push(at.share);
  }
  return { nodes, shares, product: step.product };
}

/** A binary heap, largest product first. */
class Heap {
  private readonly items: Step[] = [];

  push(step: Step): void {
    const { items } = this;
    let at = items.push(step) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]!.product >= step.product) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = step;
  }

  pop(): Step | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]!.product > items[child]!.product) child += 1;
      if (items[child]!.product <= last.product) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
