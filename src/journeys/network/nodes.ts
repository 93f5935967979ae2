import { sha256, type Actor, type Queryable } from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import type { NodeRef } from './graph.js';

/** A node as the reader may see it. */
export interface NodeAnswer {
  id: string;
  type: 'customer' | 'party';
  kind: 'person' | 'body';
  name: string | null;
  customerNumber: string | null;
  status: string | null;
  branch: string | null;
  /** A customer of another branch: that there is one, and nothing of it. */
  masked: boolean;
}

interface Row extends Record<string, unknown> {
  ref: NodeRef;
  id: string;
  kind: 'person' | 'body';
  name: string;
  customer_number: string | null;
  status: string | null;
  branch: string | null;
}

export const keysOf = (refs: readonly NodeRef[], letter: 'c' | 'p'): string[] =>
  refs.filter((ref) => ref.startsWith(letter)).map((ref) => ref.slice(1));

/** Nodes by what they are called inside, read in one statement for each step and shown as their reader may see them. */
export class Nodes {
  readonly #known = new Map<NodeRef, NodeAnswer>();

  constructor(
    private readonly q: Queryable,
    private readonly actor: Actor,
  ) {}

  /** Learns what the nodes are; answers those whose connections the reader may see. */
  readonly reached = async (refs: readonly NodeRef[]): Promise<NodeRef[]> => {
    const unknown = refs.filter((ref) => !this.#known.has(ref));
    if (unknown.length > 0) {
      const rows = await this.q.query<Row>(
        `SELECT 'c' || c.id AS ref, c.public_id::text AS id, CASE WHEN c.kind = 'individual' THEN 'person' ELSE 'body' END AS kind,
           c.name, c.customer_number, c.status::text AS status, c.branch
         FROM customer_view c WHERE c.id = ANY($1::bigint[])
         UNION ALL
         SELECT 'p' || p.id, p.public_id::text, p.kind, p.name, NULL, NULL, NULL
         FROM party_view p WHERE p.id = ANY($2::bigint[])`,
        [keysOf(unknown, 'c'), keysOf(unknown, 'p')],
      );
      for (const row of rows) this.#known.set(row.ref, this.#shown(row));
    }
    return refs.filter((ref) => this.#known.get(ref)?.masked === false);
  };

  get(ref: NodeRef): NodeAnswer {
    return this.#known.get(ref)!;
  }

  #shown({ ref, id, kind, name, customer_number, status, branch }: Row): NodeAnswer {
    const type = ref.startsWith('c') ? 'customer' : 'party';
    const own = branchScope(this.actor);
    if (type === 'party' || own === undefined || branch === own)
      return { id, type, kind, name, customerNumber: customer_number, status, branch, masked: false };
    // The same customer is the same node in every answer, but under a name that leads nowhere.
    const masked = `masked-${sha256(`node ${id}`).toString('hex').slice(0, 24)}`;
    return {
      id: masked,
      type,
      kind,
      name: null,
      customerNumber: null,
      status: null,
      branch: null,
      masked: true,
    };
  }
}
