import type { TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import type { Page } from '../../api/types.js';
import { RowLink } from '../../components/data-table.js';
import { TablePanel } from '../../components/table-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day } from '../../components/values.js';
import { Due } from '../alerts/due.js';
import { RuleName } from '../rules/rule-name.js';

/** The newest alerts of a customer. */
export function CustomerAlerts({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const query = useQuery({
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
    <TablePanel<Alert>
      title={t('customers.alerts')}
      all={{
        title: t('customers.allAlerts'),
        to: `/alerts?customerNumber=${encodeURIComponent(customerNumber)}`,
      }}
      query={query}
      columns={columns}
      empty={t('customers.noAlerts')}
    />
  );
}
