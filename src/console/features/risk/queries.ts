import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type {
  MovedCustomer,
  RiskHistory,
  RiskModelSummary,
  RiskModelVersion,
  RiskOverride,
  RiskOverview,
  RiskPreview,
  UnratedCustomer,
} from '../../api/risk-types.js';
import type { Page } from '../../api/types.js';
import { useProblemText } from '../../components/use-problem-text.js';

const at = encodeURIComponent;
export const versionPath = (modelId: string, version: number | string): string =>
  `/risk-models/${at(modelId)}/versions/${at(String(version))}`;

export const useRiskHistory = (customerId: string) =>
  useQuery({
    queryKey: ['risk', 'customer', customerId],
    queryFn: ({ signal }) => api.get<RiskHistory>(`/customers/${at(customerId)}/risk-ratings`, { signal }),
  });

export const useRiskOverview = () =>
  useQuery({
    queryKey: ['risk', 'overview'],
    queryFn: ({ signal }) => api.get<RiskOverview>('/risk-overview', { signal }),
  });

export const useWaitingOverrides = () =>
  useQuery({
    queryKey: ['risk', 'overrides'],
    queryFn: ({ signal }) =>
      api.get<Page<RiskOverride>>('/risk-overrides', { query: { status: 'awaiting-approval' }, signal }),
  });

export const useUnrated = () =>
  useQuery({
    queryKey: ['risk', 'unrated'],
    queryFn: ({ signal }) => api.get<Page<UnratedCustomer>>('/risk-first-ratings', { signal }),
  });

export const useRiskModels = () =>
  useQuery({
    queryKey: ['risk', 'models'],
    queryFn: ({ signal }) => api.get<Page<RiskModelSummary>>('/risk-models', { signal }),
  });

export const useRiskModel = (modelId: string, version: string) =>
  useQuery({
    queryKey: ['risk', 'model', modelId, version],
    queryFn: ({ signal }) => api.get<RiskModelVersion>(versionPath(modelId, version), { signal }),
  });

/** A preview; asked again every second until it is through. */
export const useRiskPreview = (id: string | undefined) =>
  useQuery({
    queryKey: ['risk', 'preview', id],
    queryFn: ({ signal }) => api.get<RiskPreview>(`/risk-model-previews/${at(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'completed' ? false : 1_000),
  });

export const useMoved = (id: string | undefined) =>
  useQuery({
    queryKey: ['risk', 'moved', id],
    queryFn: ({ signal }) =>
      api.get<Page<MovedCustomer>>(`/risk-model-previews/${at(id ?? '')}/customers`, { signal }),
    enabled: id !== undefined,
  });

/** Sends something about risk and renews what is shown of it. */
export function useRiskPost<Body>(done: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: Body }) => api.post(path, body ?? {}),
    onSuccess: async () => {
      message.success(t(done));
      await client.invalidateQueries({ queryKey: ['risk'] });
      await client.invalidateQueries({ queryKey: ['customer'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
}
