import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { User } from '../../api/admin-types.js';
import { useProblemText } from '../../components/use-problem-text.js';

/** Disables a user after asking, or enables one. */
export function UserStatusButton({ user }: { user: User }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const change = useMutation({
    mutationFn: (status: User['status']) =>
      api.patch<User>(`/users/${encodeURIComponent(user.id)}`, { status }, { version: user.version }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list', '/users'] }),
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  if (user.status === 'disabled') {
    return (
      <Button size="small" loading={change.isPending} onClick={() => change.mutate('active')}>
        {t('users.enable')}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      danger
      loading={change.isPending}
      onClick={() =>
        modal.confirm({
          title: t('users.disableTitle', { name: user.displayName }),
          content: t('users.disableText'),
          okText: t('users.disable'),
          okButtonProps: { danger: true },
          cancelText: t('common.cancel'),
          onOk: () => change.mutateAsync('disabled').catch(() => {}),
        })
      }
    >
      {t('users.disable')}
    </Button>
  );
}
