import { lazy, Suspense } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Flows } from '../../api/network-types.js';
import { DataTable } from '../../components/data-table.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Money } from '../../components/values.js';

const FlowsChart = lazy(() => import('./flows-chart.js').then((m) => ({ default: m.FlowsChart })));
type Month = Flows['months'][number];

/** What a customer got and paid in the last twelve months: a chart, and the same in figures. */
export function FlowsPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['flows', customerId],
    queryFn: ({ signal }) =>
      api.get<Flows>(`/customers/${encodeURIComponent(customerId)}/flows`, { query: { months: 12 }, signal }),
  });
  const columns: TableColumnsType<Month> = [
    { title: t('flows.month'), render: (_, { month }) => <span className="number">{month}</span> },
    ...(['in', 'out'] as const).flatMap((direction) => [
      {
        title: t(`flows.${direction}`),
        align: 'right' as const,
        render: (_: unknown, month: Month) => <Money amount={month[direction].amount} currency="CNY" />,
      },
      {
        title: t(`flows.${direction}Count`),
        align: 'right' as const,
        render: (_: unknown, month: Month) => <span className="number">{month[direction].count}</span>,
      },
    ]),
  ];
  return (
    <Panel title={t('flows.title')}>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : (
        <>
          <Suspense fallback={<Skeleton active />}>
            <FlowsChart flows={data} />
          </Suspense>
          {data.unconverted > 0 ? (
            <p className="muted">{t('flows.unconverted', { count: data.unconverted })}</p>
          ) : null}
          <details>
            <summary>{t('flows.figures')}</summary>
            <DataTable<Month>
              label={t('flows.figures')}
              columns={columns}
              rows={data.months}
              rowKey={({ month }) => month}
              empty={null}
            />
          </details>
        </>
      )}
    </Panel>
  );
}
