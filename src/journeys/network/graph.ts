import type { Day } from '../../platform/index.js';
import type { EdgeKind } from './kinds.js';

/** A node inside the service: `c` and the key of a customer, or `p` and that of a party who is none. */
export type NodeRef = `c${string}` | `p${string}`;

/** One connection of two nodes; two nodes may have several. Shared things have no direction. */
export interface Edge {
  key: string;
  kind: EdgeKind;
  /** The relationship it is, by its type and id. */
  type: string | null;
  relationship: string | null;
  /** The holder, or whoever pays. */
  from: NodeRef;
  to: NodeRef;
  /** Per cent. */
  share: string | null;
  since: Day | null;
  /** How many things are shared, or movements there were. */
  count: number | null;
  /** CNY as decimal text, for money. */
  amount: string | null;
  /** What goes first among its kind when not all can be shown. */
  weight: number;
}

/** What one step from some nodes came to, the heaviest first. */
export interface Step {
  edges: Edge[];
  truncated: boolean;
}
export type Expand = (frontier: readonly NodeRef[]) => Promise<Step>;

/** How much is looked at and shown at most. */
export interface Bounds {
  /** Nodes expanded in one step. */
  perStep: number;
  nodes: number;
  edges: number;
}

/** The other end of an edge. */
export const otherEnd = (edge: Edge, node: NodeRef): NodeRef => (edge.from === node ? edge.to : edge.from);

/**
 * Edges of all kinds in one order: the heaviest of each kind, then the second of each, so that no kind crowds out
 * another. The same edge seen from both ends is there once; of money the larger sum, for a ledger may know one side only.
 */
export function ranked(found: readonly Edge[]): Edge[] {
  const byKind = new Map<EdgeKind, Map<string, Edge>>();
  for (const edge of found) {
    const kind = byKind.get(edge.kind) ?? new Map<string, Edge>();
    byKind.set(edge.kind, kind);
    const there = kind.get(edge.key);
    if (!there || there.weight < edge.weight) kind.set(edge.key, edge);
  }
  const lists = [...byKind.values()].map((kind) =>
    [...kind.values()].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1)),
  );
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => (list[rank] ? [list[rank]] : [])),
  ).flat();
}
