import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Rule } from '../../api/rule-types.js';
import type { Page } from '../../api/types.js';

/** All rules; they change rarely. */
export function useRules(enabled = true) {
  return useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => api.get<Page<Rule>>('/rules', { query: { limit: 500 }, signal }),
    staleTime: 300_000,
    enabled,
  });
}

export function useRule(id: string) {
  return useQuery({
    queryKey: ['rule', id],
    queryFn: ({ signal }) => api.get<Rule>(`/rules/${encodeURIComponent(id)}`, { signal }),
  });
}

export function useRuleVersion(id: string, version: number | null | undefined) {
  return useQuery({
    queryKey: ['rule', id, version],
    queryFn: ({ signal }) => api.get<Rule>(`/rules/${encodeURIComponent(id)}/versions/${version}`, { signal }),
    enabled: Boolean(version),
  });
}
