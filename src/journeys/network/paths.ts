import { otherEnd, type Bounds, type Edge, type Expand, type NodeRef } from './graph.js';
import type { Reached } from './walk.js';

export interface Path {
  nodes: NodeRef[];
  /** What connects each node with the next: one list for each step. */
  steps: Edge[][];
}
export interface Paths {
  /** Edges of a shortest path; null when there is none within the length looked at. */
  length: number | null;
  paths: Path[];
  truncated: boolean;
}

/** What one of the two searches has seen. */
interface Side {
  distance: Map<NodeRef, number>;
  /** For a node, its neighbours one step nearer to where the search began, with what connects them. */
  nearer: Map<NodeRef, Map<NodeRef, Edge[]>>;
  open: NodeRef[];
  depth: number;
  /** Whether some nodes may be seen, but not gone on from. */
  closed: boolean;
}

/**
 * All shortest paths between two nodes, at most `most`: breadth first from both ends, the smaller side next, until they
 * meet. Bounded like a walk: with `truncated` there may be others, or a shorter one.
 */
export async function shortestPaths(
  from: NodeRef,
  to: NodeRef,
  { maxLength, most }: { maxLength: number; most: number },
  expand: Expand,
  reached: Reached,
  bounds: Bounds,
): Promise<Paths> {
  const sides: [Side, Side] = [await begin(from, reached), await begin(to, reached)];
  let truncated = false;
  while (true) {
    const { meeting, length } = meet(...sides);
    if (meeting.length > 0) {
      const paths = join(sides, meeting, most + 1);
      return { length, paths: paths.slice(0, most), truncated: truncated || paths.length > most };
    }
    const side = sides.filter(({ open }) => open.length > 0).sort((a, b) => a.open.length - b.open.length)[0];
    // A side without a way on has seen all it can reach; the other one is not in it.
    const exhausted = sides.some(({ open, closed }) => open.length === 0 && !closed);
    if (sides[0].depth + sides[1].depth >= maxLength || !side || exhausted)
      return { length: null, paths: [], truncated };
    if (await grow(side, expand, reached, bounds)) truncated = true;
  }
}

async function begin(node: NodeRef, reached: Reached): Promise<Side> {
  const open = await reached([node]);
  return { distance: new Map([[node, 0]]), nearer: new Map(), open, depth: 0, closed: open.length === 0 };
}

/** One step outward; answers whether something had to be left out. */
async function grow(side: Side, expand: Expand, reached: Reached, bounds: Bounds): Promise<boolean> {
  const frontier = side.open.slice(0, bounds.perStep);
  const step = await expand(frontier);
  let truncated = step.truncated || side.open.length > bounds.perStep;
  side.depth += 1;
  const expanded = new Set(frontier);
  const fresh: NodeRef[] = [];
  for (const edge of step.edges) {
    for (const near of [edge.from, edge.to]) {
      const far = otherEnd(edge, near);
      if (!expanded.has(near) || far === near) continue;
      const known = side.distance.get(far);
      if (known === undefined) {
        if (side.distance.size >= bounds.nodes) {
          truncated = true;
          continue;
        }
        side.distance.set(far, side.depth);
        fresh.push(far);
      } else if (known !== side.depth) continue;
      const ways = side.nearer.get(far) ?? new Map<NodeRef, Edge[]>();
      side.nearer.set(far, ways);
      ways.set(near, [...(ways.get(near) ?? []), edge]);
    }
  }
  side.open = await reached(fresh);
  side.closed ||= side.open.length < fresh.length;
  return truncated;
}

/** The nodes both searches have come to, on the shortest way from end to end. */
function meet(a: Side, b: Side): { meeting: NodeRef[]; length: number } {
  const [small, large] = a.distance.size <= b.distance.size ? [a, b] : [b, a];
  let [meeting, length]: [NodeRef[], number] = [[], Infinity];
  for (const [node, distance] of small.distance) {
    const other = large.distance.get(node);
    if (other === undefined || distance + other > length) continue;
    if (distance + other < length) [meeting, length] = [[], distance + other];
    meeting.push(node);
  }
  return { meeting, length };
}

function join([a, b]: [Side, Side], meeting: readonly NodeRef[], most: number): Path[] {
  const paths: Path[] = [];
  for (const node of meeting) {
    const [heads, tails] = [tracks(a, node, most), tracks(b, node, most)];
    for (const head of heads)
      for (const tail of tails) {
        if (paths.length === most) return paths;
        paths.push({
          nodes: [...[...head.nodes].reverse(), ...tail.nodes.slice(1)],
          steps: [...[...head.steps].reverse(), ...tail.steps],
        });
      }
  }
  return paths;
}

/** The ways from a node back to where the search began. */
function tracks(side: Side, node: NodeRef, most: number): Path[] {
  const ways = side.nearer.get(node);
  if (!ways) return [{ nodes: [node], steps: [] }];
  const found: Path[] = [];
  for (const [near, edges] of ways)
    for (const rest of tracks(side, near, most - found.length)) {
      if (found.length === most) return found;
      found.push({ nodes: [node, ...rest.nodes], steps: [edges, ...rest.steps] });
    }
  return found;
}
