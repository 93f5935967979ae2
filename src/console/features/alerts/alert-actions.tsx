import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useUser } from '../session/use-session.js';

/** What may be done with an alert now: take it, or give it back. */
export function AlertActions({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const assign = useMutation({
    mutationFn: (assignee: string | null) =>
      api.post<Alert>(`/alerts/${encodeURIComponent(alert.id)}/assignment`, { assignee }),
    onSuccess: async (_, assignee) => {
      message.success(t(assignee ? 'alerts.assigned' : 'alerts.released'));
      await client.invalidateQueries({ queryKey: ['alert', alert.id] });
      await client.invalidateQueries({ queryKey: ['list', '/alerts'] });
      await client.invalidateQueries({ queryKey: ['home'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  if (!may(user, 'alerts.assign') || (alert.status !== 'open' && alert.status !== 'in-review')) return null;
  const mine = alert.assignee === user.username;
  return mine ? (
    <Button loading={assign.isPending} onClick={() => assign.mutate(null)}>
      {t('alerts.release')}
    </Button>
  ) : (
    <Button type="primary" loading={assign.isPending} onClick={() => assign.mutate(user.username)}>
      {t(alert.assignee ? 'alerts.takeOver' : 'alerts.take')}
    </Button>
  );
}
