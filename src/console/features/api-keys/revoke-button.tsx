import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { ApiKey } from '../../api/admin-types.js';
import { useProblemText } from '../../components/use-problem-text.js';

export function RevokeButton({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const revoke = useMutation({
    mutationFn: () => api.delete(`/api-keys/${encodeURIComponent(apiKey.id)}`),
    onSuccess: () => {
      message.success(t('apiKeys.revokedDone'));
      return client.invalidateQueries({ queryKey: ['list', '/api-keys'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  return (
    <Button
      size="small"
      danger
      loading={revoke.isPending}
      onClick={() =>
        modal.confirm({
          title: t('apiKeys.revokeTitle', { name: apiKey.name }),
          content: t('apiKeys.revokeText'),
          okText: t('apiKeys.revoke'),
          okButtonProps: { danger: true },
          cancelText: t('common.cancel'),
          onOk: () => revoke.mutateAsync().catch(() => {}),
        })
      }
    >
      {t('apiKeys.revoke')}
    </Button>
  );
}
