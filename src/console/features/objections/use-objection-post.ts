import { App } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Objection } from '../../api/objection-types.js';

/** Sends something about an objection, says so, and shows everywhere what came of it. */
export function useObjectionPost<Body>(path: string, done: string, onDone: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: Body) => api.post<Objection>(path, body),
    onSuccess: async () => {
      message.success(t(done));
      onDone();
      await client.invalidateQueries({ queryKey: ['list', '/objections'] });
      await client.invalidateQueries({ queryKey: ['objections'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}
