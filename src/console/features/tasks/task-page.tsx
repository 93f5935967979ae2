import { Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { TaskDetail } from '../../api/task-types.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Missing, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerLink } from '../customers/customer-link.js';
import { Collect } from './collect.js';
import { DueDay } from './due-day.js';
import { NoticeLines } from './notice-lines.js';
import { TaskActions } from './task-actions.js';

/** One review task: what to do, what was done, and the proof that the customer was told. */
export function TaskPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) => api.get<TaskDetail>(`/review-tasks/${encodeURIComponent(id)}`, { signal }),
  });
  if (error)
    return (
      <Page title={t('tasks.one')}>
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('tasks.one')}>
        <Skeleton active />
      </Page>
    );
  return (
    <Page
      title={term('taskKind', data.kind)}
      subtitle={data.customerName}
      actions={<TaskActions task={data} />}
    >
      <div className="columns">
        <Panel title={t('tasks.what')}>
          <p>{format.text(data.ask)}</p>
          <Collect items={data.collect} />
          <Facts
            facts={[
              { name: t('tasks.customer'), value: <CustomerLink customerNumber={data.customerNumber} /> },
              { name: t('tasks.due'), value: <DueDay task={data} /> },
              { name: t('tasks.status'), value: <StatusTag table="taskStatus" value={data.status} /> },
              { name: t('tasks.assignee'), value: data.assignee ?? <Missing /> },
              ...(data.reason ? [{ name: t('tasks.reason'), value: data.reason }] : []),
            ]}
          />
        </Panel>
        <div className="stack">
          <Panel title={t('tasks.notices')}>
            {data.notices.length === 0 ? (
              <Notice compact title={t('tasks.noNotices.title')} text={t('tasks.noNotices.text')} />
            ) : (
              <NoticeLines notices={data.notices} />
            )}
          </Panel>
          <Panel title={t('tasks.history')}>
            {data.events.length === 0 ? (
              <Notice compact title={t('tasks.noHistory')} />
            ) : (
              <ul className="plain-list">
                {data.events.map((event, index) => (
                  <li key={index}>
                    <Instant value={event.at} /> <Term table="taskEvent" value={event.kind} /> {event.by}
                    {event.details.note ? <span className="cell-sub">{event.details.note}</span> : null}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
    </Page>
  );
}
