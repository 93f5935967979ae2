import { useMemo } from 'react';
import { CheckSquareOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Task } from '../../api/task-types.js';
import { may } from '../../app/permissions.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Missing, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { CustomerLink } from '../customers/customer-link.js';
import { TaskFiguresRow } from './task-figures.js';
import { DueDay } from './due-day.js';
import { TaskActions } from './task-actions.js';

const fields = ['status', 'kind', 'assignee', 'branch', 'dueBefore'] as const;
/** Those that only compliance has to do are unknown to a branch. */
const complianceKinds = ['alert', 'list-hit'];
const kinds = [
  'document-expiry',
  'related-document-expiry',
  'periodic-review',
  'data-change',
  'doubt',
  'alert',
  'list-hit',
  'owner-change',
  'missing-data',
  'campaign',
  'information-request',
];

/** The work queue: what must be asked or looked at again, by due day. */
export function TasksPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const officer = may(useUser(), 'alerts');
  const list = useList<Task>('/review-tasks', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<Task>>(
    () => [
      {
        title: t('tasks.one'),
        render: (_, task) => (
          <>
            <RowLink to={`/tasks/${encodeURIComponent(task.id)}`}>
              <Term table="taskKind" value={task.kind} />
            </RowLink>
            <span className="cell-sub">{format.text(task.ask)}</span>
          </>
        ),
      },
      {
        title: t('tasks.customer'),
        render: (_, task) => (
          <>
            <span className="cell-clip cell-name">{task.customerName}</span>
            <CustomerLink customerNumber={task.customerNumber} />
          </>
        ),
      },
      { title: t('tasks.branch'), render: (_, task) => task.branch ?? <Missing /> },
      { title: t('tasks.due'), render: (_, task) => <DueDay task={task} /> },
      { title: t('tasks.assignee'), render: (_, task) => task.assignee ?? <Missing /> },
      { title: t('tasks.status'), render: (_, task) => <StatusTag table="taskStatus" value={task.status} /> },
      { title: t('tasks.actions'), render: (_, task) => <TaskActions task={task} /> },
    ],
    [t, format],
  );
  return (
    <Page
      title={t('layout.nav.tasks')}
      actions={
        <ExportButton<Task>
          path="/review-tasks"
          query={list.query}
          name="review-tasks"
          columns={[
            { title: t('tasks.kind'), value: (x) => term('taskKind', x.kind) },
            { title: t('customers.number'), value: (x) => x.customerNumber },
            { title: t('tasks.customer'), value: (x) => x.customerName },
            { title: t('tasks.branch'), value: (x) => x.branch },
            { title: t('tasks.due'), value: (x) => x.dueOn },
            { title: t('tasks.assignee'), value: (x) => x.assignee },
            { title: t('tasks.status'), value: (x) => term('taskStatus', x.status) },
          ]}
        />
      }
    >
      <TaskFiguresRow />
      <ListView<Task>
        list={list}
        label={t('layout.nav.tasks')}
        columns={columns}
        rowKey={(task) => task.id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters(Object.fromEntries(fields.map((field) => [field, null])))}
          >
            <SelectFilter
              label={t('tasks.assignee')}
              value={filters.assignee}
              onChange={(assignee) => setFilters({ assignee })}
              options={[
                { value: 'me', label: t('tasks.me') },
                { value: 'none', label: t('tasks.unassigned') },
              ]}
              width={110}
            />
            <SelectFilter
              label={t('tasks.kind')}
              value={filters.kind}
              onChange={(kind) => setFilters({ kind })}
              options={kinds
                .filter((value) => officer || !complianceKinds.includes(value))
                .map((value) => ({ value, label: term('taskKind', value) }))}
              width={160}
            />
            <SelectFilter
              label={t('tasks.status')}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={['open', 'done', 'settled'].map((value) => ({
                value,
                label: term('taskStatus', value),
              }))}
              width={110}
            />
            <TextFilter
              label={t('tasks.branch')}
              value={filters.branch}
              onChange={(branch) => setFilters({ branch })}
              width={120}
            />
            <DayFilter
              label={t('tasks.dueBefore')}
              value={filters.dueBefore}
              onChange={(dueBefore) => setFilters({ dueBefore })}
            />
          </FilterBar>
        }
        empty={
          <Notice icon={<CheckSquareOutlined />} title={t('tasks.empty.title')} text={t('tasks.empty.text')}>
            <Link to="/customers">
              <Button>{t('layout.nav.customers')}</Button>
            </Link>
          </Notice>
        }
      />
    </Page>
  );
}
