import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Transaction } from '../../api/transaction-types.js';
import type { Page } from '../../api/types.js';
import { TablePanel } from '../../components/table-panel.js';
import { transactionColumns } from '../transactions/columns.js';

/** The newest movements of a customer. */
export function CustomerTransactions({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const columns = useMemo(() => transactionColumns(t, false), [t]);
  const query = useQuery({
    queryKey: ['list', '/transactions', 'customer', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<Transaction>>('/transactions', { query: { customerNumber, limit: 10 }, signal }),
  });
  return (
    <TablePanel<Transaction>
      title={t('customers.transactions')}
      all={{
        title: t('customers.allTransactions'),
        to: `/transactions?customerNumber=${encodeURIComponent(customerNumber)}`,
      }}
      query={query}
      columns={columns}
      empty={t('customers.noTransactions')}
    />
  );
}
