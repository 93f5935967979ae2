import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { RuleSummary, RuleVersion } from '../../api/rule-types.js';
import type { Page } from '../../api/types.js';

/** All rules; they change rarely. */
export function useRules(enabled = true) {
  return useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => api.get<Page<RuleSummary>>('/rules', { signal }),
    staleTime: 300_000,
    enabled,
  });
}

export function useRule(id: string | null) {
  return useQuery({
    queryKey: ['rule', id],
    queryFn: ({ signal }) => api.get<RuleVersion>(`/rules/${encodeURIComponent(id ?? '')}`, { signal }),
    staleTime: 300_000,
    enabled: Boolean(id),
  });
}

export function useRuleVersion(id: string | null, version: number | null | undefined) {
  return useQuery({
    queryKey: ['rule', id, version],
    queryFn: ({ signal }) => api.get<RuleVersion>(`/rules/${encodeURIComponent(id ?? '')}/versions/${version}`, { signal }),
    staleTime: 300_000,
    enabled: Boolean(id && version),
  });
}
