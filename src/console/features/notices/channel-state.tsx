import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { NoticeChannels } from '../../api/notice-types.js';
import { may } from '../../app/permissions.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';

/** Says which channels are not set up yet, and how much waits for them. */
export function ChannelState() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const { data } = useQuery({
    queryKey: ['notice-channels'],
    queryFn: ({ signal }) => api.get<NoticeChannels>('/notice-channels', { signal }),
    enabled: may(user, 'notices.channels'),
  });
  const missing = data?.items.filter(({ configured }) => !configured) ?? [];
  if (missing.length === 0) return null;
  return (
    <Panel title={t('notices.notConfigured')}>
      <ul className="plain-list">
        {missing.map(({ channel, waiting }) => (
          <li key={channel} className="finding">
            <Tag tone="warning">{term('noticeChannel', channel)}</Tag>
            <span>{t(`notices.notConfiguredText.${channel}`, { waiting })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
