import { useMemo } from 'react';
import { BellOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Alert } from '../../api/alert-types.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, Missing, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerLink } from '../customers/customer-link.js';
import { RuleName } from '../rules/rule-name.js';
import { AlertFilters, alertFields } from './alert-filters.js';
import { Due } from './due.js';
import { Why } from './why.js';
import './alert-page.css';

export function AlertsPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const list = useList<Alert>('/alerts', alertFields);
  const columns = useMemo<TableColumnsType<Alert>>(
    () => [
      {
        title: t('alerts.rule'),
        render: (_, a) => (
          <span className="alert-rule">
            <RowLink to={`/alerts/${encodeURIComponent(a.id)}`}>
              <RuleName id={a.ruleId} />
            </RowLink>
            <span className="cell-sub">
              <Term table="alertKind" value={a.kind} />
            </span>
          </span>
        ),
      },
      {
        title: t('alerts.why'),
        render: (_, a) => <Why alert={a} />,
      },
      {
        title: t('alerts.customer'),
        render: (_, a) => (
          <>
            {a.customerName ? <span className="cell-clip cell-name">{a.customerName}</span> : null}
            <CustomerLink customerNumber={a.customerNumber} />
          </>
        ),
      },
      { title: t('alerts.asOf'), render: (_, a) => <Day value={a.asOf} /> },
      { title: t('alerts.status'), render: (_, a) => <StatusTag table="alertStatus" value={a.status} /> },
      { title: t('alerts.assignee'), render: (_, a) => a.assignee ?? <Missing /> },
      { title: t('alerts.due'), render: (_, a) => <Due day={a.dueOn} status={a.status} /> },
    ],
    [t, format],
  );
  return (
    <Page
      title={t('layout.nav.alerts')}
      actions={
        <ExportButton<Alert>
          path="/alerts"
          query={list.query}
          name="alerts"
          columns={[
            { title: 'id', value: (a) => a.id },
            { title: t('alerts.kind'), value: (a) => term('alertKind', a.kind) },
            { title: t('alerts.rule'), value: (a) => a.ruleId },
            { title: t('alerts.ruleVersion'), value: (a) => a.ruleVersion },
            { title: t('alerts.customer'), value: (a) => a.customerNumber },
            { title: t('alerts.asOf'), value: (a) => a.asOf },
            { title: t('alerts.direction'), value: (a) => term('direction', a.direction) },
            { title: t('alerts.why'), value: (a) => format.text(a.explanation) },
            { title: t('alerts.status'), value: (a) => term('alertStatus', a.status) },
            { title: t('alerts.assignee'), value: (a) => a.assignee },
            { title: t('alerts.due'), value: (a) => a.dueOn },
          ]}
        />
      }
    >
      <ListView<Alert>
        list={list}
        label={t('layout.nav.alerts')}
        columns={columns}
        rowKey={(a) => a.id}
        filters={<AlertFilters list={list} />}
        empty={
          <Notice icon={<BellOutlined />} title={t('alerts.empty.title')} text={t('alerts.empty.text')}>
            <Link to="/imports/new?kind=transaction">
              <Button>{t('imports.new')}</Button>
            </Link>
          </Notice>
        }
      />
    </Page>
  );
}
