import { useMemo } from 'react';
import { DiffOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegisterDiscrepancy } from '../../api/owner-types.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { DayFilter, FilterBar, SelectFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, useTerm } from '../../components/values.js';
import { Weight } from './differences-table.js';
import { RegisterClock } from './register-clock.js';

const fields = ['status', 'dueBefore'] as const;
const statuses = ['open', 'found', 'reminded', 'corrected', 'reported', 'explained'];

/** Where registers name other owners than the bank found, by the end of the period. */
export function DiscrepanciesPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const list = useList<RegisterDiscrepancy>('/register-discrepancies', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<RegisterDiscrepancy>>(
    () => [
      {
        title: t('registers.customer'),
        render: (_, one) => (
          <>
            <RowLink to={`/register-discrepancies/${encodeURIComponent(one.id)}`}>{one.customerName}</RowLink>
            <span className="cell-sub mono">{one.customerNumber}</span>
          </>
        ),
      },
      { title: t('registers.register'), render: (_, one) => one.register },
      { title: t('registers.foundOn'), render: (_, one) => <Day value={one.foundOn} /> },
      { title: t('registers.dueOn'), render: (_, one) => <RegisterClock one={one} /> },
      { title: t('registers.weight'), render: (_, one) => <Weight material={one.material} /> },
      {
        title: t('registers.status'),
        render: (_, one) => <StatusTag table="registerStatus" value={one.status} />,
      },
    ],
    [t],
  );
  return (
    <Page
      title={t('layout.nav.registers')}
      actions={
        <ExportButton<RegisterDiscrepancy>
          path="/register-discrepancies"
          query={list.query}
          name="register-discrepancies"
          columns={[
            { title: t('customers.number'), value: (x) => x.customerNumber },
            { title: t('registers.customer'), value: (x) => x.customerName },
            { title: t('registers.register'), value: (x) => x.register },
            { title: t('registers.foundOn'), value: (x) => x.foundOn },
            { title: t('registers.dueOn'), value: (x) => x.dueOn },
            { title: t('registers.status'), value: (x) => term('registerStatus', x.status) },
          ]}
        />
      }
    >
      <ListView<RegisterDiscrepancy>
        list={list}
        label={t('layout.nav.registers')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters(Object.fromEntries(fields.map((field) => [field, null])))}
          >
            <SelectFilter
              label={t('registers.status')}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={statuses.map((value) => ({ value, label: term('registerStatus', value) }))}
              width={150}
            />
            <DayFilter
              label={t('registers.dueBefore')}
              value={filters.dueBefore}
              onChange={(dueBefore) => setFilters({ dueBefore })}
            />
          </FilterBar>
        }
        empty={
          <Notice icon={<DiffOutlined />} title={t('registers.empty.title')} text={t('registers.empty.text')}>
            <Link to="/customers">
              <Button>{t('layout.nav.customers')}</Button>
            </Link>
          </Notice>
        }
      />
    </Page>
  );
}
