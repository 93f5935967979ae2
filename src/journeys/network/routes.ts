import {
  ok,
  read,
  schema,
  type Actor,
  type Database,
  type Role,
  type Route,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { networkAnswer, networkQuery, pathsAnswer, pathsQuery } from './schemas.js';
import type { Networks } from './service.js';

const READERS: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const tag = 'Network';
const params = schema.closed({ id: schema.identifier() });

/** Owners, controllers, agents, shared things and money as a graph, around one node or between two customers. */
export function networkRoutes(networks: Networks, audit: AuditTrail): Route[] {
  /** Reads, and says in the same database transaction that somebody did. */
  const audited = <T extends { nodes: readonly unknown[] }>(
    { db, actor, requestId }: { db: Database; actor: Actor; requestId: string },
    action: string,
    subject: { kind: string; id: string },
    fetch: (tx: Tx) => Promise<T>,
  ): Promise<T> =>
    db.inTransaction(async (tx) => {
      const answer = await fetch(tx);
      await audit.append(tx, actor, { action, subject, details: { nodes: answer.nodes.length }, requestId });
      return answer;
    });
  return [
    read({
      method: 'get',
      path: '/customers/{id}/network',
      summary: 'Who and what a customer is connected with',
      tag,
      roles: READERS,
      params,
      query: networkQuery,
      responses: { 200: networkAnswer },
      handle: async (context) => {
        const { actor, params: of, query } = context;
        return ok(
          await audited(context, 'network.read', { kind: 'customer', id: of.id }, (tx) =>
            networks.ofCustomer(tx, actor, of.id, query),
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: '/parties/{id}/network',
      summary: 'Who and what a party of relationships is connected with',
      tag,
      roles: READERS,
      params,
      query: networkQuery,
      responses: { 200: networkAnswer },
      handle: async (context) => {
        const { actor, params: of, query } = context;
        return ok(
          await audited(context, 'network.read', { kind: 'party', id: of.id }, (tx) =>
            networks.ofParty(tx, actor, of.id, query),
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: '/network/paths',
      summary: 'The shortest ways from one customer to another, with what connects them',
      tag,
      roles: READERS,
      query: pathsQuery,
      responses: { 200: pathsAnswer },
      handle: async (context) => {
        const { actor, query } = context;
        return ok(
          await audited(context, 'network.paths-read', { kind: 'customer', id: query.from }, (tx) =>
            networks.paths(tx, actor, query),
          ),
        );
      },
    }),
  ];
}
