import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { Restriction, Task } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { Collect } from './collect.js';
import { DueDay } from './due-day.js';
import { TaskActions } from './task-actions.js';

/** What is to do about a customer, and what of its services is limited. */
export function TasksTab({ customer }: { customer: Customer }) {
  return (
    <div className="columns">
      <CustomerTasks customerNumber={customer.customerNumber} />
      <Restrictions customerId={customer.id} />
    </div>
  );
}

function CustomerTasks({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', 'of', customerNumber],
    queryFn: ({ signal }) => api.get<Page<Task>>('/review-tasks', { query: { customerNumber }, signal }),
  });
  return (
    <Panel title={t('layout.nav.tasks')}>
      {error ? (
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : data.items.length === 0 ? (
        <Notice compact title={t('tasks.none.title')} text={t('tasks.none.text')} />
      ) : (
        <ul className="plain-list">
          {data.items.map((task) => (
            <li key={task.id}>
              <Link to={`/tasks/${encodeURIComponent(task.id)}`}>
                <Term table="taskKind" value={task.kind} />
              </Link>{' '}
              <DueDay task={task} />
              <span className="cell-sub">{format.text(task.ask)}</span>
              <TaskActions task={task} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Restrictions({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', 'restrictions', customerId],
    queryFn: ({ signal }) =>
      api.get<Page<Restriction>>(`/customers/${encodeURIComponent(customerId)}/restrictions`, { signal }),
  });
  return (
    <Panel title={t('tasks.restrictions')}>
      {error ? (
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : data.items.length === 0 ? (
        <Notice compact title={t('tasks.noRestrictions.title')} text={t('tasks.noRestrictions.text')} />
      ) : (
        <ul className="plain-list">
          {data.items.map((one) => (
            <li key={one.id}>
              <StatusTag table="restrictionStatus" value={one.status} />{' '}
              {one.measures
                .map(({ title, parameters }) => [format.text(title), ...Object.values(parameters)].join(' '))
                .join(', ')}{' '}
              <Day value={one.inForceFrom ?? one.proposedOn} />
              <span className="cell-sub">{t('tasks.basicKept')}</span>
              <Collect items={one.collect} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
