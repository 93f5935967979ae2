import { useMemo } from 'react';
import { FileDoneOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { may } from '../../app/permissions.js';
import type { ReportSummary } from '../../api/report-types.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { DayFilter, FilterBar, SelectFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag, Tag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, Instant, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { Due } from '../alerts/due.js';
import { useUser } from '../session/use-session.js';
import { CreateReportDialog } from './create-report-dialog.js';

const fields = ['kind', 'status', 'dueBefore'] as const;
const statuses = ['draft', 'approved', 'submitted', 'accepted', 'correction-requested', 'rejected'];

export function ReportsPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const list = useList<ReportSummary>('/reports', fields);
  const canCreate = may(user, 'reports.create');
  const creating = params.get('create');
  const setCreating = (value: string | null) =>
    setParams((previous) => {
      const next = new URLSearchParams(previous);
      if (value === null) next.delete('create');
      else next.set('create', value);
      return next;
    });
  const columns = useMemo<TableColumnsType<ReportSummary>>(
    () => [
      {
        title: t('reports.report'),
        render: (_, r) => (
          <RowLink to={`/reports/${encodeURIComponent(r.id)}`}>
            <Term table="reportKind" value={r.kind} />
          </RowLink>
        ),
      },
      { title: t('reports.businessDate'), render: (_, r) => <Day value={r.businessDate} /> },
      { title: t('alerts.status'), render: (_, r) => <StatusTag table="reportStatus" value={r.status} /> },
      { title: t('alerts.due'), render: (_, r) => <Due day={r.dueOn} status={finished(r) ? 'withdrawn' : 'open'} /> },
      {
        title: t('reports.transactions'),
        align: 'right',
        render: (_, r) => <span className="number">{format.count(r.transactions)}</span>,
      },
      {
        title: t('reports.findings'),
        render: (_, r) => (
          <span className="row">
            {r.errors > 0 ? <Tag tone="danger">{t('reports.errors', { count: r.errors })}</Tag> : null}
            {r.warnings > 0 ? <Tag tone="warning">{t('reports.warnings', { count: r.warnings })}</Tag> : null}
            {r.errors + r.warnings === 0 ? t('reports.fine') : null}
          </span>
        ),
      },
      { title: t('reports.maker'), render: (_, r) => r.maker },
      { title: t('reports.createdAt'), render: (_, r) => <Instant value={r.createdAt} /> },
    ],
    [t, format],
  );
  return (
    <Page
      title={t('layout.nav.reports')}
      actions={
        <>
          <ExportButton<ReportSummary>
            path="/reports"
            query={list.query}
            name="reports"
            columns={[
              { title: 'id', value: (r) => r.id },
              { title: t('reports.report'), value: (r) => term('reportKind', r.kind) },
              { title: t('reports.businessDate'), value: (r) => r.businessDate },
              { title: t('alerts.status'), value: (r) => term('reportStatus', r.status) },
              { title: t('alerts.due'), value: (r) => r.dueOn },
            ]}
          />
          {canCreate ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating('')}>
              {t('reports.create')}
            </Button>
          ) : null}
        </>
      }
    >
      <ListView<ReportSummary>
        list={list}
        label={t('layout.nav.reports')}
        columns={columns}
        rowKey={(r) => r.id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => list.setFilters(Object.fromEntries(fields.map((field) => [field, null])))}
          >
            <SelectFilter
              label={t('alerts.status')}
              value={list.filters.status}
              onChange={(status) => list.setFilters({ status })}
              options={statuses.map((value) => ({ value, label: term('reportStatus', value) }))}
            />
            <DayFilter
              label={t('alerts.dueBefore')}
              value={list.filters.dueBefore}
              onChange={(dueBefore) => list.setFilters({ dueBefore })}
            />
          </FilterBar>
        }
        empty={
          <Notice icon={<FileDoneOutlined />} title={t('reports.empty.title')} text={t('reports.empty.text')}>
            {canCreate ? (
              <Button type="primary" onClick={() => setCreating('')}>
                {t('reports.create')}
              </Button>
            ) : null}
          </Notice>
        }
      />
      {canCreate && creating !== null ? (
        <CreateReportDialog businessDate={creating} onClose={() => setCreating(null)} />
      ) : null}
    </Page>
  );
}

const finished = (report: ReportSummary) => ['submitted', 'accepted'].includes(report.status);
