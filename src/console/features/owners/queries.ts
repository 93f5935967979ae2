import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { OwnedEntity, OwnersAnswer, Relationships } from '../../api/owner-types.js';
import type { Page } from '../../api/types.js';

export const customerPath = (id: string): string => `/customers/${encodeURIComponent(id)}`;

/** The beneficial owners of a customer on a day; today without one. */
export const useOwners = (customerId: string, asOf: string | null) =>
  useQuery({
    queryKey: ['owners', customerId, 'found', asOf],
    queryFn: ({ signal }) =>
      api.get<OwnersAnswer>(`${customerPath(customerId)}/beneficial-owners`, { query: { asOf }, signal }),
  });

export const useRelationships = (customerId: string, asOf: string | null, history: boolean) =>
  useQuery({
    queryKey: ['owners', customerId, 'relationships', asOf, history],
    queryFn: ({ signal }) =>
      api.get<Relationships>(`${customerPath(customerId)}/relationships`, {
        query: history ? { history } : { asOf },
        signal,
      }),
  });

export const useOwnedEntities = (customerId: string, cursor: string | null) =>
  useQuery({
    queryKey: ['owners', customerId, 'owned', cursor],
    queryFn: ({ signal }) =>
      api.get<Page<OwnedEntity>>(`${customerPath(customerId)}/owned-entities`, {
        query: { limit: 20, cursor },
        signal,
      }),
  });

/** Sends something about a customer's owners and renews what is shown of them; the status may follow. */
export function useOwnersPost<Body>(done: string, onDone: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: Body }) => api.post(path, body),
    onSuccess: async () => {
      message.success(t(done));
      onDone();
      await client.invalidateQueries({ queryKey: ['owners'] });
      await client.invalidateQueries({ queryKey: ['customer'] });
    },
  });
}
