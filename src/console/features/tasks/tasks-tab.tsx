import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { Task } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { ListPanel } from '../../components/list-panel.js';
import { Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { DueDay } from './due-day.js';
import { RequestDialog } from './request-dialog.js';
import { RestrictionsPanel } from './restrictions-panel.js';
import { TaskActions } from './task-actions.js';
import './tasks.css';

/** What is to do about a customer, and what of its services is limited. */
export function TasksTab({ customer }: { customer: Customer }) {
  return (
    <div className="columns">
      <CustomerTasks customer={customer} />
      <RestrictionsPanel customer={customer} />
    </div>
  );
}

function CustomerTasks({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [requesting, setRequesting] = useState(false);
  const { customerNumber } = customer;
  const format = useFormat();
  const query = useQuery({
    queryKey: ['tasks', 'of', customerNumber],
    queryFn: ({ signal }) => api.get<Page<Task>>('/review-tasks', { query: { customerNumber }, signal }),
  });
  return (
    <ListPanel
      title={t('layout.nav.tasks')}
      extra={
        may(user, 'tasks.decide') ? (
          <Button size="small" onClick={() => setRequesting(true)}>
            {t('tasks.request.open')}
          </Button>
        ) : null
      }
      query={query}
      none={{ title: t('tasks.none.title'), text: t('tasks.none.text') }}
      className="work-list"
      line={(task) => (
        <>
          <Link to={`/tasks/${encodeURIComponent(task.id)}`}>
            <Term table="taskKind" value={task.kind} />
          </Link>{' '}
          <DueDay task={task} />
          <span className="cell-sub">{format.text(task.ask)}</span>
          <TaskActions task={task} />
        </>
      )}
    >
      {requesting ? <RequestDialog customer={customer} onClose={() => setRequesting(false)} /> : null}
    </ListPanel>
  );
}
