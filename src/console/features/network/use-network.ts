import { useMemo } from 'react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Network, NetworkEdge, NetworkNode, NetworkPaths } from '../../api/network-types.js';

const pathOf = ({ id, type }: Pick<NetworkNode, 'id' | 'type'>) =>
  `/${type === 'customer' ? 'customers' : 'parties'}/${encodeURIComponent(id)}/network`;

export interface Graph {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  truncated: boolean;
}

/** A customer's network with what was expanded on top, each node and edge once. */
export function useNetwork(
  customerId: string,
  { depth, kinds, expanded }: { depth: number; kinds: readonly string[]; expanded: readonly NetworkNode[] },
  path: NetworkPaths | undefined,
) {
  const asked = kinds.join(',');
  const base = useQuery({
    queryKey: ['network', customerId, depth, asked],
    queryFn: ({ signal }) =>
      api.get<Network>(pathOf({ id: customerId, type: 'customer' }), {
        query: { depth, kinds: asked },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const more = useQueries({
    queries: expanded.map((node) => ({
      queryKey: ['network', node.id, 1, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Network>(pathOf(node), { query: { depth: 1, kinds: asked }, signal }),
    })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
  const graph = useMemo<Graph | undefined>(() => {
    if (!base.data) return undefined;
    const parts = [base.data, ...more, ...(path ? [path] : [])];
    return {
      nodes: [...new Map(parts.flatMap(({ nodes }) => nodes.map((node) => [node.id, node]))).values()],
      edges: [...new Map(parts.flatMap(({ edges }) => edges.map((edge) => [edge.id, edge]))).values()],
      truncated: parts.some(({ truncated }) => truncated),
    };
  }, [base.data, more, path]);
  return { graph, root: base.data?.root, error: base.error, refetch: base.refetch };
}

/** The shortest ways to another customer; asks when one is chosen. */
export function usePaths(from: string, to: string | undefined, kinds: readonly string[]) {
  return useQuery({
    queryKey: ['network-paths', from, to, kinds.join(',')],
    queryFn: ({ signal }) =>
      api.get<NetworkPaths>('/network/paths', {
        query: { from, to, kinds: kinds.join(','), maxLength: 6 },
        signal,
      }),
    enabled: to !== undefined,
    retry: false,
  });
}
