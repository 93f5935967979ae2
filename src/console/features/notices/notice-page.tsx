import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { NoticeAttempt, NoticeDetail } from '../../api/notice-types.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { PendingPage } from '../../components/pending-page.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Missing, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerLink } from '../customers/customer-link.js';
import { NoticeActions } from './notice-actions.js';
import { Written } from './written.js';

/** One notice: what it says, and the proof of how it was sent. */
export function NoticePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id = '' } = useParams();
  const columns = useMemo<TableColumnsType<NoticeAttempt & { key: string }>>(
    () => [
      { title: t('notices.at'), render: (_, a) => <Instant value={a.at} seconds /> },
      { title: t('notices.event'), render: (_, a) => <Term table="noticeAttempt" value={a.kind} /> },
      {
        title: t('notices.channel'),
        render: (_, a) => (
          <>
            <Term table="noticeChannel" value={a.channel} />
            {a.address ? <span className="cell-sub mono">{a.address}</span> : null}
          </>
        ),
      },
      { title: t('notices.code'), render: (_, a) => <Term table="noticeReason" value={a.code} /> },
      {
        title: t('notices.answer'),
        render: (_, a) => (
          <>
            {a.answer ? <span className="mono">{a.answer}</span> : <Missing />}
            {a.providerId ? <span className="cell-sub mono">{a.providerId}</span> : null}
            {a.by ? <span className="cell-sub">{a.by}</span> : null}
          </>
        ),
      },
    ],
    [t],
  );
  const {
    data: notice,
    error,
    refetch,
  } = useQuery({
    queryKey: ['notice', id],
    queryFn: ({ signal }) => api.get<NoticeDetail>(`/notices/${encodeURIComponent(id)}`, { signal }),
  });
  const parent = { title: t('layout.nav.notices'), to: '/notices' };
  if (!notice)
    return (
      <PendingPage title={t('notices.one')} parent={parent} error={error} onRetry={() => void refetch()} />
    );
  return (
    <Page
      title={format.text(notice.title)}
      parent={parent}
      subtitle={<CustomerLink customerNumber={notice.customerNumber} />}
      aside={<StatusTag table="noticeStatus" value={notice.status} />}
      actions={<NoticeActions notice={notice} />}
    >
      <div className="columns">
        <Panel title={t('notices.text')}>
          <Written texts={notice.texts} />
        </Panel>
        <Panel title={t('notices.facts')}>
          <Facts
            narrow
            facts={[
              { name: t('notices.customer'), value: notice.customerName },
              { name: t('notices.branch'), value: notice.branch ?? <Missing /> },
              { name: t('notices.language'), value: <Term table="noticeLanguage" value={notice.language} /> },
              { name: t('notices.queuedAt'), value: <Instant value={notice.queuedAt} seconds /> },
              { name: t('notices.sentAt'), value: <Instant value={notice.sentAt} seconds /> },
              {
                name: t('notices.version'),
                value:
                  notice.wording === null
                    ? t('notices.shipped', { version: notice.templateVersion })
                    : t('notices.own', { version: notice.wording }),
              },
            ]}
          />
        </Panel>
      </div>
      <Panel title={t('notices.log')} flush>
        <DataTable
          label={t('notices.log')}
          columns={columns}
          rows={notice.attempts.map((attempt, index) => ({ ...attempt, key: String(index) }))}
          rowKey={(attempt) => attempt.key}
          empty={null}
        />
      </Panel>
    </Page>
  );
}
