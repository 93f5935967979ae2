import { useMemo, useState } from 'react';
import { PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import type { ExchangeRate } from '../../api/transaction-types.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { Day, Instant, Term, useTerm } from '../../components/values.js';
import { addDays } from '../../i18n/format.js';
import { useUser } from '../session/use-session.js';
import { RatesDialog } from './rates-dialog.js';
import './exchange-rates.css';

const fields = ['kind', 'currency', 'date'] as const;
export const rateKinds = ['safe-monthly', 'central-parity'] as const;

export function ExchangeRatesPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const list = useList<ExchangeRate>('/exchange-rates', fields);
  const [editing, setEditing] = useState(false);
  const canChange = may(user, 'exchange-rates.change');
  const columns = useMemo<TableColumnsType<ExchangeRate>>(
    () => [
      {
        title: t('rates.rate'),
        render: (_, r) => (
          <span className="nowrap">
            1 {r.currency} = <span className="number">{r.rate}</span> {r.base}
          </span>
        ),
      },
      { title: t('rates.kind'), render: (_, r) => <Term table="rateKind" value={r.kind} /> },
      { title: t('rates.validFrom'), render: (_, r) => <Day value={r.validFrom} /> },
      { title: t('rates.validTo'), render: (_, r) => <Day value={addDays(r.validTo, -1)} /> },
      { title: t('rates.enteredBy'), render: (_, r) => r.enteredBy },
      { title: t('rates.enteredAt'), render: (_, r) => <Instant value={r.enteredAt} /> },
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
      <ListView<ExchangeRate>
        list={list}
        label={t('layout.nav.exchangeRates')}
        columns={columns}
        rowKey={(r) => `${r.kind} ${r.currency} ${r.validFrom} ${r.enteredAt}`}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => list.setFilters({ kind: null, currency: null, date: null })}
          >
            <SelectFilter
              label={t('rates.kind')}
              value={list.filters.kind}
              onChange={(kind) => list.setFilters({ kind })}
              options={rateKinds.map((value) => ({ value, label: term('rateKind', value) }))}
              width={200}
            />
            <TextFilter
              label={t('transactions.currency')}
              value={list.filters.currency}
              onChange={(currency) => list.setFilters({ currency: currency?.toUpperCase() ?? null })}
              width={90}
            />
            <DayFilter
              label={t('rates.inForceOn')}
              value={list.filters.date}
              onChange={(date) => list.setFilters({ date })}
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
