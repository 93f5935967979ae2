import { useMemo, useState } from 'react';
import { TeamOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { DuplicatePair } from '../../api/duplicate-types.js';
import { may } from '../../app/permissions.js';
import { FilterBar, SelectFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { DecideDialog } from './decide-dialog.js';
import { PairFacts } from './pair-facts.js';
import { ScanButton } from './scan-button.js';

const fields = ['status'] as const;
const statuses = ['open', 'same', 'different'];

/** Pairs of customers who may be one, for compliance to decide. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const decider = may(useUser(), 'alerts.assign');
  const [asked, setAsked] = useState<{ pair: DuplicatePair; merge: boolean } | null>(null);
  const term = useTerm();
  // What is still to be decided, until somebody asks for what was.
  const status = useSearchParams()[0].get('status') ?? 'open';
  const list = useList<DuplicatePair>('/customer-duplicates', fields, { status });
  const { setFilters } = list;
  const columns = useMemo<TableColumnsType<DuplicatePair>>(
    () => [
      {
        title: t('duplicates.likeness'),
        render: (_, { score }) => <span className="number">{Math.round(score * 100)}%</span>,
      },
      { title: t('duplicates.pair'), render: (_, pair) => <PairFacts pair={pair} /> },
      {
        title: t('duplicates.why'),
        render: (_, { reasons }) => (
          <ul className="plain-list">
            {reasons.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        ),
      },
      {
        title: t(status === 'open' ? 'duplicates.actions' : 'duplicates.decision'),
        render: (_, pair) =>
          pair.status !== 'open' ? (
            <>
              <StatusTag table="duplicateStatus" value={pair.status} />
              <span className="cell-sub">
                {[pair.decidedBy, pair.decisionReason].filter(Boolean).join(' · ')}
              </span>
            </>
          ) : decider ? (
            <span className="row">
              <Button size="small" type="primary" onClick={() => setAsked({ pair, merge: true })}>
                {t('duplicates.merge')}
              </Button>
              <Button size="small" onClick={() => setAsked({ pair, merge: false })}>
                {t('duplicates.different')}
              </Button>
            </span>
          ) : null,
      },
    ],
    [t, decider, status],
  );
  return (
    <Page
      title={t('duplicates.title')}
      parent={{ title: t('layout.nav.customers'), to: '/customers' }}
      actions={
        <>
          <ScanButton />
          <Link to="/customers/merges">
            <Button>{t('duplicates.history')}</Button>
          </Link>
        </>
      }
    >
      <ListView<DuplicatePair>
        list={list}
        label={t('duplicates.title')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={
          <FilterBar active={list.filtered} onClear={() => setFilters({ status: null })}>
            <SelectFilter
              label={t('duplicates.status')}
              value={status}
              onChange={(value) => setFilters({ status: value })}
              options={statuses.map((value) => ({ value, label: term('duplicateStatus', value) }))}
            />
          </FilterBar>
        }
        empty={
          <Notice
            icon={<TeamOutlined />}
            title={t('duplicates.empty.title')}
            text={t('duplicates.empty.text')}
          >
            <Link to="/customers">
              <Button>{t('layout.nav.customers')}</Button>
            </Link>
          </Notice>
        }
      />
      {asked ? <DecideDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}
