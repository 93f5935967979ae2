import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Campaign } from '../../api/campaign-types.js';
import type { Page } from '../../api/types.js';

/** Campaigns, newest first; asked again every second while one is being prepared. */
export const useCampaigns = () =>
  useQuery({
    queryKey: ['tasks', 'campaigns'],
    queryFn: ({ signal }) => api.get<Page<Campaign>>('/remediation-campaigns', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === 'preparing') ? 2_000 : false,
  });

export const useCampaign = (id: string) =>
  useQuery({
    queryKey: ['tasks', 'campaigns', id],
    queryFn: ({ signal }) =>
      api.get<Campaign>(`/remediation-campaigns/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'preparing' ? 2_000 : false),
  });
