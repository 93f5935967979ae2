import { useMemo, useState } from 'react';
import { TeamOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DuplicatePair } from '../../api/duplicate-types.js';
import { may } from '../../app/permissions.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { useUser } from '../session/use-session.js';
import { DecideDialog } from './decide-dialog.js';
import { PairFacts } from './pair-facts.js';

const noFilters: string[] = [];

/** Pairs of customers who may be one, for compliance to decide. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const decider = may(useUser(), 'alerts.assign');
  const [asked, setAsked] = useState<{ pair: DuplicatePair; merge: boolean } | null>(null);
  const list = useList<DuplicatePair>('/customer-duplicates', noFilters, { status: 'open' });
  const columns = useMemo<TableColumnsType<DuplicatePair>>(
    () => [
      { title: t('duplicates.likeness'), render: (_, { score }) => `${Math.round(score * 100)} %` },
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
        title: '',
        render: (_, pair) =>
          decider ? (
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
    [t, decider],
  );
  return (
    <Page title={t('duplicates.title')} parent={{ title: t('layout.nav.customers'), to: '/customers' }}>
      <ListView<DuplicatePair>
        list={list}
        label={t('duplicates.title')}
        columns={columns}
        rowKey={({ id }) => id}
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
