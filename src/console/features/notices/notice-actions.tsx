import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { NoticeDetail } from '../../api/notice-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useUser } from '../session/use-session.js';
import { PrintButton } from './print-button.js';

type Act = { what: 'retry' } | { what: 'returns'; reason: string } | { what: 'handover'; how: string };

/** What may be done with a notice now: try again, say that it came back, or that the branch delivered it. */
export function NoticeActions({ notice }: { notice: NoticeDetail }) {
  const { t } = useTranslation();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const act = useMutation({
    mutationFn: ({ what, ...body }: Act) =>
      api.post<NoticeDetail>(
        `/notices/${encodeURIComponent(notice.id)}/${what}`,
        what === 'retry' ? undefined : body,
      ),
    onSuccess: async () => {
      message.success(t('notices.done'));
      await client.invalidateQueries({ queryKey: ['notice', notice.id] });
      await client.invalidateQueries({ queryKey: ['list', '/notices'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  if (!may(user, 'notices.work')) return null;
  const button = (label: string, values: Act, primary = false) => (
    <Button
      type={primary ? 'primary' : 'default'}
      loading={act.isPending && act.variables.what === values.what}
      disabled={act.isPending}
      onClick={() => act.mutate(values)}
    >
      {t(label)}
    </Button>
  );
  switch (notice.status) {
    case 'letter':
      return (
        <>
          {button('notices.retry', { what: 'retry' })}
          <PrintButton notice={notice} />
          {button('notices.toldInPerson', { what: 'handover', how: 'in-person' })}
          {button('notices.letterSent', { what: 'handover', how: 'letter' }, true)}
        </>
      );
    case 'sent':
      return button('notices.cameBack', {
        what: 'returns',
        reason: notice.channel === 'email' ? 'bounced' : 'wrong-number',
      });
    case 'handed-over':
      return notice.reason === 'letter'
        ? button('notices.cameBack', { what: 'returns', reason: 'moved' })
        : null;
    case 'cancelled':
      return null;
    default:
      return button('notices.retry', { what: 'retry' }, true);
  }
}
