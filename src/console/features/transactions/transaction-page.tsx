import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { Transaction } from '../../api/transaction-types.js';
import { Facts } from '../../components/facts.js';
import { Page } from '../../components/page.js';
import { PendingPage } from '../../components/pending-page.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Missing, Money, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CountryName } from '../../components/country-name.js';
import { CustomerLink } from '../customers/customer-link.js';
import { CounterpartyPanel } from './counterparty-panel.js';
import { Exemptions } from './exemptions.js';
import { ReversalPanel } from './reversal-panel.js';

/** Everything the ledger knows of one money movement. */
export function TransactionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id = '' } = useParams();
  const {
    data: x,
    error,
    refetch,
  } = useQuery({
    queryKey: ['transaction', id],
    queryFn: ({ signal }) => api.get<Transaction>(`/transactions/${encodeURIComponent(id)}`, { signal }),
  });
  const parent = { title: t('layout.nav.transactions'), to: '/transactions' };
  if (!x) {
    return (
      <PendingPage
        title={t('transactions.one')}
        parent={parent}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  return (
    <Page
      title={x.reference}
      parent={parent}
      aside={<StatusTag table="outcome" value={x.outcome ?? 'completed'} />}
      subtitle={
        <>
          {t(`terms.direction.${x.direction}`)} <Money amount={x.amount} currency={x.currency} /> ·{' '}
          {format.instant(x.bookedAt, true)}
        </>
      }
    >
      <div className="columns">
        <div className="stack">
          <Panel title={t('transactions.movement')}>
            <Facts
              facts={[
                { name: t('transactions.amount'), value: <Money amount={x.amount} currency={x.currency} /> },
                { name: t('transactions.direction'), value: <Term table="direction" value={x.direction} /> },
                { name: t('transactions.bookedAt'), value: <Instant value={x.bookedAt} seconds /> },
                { name: t('transactions.method'), value: <Term table="method" value={x.method} /> },
                { name: t('transactions.channel'), value: <Term table="channel" value={x.channel} /> },
                {
                  name: t('transactions.category'),
                  value: <Term table="category" value={x.category ?? 'normal'} />,
                },
                {
                  name: t('transactions.customer'),
                  value: <CustomerLink customerNumber={x.customerNumber} />,
                },
                {
                  name: t('transactions.account'),
                  value: x.accountNumber ? <span className="mono">{x.accountNumber}</span> : <Missing />,
                },
                { name: t('transactions.branch'), value: x.branch ?? <Missing /> },
                {
                  name: t('transactions.crossBorder'),
                  value: x.crossBorder ? t('common.yes') : t('common.no'),
                },
                x.country
                  ? { name: t('transactions.country'), value: <CountryName code={x.country} /> }
                  : null,
                x.product ? { name: t('transactions.product'), value: x.product } : null,
                x.cashPurpose ? { name: t('transactions.cashPurpose'), value: x.cashPurpose } : null,
                x.purpose ? { name: t('transactions.purpose'), value: x.purpose } : null,
                x.conductor ? { name: t('transactions.conductor'), value: x.conductor.name } : null,
                x.place
                  ? {
                      name: t('transactions.place'),
                      value: [x.place.text, x.place.regionCode, x.place.country]
                        .filter(Boolean)
                        .join(' ') || <Missing />,
                    }
                  : null,
                x.device
                  ? {
                      name: t('transactions.device'),
                      value: [x.device.ip, x.device.id].filter(Boolean).join(' ') || <Missing />,
                    }
                  : null,
                x.rates?.cny
                  ? { name: t('transactions.rateCny'), value: <span className="number">{x.rates.cny}</span> }
                  : null,
                x.rates?.usd
                  ? { name: t('transactions.rateUsd'), value: <span className="number">{x.rates.usd}</span> }
                  : null,
                x.reversedAmount && !/^0(\.0*)?$/.test(x.reversedAmount)
                  ? {
                      name: t('transactions.reversedAmount'),
                      value: <Money amount={x.reversedAmount} currency={x.currency} />,
                    }
                  : null,
                { name: t('transactions.receivedAt'), value: <Instant value={x.receivedAt} seconds /> },
                { name: t('transactions.source'), value: <span className="mono">{x.source}</span> },
              ]}
            />
          </Panel>
          <Exemptions exemptions={x.exemptions ?? []} />
        </div>
        <div className="stack">
          <CounterpartyPanel counterparty={x.counterparty} />
          <ReversalPanel transaction={x} />
          {x.notes && x.notes.length > 0 ? (
            <Panel title={t('transactions.notes')}>
              <ul className="bare-list">
                {x.notes.map((note) => {
                  const { code, message } =
                    typeof note === 'string' ? { code: note, message: undefined } : note;
                  return (
                    <li key={code}>{message ?? t(`transactions.note.${code}`, { defaultValue: code })}</li>
                  );
                })}
              </ul>
            </Panel>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
