import type { Static } from '@sinclair/typebox';
import {
  addDays,
  isId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import type { Customers } from '../../customers/index.js';
import type { Bounds, Edge, Expand, NodeRef } from './graph.js';
import { ranked } from './graph.js';
import { kindsFor, type EdgeKind } from './kinds.js';
import { keysOf, Nodes } from './nodes.js';
import { shortestPaths } from './paths.js';
import type { networkAnswer, pathsAnswer } from './schemas.js';
import { sources, type Frontier } from './sources.js';
import { walk } from './walk.js';

export interface NetworkParts {
  clock: Clock;
  days: BankDays;
  customers: Customers;
}

/** What fits on a screen, and what a search may look at. */
const SHOWN: Bounds = { perStep: 100, nodes: 300, edges: 900 };
const SEARCHED: Bounds = { perStep: 200, nodes: 4_000, edges: 0 };
const EDGES_PER_SOURCE = 600;
const MOST_PATHS = 10;
/** How far back money is followed, in days. */
const MONEY_DAYS = 365;

/** Who is connected with whom, as far as the reader may know it. Nothing here comes out of monitoring. */
export class Networks {
  constructor(private readonly parts: NetworkParts) {}

  /** Around a customer; 404 for one the actor may not see. */
  async ofCustomer(
    q: Queryable,
    actor: Actor,
    id: string,
    query: { depth?: number; kinds?: string },
  ): Promise<Static<typeof networkAnswer>> {
    return this.around(q, actor, await this.customer(q, actor, id), query);
  }

  /** Around a party; 404 for one that is not in the structure of any customer the actor may see. */
  async ofParty(
    q: Queryable,
    actor: Actor,
    id: string,
    query: { depth?: number; kinds?: string },
  ): Promise<Static<typeof networkAnswer>> {
    const [party] = isId(id)
      ? await q.query<{ key: string; customer: string | null }>(
          `SELECT p.id AS key, c.public_id::text AS customer FROM party_view p
           LEFT JOIN customer_view c ON c.id = p.customer_id WHERE p.public_id = $1`,
          [id],
        )
      : [];
    if (!party) throw problems.notFound();
    if (party.customer !== null) return this.ofCustomer(q, actor, party.customer, query);
    const ref: NodeRef = `p${party.key}`;
    if (branchScope(actor) !== undefined && !(await this.concernsBranch(q, actor, ref)))
      throw problems.notFound();
    return this.around(q, actor, ref, query);
  }

  /** The shortest ways between two customers, with what connects them. */
  async paths(
    q: Queryable,
    actor: Actor,
    {
      from,
      to,
      kinds: wanted,
      maxLength = 4,
    }: { from: string; to: string; kinds?: string; maxLength?: number },
  ): Promise<Static<typeof pathsAnswer>> {
    const kinds = kindsFor(actor, wanted);
    const ends = [await this.customer(q, actor, from), await this.customer(q, actor, to)] as const;
    const nodes = new Nodes(q, actor);
    const limits = { maxLength, most: MOST_PATHS };
    const expand = this.expand(q, kinds);
    const found = await shortestPaths(...ends, limits, expand, nodes.reached, SEARCHED);
    const ofEdge = (edge: Edge) => toAnswer(edge, nodes);
    const edges = new Map(found.paths.flatMap(({ steps }) => steps.flat().map((edge) => [edge.key, edge])));
    const refs = new Set(found.paths.flatMap((path) => path.nodes));
    return {
      length: found.length,
      paths: found.paths.map((path) => ({
        nodes: path.nodes.map((ref) => nodes.get(ref).id),
        edges: path.steps.map((step) => step.map((edge) => ofEdge(edge).id)),
      })),
      nodes: [...refs].map((ref) => nodes.get(ref)),
      edges: [...edges.values()].map(ofEdge),
      truncated: found.truncated,
    };
  }

  private async around(
    q: Queryable,
    actor: Actor,
    root: NodeRef,
    { depth = 1, kinds: wanted }: { depth?: number; kinds?: string },
  ): Promise<Static<typeof networkAnswer>> {
    const kinds = kindsFor(actor, wanted);
    const nodes = new Nodes(q, actor);
    const network = await walk(root, depth, this.expand(q, kinds), nodes.reached, SHOWN);
    return {
      root: nodes.get(root).id,
      nodes: [...network.nodes.keys()].map((ref) => nodes.get(ref)),
      edges: [...network.edges.values()].map((edge) => toAnswer(edge, nodes)),
      truncated: network.truncated,
    };
  }

  /** The node of a customer: of the kept one, where it was merged. */
  private async customer(q: Queryable, actor: Actor, id: string): Promise<NodeRef> {
    const { key } = await this.parts.customers.get(q, actor, id);
    const [kept] = await q.query<{ key: string; id: string }>(
      `SELECT k.id AS key, k.public_id::text AS id FROM customer_view c
       JOIN customer_view k ON k.id = coalesce(c.merged_into, c.id) WHERE c.id = $1`,
      [key],
    );
    if (kept!.key !== key) await this.parts.customers.get(q, actor, kept!.id);
    return `c${kept!.key}`;
  }

  private async concernsBranch(q: Queryable, actor: Actor, party: NodeRef): Promise<boolean> {
    const { edges } = await this.expand(q, kindsFor(actor, undefined))([party]);
    const nodes = new Nodes(q, actor);
    const refs = edges.flatMap(({ from, to }) => [from, to]);
    return (await nodes.reached(refs)).some((ref) => ref.startsWith('c'));
  }

  private expand(q: Queryable, kinds: readonly EdgeKind[]): Expand {
    const { clock, days } = this.parts;
    const now = clock.now();
    const today = days.dayOf(now);
    const window = {
      since: days.startOf(addDays(today, -MONEY_DAYS)),
      until: days.startOf(addDays(today, 1)),
    };
    return async (refs) => {
      const frontier: Frontier = {
        customers: keysOf(refs, 'c'),
        parties: keysOf(refs, 'p'),
        today,
        ...window,
        limit: EDGES_PER_SOURCE,
      };
      const found = { edges: [] as Edge[], truncated: false };
      for (const source of sources) {
        const { edges, truncated } = await source(q, frontier, kinds);
        found.edges.push(...edges);
        found.truncated ||= truncated;
      }
      return { edges: ranked(found.edges), truncated: found.truncated };
    };
  }
}

function toAnswer(edge: Edge, nodes: Nodes): Static<typeof networkAnswer>['edges'][number] {
  const { kind, type, relationship, share, since, count, amount } = edge;
  const [from, to] = [nodes.get(edge.from).id, nodes.get(edge.to).id];
  const id = relationship ?? `${kind}:${from}:${to}`;
  return { id, kind, type, from, to, share, since, count, amount };
}
