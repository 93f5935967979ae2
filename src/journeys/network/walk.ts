import type { Bounds, Edge, Expand, NodeRef } from './graph.js';

export interface Network {
  /** How many steps each node is away. */
  nodes: Map<NodeRef, number>;
  edges: Map<string, Edge>;
  truncated: boolean;
}

/** Is told the nodes a step found, before they are expanded; answers those that may be gone on from. */
export type Reached = (nodes: readonly NodeRef[]) => Promise<NodeRef[]>;

/**
 * Everything within `depth` steps of a node: every edge that touches a node nearer than that. Bounded: when there is
 * more, the heaviest edges stay and `truncated` says so.
 */
export async function walk(
  root: NodeRef,
  depth: number,
  expand: Expand,
  reached: Reached,
  bounds: Bounds,
): Promise<Network> {
  const network: Network = { nodes: new Map([[root, 0]]), edges: new Map(), truncated: false };
  let open = await reached([root]);
  for (let level = 1; level <= depth && open.length > 0; level += 1) {
    const step = await expand(open.slice(0, bounds.perStep));
    if (step.truncated || open.length > bounds.perStep) network.truncated = true;
    open = await reached(add(network, step.edges, level, bounds));
  }
  return network;
}

/** Takes the edges in while there is room; answers the nodes that are new. */
function add(network: Network, found: readonly Edge[], level: number, bounds: Bounds): NodeRef[] {
  const { nodes, edges } = network;
  const fresh: NodeRef[] = [];
  for (const edge of found) {
    if (edges.has(edge.key)) continue;
    const unseen = [edge.from, edge.to].filter((node) => !nodes.has(node));
    if (edges.size >= bounds.edges || nodes.size + unseen.length > bounds.nodes) {
      network.truncated = true;
      continue;
    }
    edges.set(edge.key, edge);
    for (const node of unseen) {
      nodes.set(node, level);
      fresh.push(node);
    }
  }
  return fresh;
}
