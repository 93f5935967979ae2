import type { TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Alert, AlertTransaction } from '../../api/alert-types.js';
import type { Transaction } from '../../api/transaction-types.js';
import type { Page } from '../../api/types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Missing, Money, Term } from '../../components/values.js';

type Row = AlertTransaction & { full?: Transaction };

const key = (t: { source: string; reference: string }) => `${t.source}\u0000${t.reference}`;

/** The transactions that counted; what the ledger knows more of them is joined by source and reference. */
export function AlertEvidence({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const ledger = useQuery({
    queryKey: ['list', '/transactions', 'day', alert.customerNumber, alert.asOf],
    queryFn: ({ signal }) =>
      api.get<Page<Transaction>>('/transactions', {
        query: { customerNumber: alert.customerNumber, from: alert.asOf, to: alert.asOf, limit: 500 },
        signal,
      }),
    enabled: alert.kind === 'large-value' && Boolean(alert.customerNumber),
  });
  const known = new Map((ledger.data?.items ?? []).map((item) => [key(item), item]));
  const rows: Row[] = (alert.transactions ?? []).map((item) => ({ ...item, full: known.get(key(item)) }));
  const exempted = alert.exempted ?? [];
  const columns: TableColumnsType<Row> = [
    { title: t('transactions.bookedAt'), render: (_, r) => <Instant value={r.bookedAt} /> },
    {
      title: t('transactions.amount'),
      align: 'right',
      render: (_, r) => (
        <>
          <Money amount={r.amount} currency={r.currency} />
          {r.withdrawn ? <span className="cell-sub">{t('alerts.noLongerCounts')}</span> : null}
        </>
      ),
    },
    { title: t('transactions.method'), render: (_, r) => <Term table="method" value={r.full?.method} /> },
    { title: t('transactions.channel'), render: (_, r) => <Term table="channel" value={r.full?.channel} /> },
    { title: t('transactions.counterparty'), render: (_, r) => r.full?.counterparty?.name ?? <Missing /> },
    {
      title: t('transactions.reference'),
      render: (_, r) => {
        const id = r.id ?? r.full?.id;
        const text = `${r.source} ${r.reference}`;
        return (
          <span className="mono">
            {id ? <RowLink to={`/transactions/${encodeURIComponent(id)}`}>{text}</RowLink> : text}
          </span>
        );
      },
    },
  ];
  return (
    <Panel title={t('alerts.evidence')} flush>
      <DataTable<Row>
        label={t('alerts.evidence')}
        columns={columns}
        rows={rows}
        rowKey={key}
        keyboard={{}}
        empty={<Notice compact title={t('alerts.noEvidence')} />}
      />
      {alert.transactionCount !== undefined && alert.transactionCount > rows.length ? (
        <p className="panel-foot">
          {t('alerts.moreEvidence', { shown: rows.length, count: alert.transactionCount })}
        </p>
      ) : null}
      {exempted.length > 0 ? (
        <div className="panel-foot">
          {t('alerts.exempted', { count: exempted.length })}
          <ul>
            {exempted.map((item) => (
              <li key={item.id}>
                <Link to={`/transactions/${encodeURIComponent(item.id)}`} className="mono">
                  {item.source} {item.reference}
                </Link>{' '}
                {t('transactions.exemptionItem', { item: item.item })}{' '}
                <StatusTag table="exemptionState" value={item.state} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  );
}
