import { App, Button, Segmented, Switch } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { ContactPreferences, NoticeLanguage } from '../../api/notice-types.js';
import { may } from '../../app/permissions.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';

type Change = { channel: 'sms' | 'email'; allowed: boolean } | { language: NoticeLanguage };

/** Which channels a customer opted out of and the language of notices; a change is kept with who, when and how. */
export function PreferencesPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const path = `/customers/${encodeURIComponent(customerId)}/contact-preferences`;
  const key = ['contact-preferences', customerId];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ContactPreferences>(path, { signal }),
  });
  const change = useMutation({
    mutationFn: (to: Change) => api.post<ContactPreferences>(path, { ...to, how: 'in-person' }),
    onSuccess: (answer) => client.setQueryData(key, answer),
    onError: (problem) => {
      const { title, text } = problemText(problem);
      message.error(`${title} ${text}`);
    },
  });
  const confirm = useMutation({
    mutationFn: (mark: string) =>
      api.post<ContactPreferences>(
        `/customers/${encodeURIComponent(customerId)}/contact-marks/${encodeURIComponent(mark)}/confirmation`,
        { how: 'in-person' },
      ),
    onSuccess: (answer) => client.setQueryData(key, answer),
    onError: (problem) => {
      const { title, text } = problemText(problem);
      message.error(`${title} ${text}`);
    },
  });
  if (error) return <ProblemPanel compact error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const fixed = !may(user, 'notices.work') || change.isPending || confirm.isPending;
  const channel = (name: 'sms' | 'email') => {
    const last = data.history.find((line) => line.channel === name);
    return {
      name: term('noticeChannel', name),
      value: (
        <span className="row">
          <Switch
            aria-label={term('noticeChannel', name)}
            checked={data[name]}
            disabled={fixed}
            checkedChildren={t('notices.allowed')}
            unCheckedChildren={t('notices.optedOut')}
            onChange={(allowed) => change.mutate({ channel: name, allowed })}
          />
          {last ? (
            <span className="muted">
              {last.by ?? t('common.headOffice')} · {format.instant(last.at)} ·{' '}
              {term('preferenceWay', last.how)}
            </span>
          ) : null}
        </span>
      ),
    };
  };
  return (
    <Panel title={t('notices.preferences')}>
      <Facts
        facts={[
          channel('sms'),
          channel('email'),
          ...data.bounced.map((mark) => ({
            name: t('notices.bounced'),
            value: (
              <span className="row">
                <span className="mono">{mark.address}</span>
                <span className="muted">
                  {term('noticeReason', mark.code)} · {format.instant(mark.at)}
                </span>
                <Button size="small" disabled={fixed} onClick={() => confirm.mutate(mark.id)}>
                  {t('notices.confirmAddress')}
                </Button>
              </span>
            ),
          })),
          {
            name: t('notices.language'),
            value: (
              <Segmented<NoticeLanguage>
                aria-label={t('notices.language')}
                value={data.language}
                disabled={fixed}
                options={(['zh', 'en'] as const).map((value) => ({
                  value,
                  label: term('noticeLanguage', value),
                }))}
                onChange={(language) => change.mutate({ language })}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
