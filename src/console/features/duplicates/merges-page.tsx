import { useMemo, useState } from 'react';
import { MergeCellsOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CustomerMerge, MergeSide } from '../../api/duplicate-types.js';
import { may } from '../../app/permissions.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Instant, Missing, useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { UndoDialog } from './undo-dialog.js';

const fields = ['status', 'customerNumber'] as const;
const statuses = ['standing', 'reversed'];

function Side({ side, row = false }: { side: MergeSide; row?: boolean }) {
  const to = `/customers/${encodeURIComponent(side.id)}`;
  return (
    <>
      {row ? <RowLink to={to}>{side.name}</RowLink> : <Link to={to}>{side.name}</Link>}
      <span className="cell-sub mono">{side.customerNumber}</span>
    </>
  );
}

/** Which customers were merged into which, by whom, when and why, and what was undone. */
export function MergesPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const decider = may(useUser(), 'alerts.assign');
  const [asked, setAsked] = useState<CustomerMerge | null>(null);
  const list = useList<CustomerMerge>('/customer-merges', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<CustomerMerge>>(
    () => [
      { title: t('duplicates.merged'), render: (_, { merged }) => <Side side={merged} row /> },
      { title: t('duplicates.kept'), render: (_, { kept }) => <Side side={kept} /> },
      {
        title: t('duplicates.mergedAt'),
        render: (_, one) => (
          <>
            <Instant value={one.mergedAt} />
            <span className="cell-sub">{one.mergedBy}</span>
          </>
        ),
      },
      { title: t('duplicates.reason'), dataIndex: 'reason' },
      {
        title: t('duplicates.status'),
        render: (_, { status }) => <StatusTag table="mergeStatus" value={status} />,
      },
      {
        title: t('duplicates.reversal'),
        render: (_, one) =>
          one.reversedAt ? (
            <>
              <Instant value={one.reversedAt} />
              <span className="cell-sub">
                {one.reversedBy} · {one.reversalReason}
              </span>
            </>
          ) : (
            <Missing />
          ),
      },
      ...(decider
        ? [
            {
              title: t('duplicates.actions'),
              render: (_: unknown, one: CustomerMerge) =>
                one.status === 'standing' ? (
                  <Button
                    size="small"
                    aria-label={t('duplicates.undoOf', { number: one.merged.customerNumber })}
                    onClick={() => setAsked(one)}
                  >
                    {t('duplicates.undo')}
                  </Button>
                ) : null,
            },
          ]
        : []),
    ],
    [t, decider],
  );
  const duplicates = (
    <Link to="/customers/duplicates">
      <Button>{t('duplicates.title')}</Button>
    </Link>
  );
  return (
    <Page
      title={t('duplicates.history')}
      parent={{ title: t('layout.nav.customers'), to: '/customers' }}
      actions={
        <>
          <ExportButton<CustomerMerge>
            path="/customer-merges"
            query={list.query}
            name="customer-merges"
            columns={[
              { title: t('duplicates.merged'), value: (x) => x.merged.customerNumber },
              { title: t('duplicates.kept'), value: (x) => x.kept.customerNumber },
              { title: t('duplicates.mergedAt'), value: (x) => x.mergedAt },
              { title: t('duplicates.mergedBy'), value: (x) => x.mergedBy },
              { title: t('duplicates.reason'), value: (x) => x.reason },
              { title: t('duplicates.status'), value: (x) => term('mergeStatus', x.status) },
              { title: t('duplicates.reversal'), value: (x) => x.reversedAt },
              { title: t('duplicates.reversedBy'), value: (x) => x.reversedBy },
              { title: t('duplicates.reversalReason'), value: (x) => x.reversalReason },
            ]}
          />
          {duplicates}
        </>
      }
    >
      <ListView<CustomerMerge>
        list={list}
        label={t('duplicates.history')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters({ status: null, customerNumber: null })}
          >
            <SelectFilter
              label={t('duplicates.status')}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={statuses.map((value) => ({ value, label: term('mergeStatus', value) }))}
            />
            <TextFilter
              label={t('customers.number')}
              value={filters.customerNumber}
              onChange={(customerNumber) => setFilters({ customerNumber })}
            />
          </FilterBar>
        }
        empty={
          <Notice
            icon={<MergeCellsOutlined />}
            title={t('duplicates.noMerges.title')}
            text={t('duplicates.noMerges.text')}
          >
            {duplicates}
          </Notice>
        }
      />
      {asked ? <UndoDialog merge={asked} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}
