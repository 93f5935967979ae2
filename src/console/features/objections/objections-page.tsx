import { useMemo } from 'react';
import { MessageOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Objection } from '../../api/objection-types.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, Missing, useTerm } from '../../components/values.js';
import { AnswerClock } from './answer-clock.js';
import { ObjectionActions } from './objection-actions.js';

const fields = ['status', 'branch', 'dueBefore'] as const;

/** Objections of all customers by the day their answer is due. */
export function ObjectionsPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const list = useList<Objection>('/objections', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<Objection>>(
    () => [
      {
        title: t('objections.customer'),
        render: (_, one) => (
          <>
            <RowLink to={`/customers/${encodeURIComponent(one.customerId)}?tab=objections`}>
              {one.customerName}
            </RowLink>
            <span className="cell-sub mono">{one.customerNumber}</span>
          </>
        ),
      },
      { title: t('objections.branch'), render: (_, one) => one.branch ?? <Missing /> },
      { title: t('objections.text'), render: (_, one) => <span className="cell-clip">{one.text}</span> },
      { title: t('objections.receivedOn'), render: (_, one) => <Day value={one.receivedOn} /> },
      { title: t('objections.due'), render: (_, one) => <AnswerClock objection={one} /> },
      {
        title: t('objections.status'),
        render: (_, one) => <StatusTag table="objectionStatus" value={one.status} />,
      },
      { title: t('objections.actions'), render: (_, one) => <ObjectionActions objection={one} /> },
    ],
    [t],
  );
  return (
    <Page
      title={t('layout.nav.objections')}
      actions={
        <ExportButton<Objection>
          path="/objections"
          query={list.query}
          name="objections"
          columns={[
            { title: t('customers.number'), value: (x) => x.customerNumber },
            { title: t('objections.customer'), value: (x) => x.customerName },
            { title: t('objections.branch'), value: (x) => x.branch },
            { title: t('objections.receivedOn'), value: (x) => x.receivedOn },
            { title: t('objections.due'), value: (x) => x.dueOn },
            { title: t('objections.status'), value: (x) => term('objectionStatus', x.status) },
            { title: t('objections.text'), value: (x) => x.text },
          ]}
        />
      }
    >
      <ListView<Objection>
        list={list}
        label={t('layout.nav.objections')}
        columns={columns}
        rowKey={(one) => one.id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters({ status: null, branch: null, dueBefore: null })}
          >
            <SelectFilter
              label={t('objections.status')}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={['open', 'proposed', 'answered'].map((value) => ({
                value,
                label: term('objectionStatus', value),
              }))}
            />
            <TextFilter
              label={t('objections.branch')}
              value={filters.branch}
              onChange={(branch) => setFilters({ branch })}
              width={120}
            />
            <DayFilter
              label={t('objections.dueBefore')}
              value={filters.dueBefore}
              onChange={(dueBefore) => setFilters({ dueBefore })}
            />
          </FilterBar>
        }
        empty={
          <Notice
            icon={<MessageOutlined />}
            title={t('objections.empty.title')}
            text={t('objections.empty.text')}
          >
            <Link to="/customers">
              <Button>{t('layout.nav.customers')}</Button>
            </Link>
          </Notice>
        }
      />
    </Page>
  );
}
