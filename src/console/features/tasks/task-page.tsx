import { Button, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { TaskDetail } from '../../api/task-types.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Actor, Instant, Missing, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerLink } from '../customers/customer-link.js';
import { Collect } from './collect.js';
import { DueDay } from './due-day.js';
import { NoticeLines } from './notice-lines.js';
import { TaskActions } from './task-actions.js';

/** Where on the customer's page a task is done; elsewhere it is done among the details. */
const tabOf: Readonly<Record<string, string>> = {
  'owner-change': '?tab=owners',
  'related-document-expiry': '?tab=owners',
};

/** One review task: what to do, what was done, and the proof that the customer was told. */
export function TaskPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const parent = { title: t('layout.nav.tasks'), to: '/tasks' };
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) => api.get<TaskDetail>(`/review-tasks/${encodeURIComponent(id)}`, { signal }),
  });
  if (error)
    return (
      <Page title={t('tasks.one')} parent={parent}>
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('tasks.one')} parent={parent}>
        <Skeleton active />
      </Page>
    );
  return (
    <Page
      title={term('taskKind', data.kind)}
      parent={parent}
      subtitle={data.customerName}
      actions={
        <>
          <Link to={`/customers/${encodeURIComponent(data.customerId)}${tabOf[data.kind] ?? ''}`}>
            <Button size="small">{t('tasks.toCustomer')}</Button>
          </Link>
          <TaskActions task={data} />
        </>
      }
    >
      <div className="columns">
        <Panel title={t('tasks.what')}>
          <p>{format.text(data.ask)}</p>
          <Facts
            facts={[
              data.collect.length > 0 && {
                name: t('tasks.collect'),
                value: <Collect items={data.collect} />,
                wide: true,
              },
              {
                name: t('tasks.customer'),
                value: (
                  <>
                    {data.customerName} <CustomerLink customerNumber={data.customerNumber} />
                  </>
                ),
              },
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
              <ul className="bare-list">
                {data.events.map((event, index) => (
                  <li key={index}>
                    <Term table="taskEvent" value={event.kind} />
                    <span className="cell-sub">
                      <Instant value={event.at} />
                      {event.by ? (
                        <>
                          {' '}
                          · <Actor name={event.by} />
                        </>
                      ) : null}
                    </span>
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
