import { Skeleton, type TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { Page } from '../../api/types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerName } from '../customers/customer-name.js';

/** Customers of the branch of whom something is still to be collected, and what. */
export function PendingCustomers() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['list', '/customers', 'pending'],
    queryFn: ({ signal }) =>
      api.get<Page<Customer>>('/customers', { query: { status: 'pending', limit: 8 }, signal }),
  });
  const columns: TableColumnsType<Customer> = [
    {
      title: t('customers.name'),
      render: (_, c) => (
        <RowLink to={`/customers/${encodeURIComponent(c.id)}`}>
          <CustomerName customer={c} />
        </RowLink>
      ),
    },
    { title: t('customers.kind'), render: (_, c) => <Term table="customerKind" value={c.kind} /> },
    {
      title: t('customers.findings'),
      render: (_, c) => (c.findings ?? []).map((finding) => format.text(finding.message)).join(' '),
    },
  ];
  return (
    <Panel
      title={t('home.pendingCustomers')}
      extra={<Link to="/customers?status=pending">{t('home.allPending')}</Link>}
      flush
    >
      {isPending ? <Skeleton active className="table-skeleton" /> : null}
      {error ? <ProblemPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <DataTable<Customer>
          label={t('home.pendingCustomers')}
          columns={columns}
          rows={data.items}
          rowKey={(c) => c.id}
          keyboard={{}}
          empty={<Notice compact title={t('home.nothingPending')} />}
        />
      ) : null}
    </Panel>
  );
}
