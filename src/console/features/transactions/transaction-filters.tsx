import { useTranslation } from 'react-i18next';
import type { Transaction } from '../../api/transaction-types.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import type { List } from '../../components/use-list.js';
import { useTerm } from '../../components/values.js';

export const transactionFields = [
  'customerNumber',
  'from',
  'to',
  'minAmount',
  'currency',
  'direction',
  'method',
] as const;

const methods = ['cash', 'transfer', 'cheque', 'card', 'exchange', 'other'];

export function TransactionFilters({ list }: { list: List<Transaction> }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { filters, setFilters } = list;
  return (
    <FilterBar
      active={list.filtered}
      onClear={() => setFilters(Object.fromEntries(transactionFields.map((field) => [field, null])))}
    >
      <TextFilter
        label={t('transactions.customer')}
        placeholder={t('customers.number')}
        value={filters.customerNumber}
        onChange={(customerNumber) => setFilters({ customerNumber })}
        width={150}
      />
      <DayFilter
        label={t('transactions.from')}
        value={filters.from}
        onChange={(from) => setFilters({ from })}
      />
      <DayFilter label={t('transactions.to')} value={filters.to} onChange={(to) => setFilters({ to })} />
      <TextFilter
        label={t('transactions.minAmount')}
        value={filters.minAmount}
        onChange={(text) => {
          const amount = text?.replaceAll(',', '') ?? null;
          if (amount === null || /^\d{1,15}(\.\d{1,4})?$/.test(amount)) setFilters({ minAmount: amount });
        }}
        width={120}
      />
      <TextFilter
        label={t('transactions.currency')}
        value={filters.currency}
        onChange={(currency) => setFilters({ currency: currency?.toUpperCase() ?? null })}
        width={84}
      />
      <SelectFilter
        label={t('transactions.direction')}
        value={filters.direction}
        onChange={(direction) => setFilters({ direction })}
        options={['in', 'out'].map((value) => ({ value, label: term('direction', value) }))}
        width={96}
      />
      <SelectFilter
        label={t('transactions.method')}
        value={filters.method}
        onChange={(method) => setFilters({ method })}
        options={methods.map((value) => ({ value, label: term('method', value) }))}
        width={110}
      />
    </FilterBar>
  );
}
