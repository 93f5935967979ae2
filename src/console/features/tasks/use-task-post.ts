import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';

/** Sends something about tasks, restrictions or campaigns and renews what is shown of them. */
export function useTaskPost<Body>(done: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: Body }) => api.post<{ id: string }>(path, body ?? {}),
    onSuccess: async () => {
      message.success(t(done));
      await client.invalidateQueries({ queryKey: ['tasks'] });
      await client.invalidateQueries({ queryKey: ['list', '/review-tasks'] });
      await client.invalidateQueries({ queryKey: ['customer'] });
    },
  });
}
