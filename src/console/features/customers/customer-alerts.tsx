import { Skeleton, type TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import type { Page } from '../../api/types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day } from '../../components/values.js';
import { Due } from '../alerts/due.js';
import { RuleName } from '../rules/rule-name.js';

/** The newest alerts of a customer. */
export function CustomerAlerts({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['list', '/alerts', 'customer', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<Alert>>('/alerts', { query: { customerNumber, order: 'newest', limit: 10 }, signal }),
  });
  const columns: TableColumnsType<Alert> = [
    {
      title: t('alerts.rule'),
      render: (_, a) => (
        <RowLink to={`/alerts/${encodeURIComponent(a.id)}`}>
          <RuleName id={a.ruleId} />
        </RowLink>
      ),
    },
    { title: t('alerts.asOf'), render: (_, a) => <Day value={a.asOf} /> },
    { title: t('alerts.status'), render: (_, a) => <StatusTag table="alertStatus" value={a.status} /> },
    { title: t('alerts.due'), render: (_, a) => <Due day={a.dueOn} status={a.status} /> },
  ];
  return (
    <Panel
      title={t('customers.alerts')}
      extra={
        <Link to={`/alerts?customerNumber=${encodeURIComponent(customerNumber)}`}>
          {t('customers.allAlerts')}
        </Link>
      }
      flush
    >
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton active className="table-skeleton" />
      ) : (
        <DataTable<Alert>
          label={t('customers.alerts')}
          columns={columns}
          rows={data.items}
          rowKey={(a) => a.id}
          empty={<Notice compact title={t('customers.noAlerts')} />}
        />
      )}
    </Panel>
  );
}
