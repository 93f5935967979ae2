import { ok, read, schema, type Role, type Route } from '../../platform/index.js';
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
  const entry = (action: string, subject: { kind: string; id: string }) => (found: { nodes: unknown[] }) => ({
    ...{ action, subject },
    details: { nodes: found.nodes.length },
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
          await audit.reading(
            context,
            (tx) => networks.ofCustomer(tx, actor, of.id, query),
            entry('network.read', { kind: 'customer', id: of.id }),
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
          await audit.reading(
            context,
            (tx) => networks.ofParty(tx, actor, of.id, query),
            entry('network.read', { kind: 'party', id: of.id }),
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
          await audit.reading(
            context,
            (tx) => networks.paths(tx, actor, query),
            entry('network.paths-read', { kind: 'customer', id: query.from }),
          ),
        );
      },
    }),
  ];
}
