import { useMemo, useState } from 'react';
import { PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import type { ExchangeRates } from '../../api/transaction-types.js';
import { FilterBar, SelectFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { Day, Term, useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { RatesDialog } from './rates-dialog.js';
import './exchange-rates.css';

const fields = ['kind'] as const;
export const rateKinds = ['safe-monthly', 'central-parity'] as const;

export function ExchangeRatesPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const list = useList<ExchangeRates>('/exchange-rates', fields);
  const [editing, setEditing] = useState(false);
  const canChange = may(user, 'exchange-rates.change');
  const columns = useMemo<TableColumnsType<ExchangeRates>>(
    () => [
      { title: t('rates.date'), render: (_, r) => <Day value={r.date} /> },
      { title: t('rates.kind'), render: (_, r) => <Term table="rateKind" value={r.kind} /> },
      {
        title: t('rates.rates'),
        render: (_, r) => (
          <ul className="rates">
            {Object.entries(r.rates).map(([currency, rate]) => (
              <li key={currency}>
                1 {currency} = <span className="number">{rate}</span> {r.base}
              </li>
            ))}
          </ul>
        ),
      },
    ],
    [t],
  );
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing(true)}>
      {t('rates.add')}
    </Button>
  );
  return (
    <Page title={t('layout.nav.exchangeRates')} subtitle={t('rates.lead')} actions={canChange ? add : null}>
      <ListView<ExchangeRates>
        list={list}
        label={t('layout.nav.exchangeRates')}
        columns={columns}
        rowKey={(r) => `${r.kind} ${r.date}`}
        filters={
          <FilterBar active={list.filtered} onClear={() => list.setFilters({ kind: null })}>
            <SelectFilter
              label={t('rates.kind')}
              value={list.filters.kind}
              onChange={(kind) => list.setFilters({ kind })}
              options={rateKinds.map((value) => ({ value, label: term('rateKind', value) }))}
              width={200}
            />
          </FilterBar>
        }
        empty={
          <Notice icon={<SwapOutlined />} title={t('rates.empty.title')} text={t('rates.empty.text')}>
            {canChange ? add : null}
          </Notice>
        }
      />
      {editing ? <RatesDialog onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}
