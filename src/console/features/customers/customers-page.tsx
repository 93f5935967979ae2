import { useMemo, useState } from 'react';
import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may } from '../../app/permissions.js';
import type { Customer, CustomerHit } from '../../api/customer-types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, Term, useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { CustomerName } from './customer-name.js';
import { ExportCustomers } from './export-customers.js';
import { CustomerSearchField } from './customer-search-field.js';
import { minimumQuery, useCustomerSearch, useMissingOptions } from './queries.js';

const fields = ['status', 'branch', 'riskLevel', 'finding'] as const;
const riskLevels = ['high', 'medium-high', 'medium', 'medium-low', 'low'];
const statuses = ['pending', 'active', 'restricted', 'refused', 'closed'];

export function CustomersPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const [query, setQuery] = useState('');
  const list = useList<Customer>('/customers', fields);
  const search = useCustomerSearch(query, 50);
  const missing = useMissingOptions();
  const seesRisk = may(user, 'alerts');

  const known = useMemo<TableColumnsType<CustomerHit>>(
    () => [
      {
        title: t('customers.name'),
        render: (_, c) => (
          <RowLink to={`/customers/${encodeURIComponent(c.id)}`}>
            <CustomerName customer={c} />
          </RowLink>
        ),
      },
      {
        title: t('customers.number'),
        render: (_, c) => <span className="mono nowrap">{c.customerNumber}</span>,
      },
      { title: t('customers.kind'), render: (_, c) => <Term table="customerKind" value={c.kind} /> },
      { title: t('customers.branch'), dataIndex: 'branch' },
      {
        title: t('customers.status'),
        render: (_, c) => <StatusTag table="customerStatus" value={c.status} />,
      },
    ],
    [t],
  );
  const columns = useMemo<TableColumnsType<Customer>>(
    () => [
      ...(known as TableColumnsType<Customer>),
      ...(seesRisk
        ? [
            {
              title: t('customers.riskLevel'),
              render: (_: unknown, c: Customer) =>
                c.riskLevel ? (
                  <StatusTag table="riskLevel" value={c.riskLevel} />
                ) : (
                  <Term table="riskLevel" />
                ),
            },
          ]
        : []),
      { title: t('customers.openedOn'), render: (_, c) => <Day value={c.openedOn} /> },
    ],
    [t, known, seesRisk],
  );

  const searching = query.length >= minimumQuery;
  return (
    <Page
      title={t('layout.nav.customers')}
      actions={
        <>
          {may(user, 'customers.export') ? <ExportCustomers query={list.query} /> : null}
          {may(user, 'alerts') ? (
            <Link to="/customers/duplicates">
              <Button>{t('duplicates.open')}</Button>
            </Link>
          ) : null}
          {may(user, 'customers.create') ? (
            <Link to="/customers/new">
              <Button type="primary" icon={<PlusOutlined />}>
                {t('customers.create.title')}
              </Button>
            </Link>
          ) : null}
        </>
      }
    >
      <CustomerSearchField onChange={setQuery} />
      {searching ? (
        <Panel title={t('customers.search.results')} flush>
          {search.error ? (
            <ProblemPanel error={search.error} onRetry={() => void search.refetch()} />
          ) : (
            <DataTable<CustomerHit>
              label={t('customers.search.results')}
              columns={known}
              rows={search.data?.items ?? []}
              rowKey={(c) => c.id}
              loading={search.isFetching}
              keyboard={{}}
              empty={<Notice title={t('customers.search.nothing')} text={t('customers.search.hint')} />}
            />
          )}
        </Panel>
      ) : (
        <ListView<Customer>
          list={list}
          label={t('layout.nav.customers')}
          columns={columns}
          rowKey={(c) => c.id}
          empty={<EmptyCustomers />}
          filters={
            <FilterBar
              active={list.filtered}
              onClear={() => list.setFilters({ status: null, branch: null, riskLevel: null, finding: null })}
            >
              <SelectFilter
                label={t('customers.status')}
                value={list.filters.status}
                onChange={(status) => list.setFilters({ status })}
                options={statuses.map((value) => ({ value, label: term('customerStatus', value) }))}
              />
              {seesRisk ? (
                <SelectFilter
                  label={t('customers.riskLevel')}
                  value={list.filters.riskLevel}
                  onChange={(riskLevel) => list.setFilters({ riskLevel })}
                  options={riskLevels.map((value) => ({ value, label: term('riskLevel', value) }))}
                />
              ) : null}
              <TextFilter
                label={t('customers.branch')}
                value={list.filters.branch}
                onChange={(branch) => list.setFilters({ branch })}
                width={120}
              />
              <SelectFilter
                label={t('customers.missing')}
                value={list.filters.finding}
                onChange={(finding) => list.setFilters({ finding })}
                options={missing}
                search
                width={220}
              />
            </FilterBar>
          }
        />
      )}
    </Page>
  );
}

function EmptyCustomers() {
  const { t } = useTranslation();
  const user = useUser();
  if (may(user, 'imports.run')) {
    return (
      <Notice icon={<TeamOutlined />} title={t('customers.empty.title')} text={t('customers.empty.import')}>
        <Link to="/imports/new?kind=customer">
          <Button type="primary">{t('imports.new')}</Button>
        </Link>
      </Notice>
    );
  }
  return (
    <Notice
      icon={<TeamOutlined />}
      title={t('customers.empty.title')}
      text={may(user, 'customers.create') ? t('customers.empty.create') : t('customers.empty.wait')}
    />
  );
}
