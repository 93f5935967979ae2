import { useMemo } from 'react';
import { Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Transaction } from '../../api/transaction-types.js';
import type { Page } from '../../api/types.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { transactionColumns } from '../transactions/columns.js';

/** The newest movements of a customer. */
export function CustomerTransactions({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const columns = useMemo(() => transactionColumns(t, false), [t]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['list', '/transactions', 'customer', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<Transaction>>('/transactions', { query: { customerNumber, limit: 10 }, signal }),
  });
  return (
    <Panel
      title={t('customers.transactions')}
      extra={
        <Link to={`/transactions?customerNumber=${encodeURIComponent(customerNumber)}`}>
          {t('customers.allTransactions')}
        </Link>
      }
      flush
    >
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton active className="table-skeleton" />
      ) : (
        <DataTable<Transaction>
          label={t('customers.transactions')}
          columns={columns}
          rows={data.items}
          rowKey={(x) => x.id}
          empty={<Notice compact title={t('customers.noTransactions')} />}
        />
      )}
    </Panel>
  );
}
