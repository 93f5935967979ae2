import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportTotal } from '../../api/report-types.js';
import { DataTable } from '../../components/data-table.js';
import { Panel } from '../../components/panel.js';
import { Missing, Money, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { RuleName } from '../rules/rule-name.js';

/** Counts and sums by class, direction and currency, as the print has them. */
export function ReportTotals({ totals }: { totals: ReportTotal[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: TableColumnsType<ReportTotal> = [
    { title: t('reports.feature'), render: (_, x) => <RuleName id={`cn-large-value-${x.feature}`} /> },
    { title: t('alerts.direction'), render: (_, x) => <Term table="direction" value={x.direction} /> },
    {
      title: t('reports.customers'),
      align: 'right',
      render: (_, x) => <span className="number">{format.count(x.customers)}</span>,
    },
    {
      title: t('reports.transactions'),
      align: 'right',
      render: (_, x) => <span className="number">{format.count(x.transactions)}</span>,
    },
    {
      title: t('transactions.amount'),
      align: 'right',
      render: (_, x) => <Money amount={x.amount} currency={x.currency} />,
    },
    {
      title: t('reports.inCny'),
      align: 'right',
      render: (_, x) => (x.amountCny ? <Money amount={x.amountCny} currency="CNY" /> : <Missing />),
    },
  ];
  return (
    <Panel title={t('reports.totals')} flush>
      <DataTable<ReportTotal>
        label={t('reports.totals')}
        columns={columns}
        rows={totals}
        rowKey={(x) => `${x.feature} ${x.direction} ${x.currency}`}
        empty={null}
      />
    </Panel>
  );
}
