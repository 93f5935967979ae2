import { useMemo } from 'react';
import { ImportOutlined, TransactionOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may } from '../../app/permissions.js';
import type { Transaction } from '../../api/transaction-types.js';
import { ExportButton } from '../../components/export-button.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { transactionColumns } from './columns.js';
import { TransactionFilters, transactionFields } from './transaction-filters.js';

export function TransactionsPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const list = useList<Transaction>('/transactions', transactionFields);
  const columns = useMemo(() => transactionColumns(t, true), [t]);
  const canImport = may(user, 'imports.run');
  return (
    <Page
      title={t('layout.nav.transactions')}
      actions={
        <>
          <ExportButton<Transaction>
            path="/transactions"
            query={list.query}
            name="transactions"
            columns={[
              { title: t('transactions.bookedAt'), value: (x) => x.bookedAt },
              { title: t('transactions.source'), value: (x) => x.source },
              { title: t('transactions.reference'), value: (x) => x.reference },
              { title: t('transactions.customer'), value: (x) => x.customerNumber },
              { title: t('transactions.direction'), value: (x) => term('direction', x.direction) },
              { title: t('transactions.amount'), value: (x) => x.amount },
              { title: t('transactions.currency'), value: (x) => x.currency },
              { title: t('transactions.method'), value: (x) => term('method', x.method) },
              { title: t('transactions.channel'), value: (x) => term('channel', x.channel) },
              { title: t('transactions.category'), value: (x) => term('category', x.category) },
              { title: t('transactions.counterparty'), value: (x) => x.counterparty?.name },
            ]}
          />
          {canImport ? (
            <Link to="/imports/new?kind=transaction">
              <Button type="primary" icon={<ImportOutlined />}>
                {t('imports.new')}
              </Button>
            </Link>
          ) : null}
        </>
      }
    >
      <ListView<Transaction>
        list={list}
        label={t('layout.nav.transactions')}
        columns={columns}
        rowKey={(x) => x.id}
        filters={<TransactionFilters list={list} />}
        empty={
          <Notice
            icon={<TransactionOutlined />}
            title={t('transactions.empty.title')}
            text={t('transactions.empty.text')}
          >
            {canImport ? (
              <Link to="/imports/new?kind=transaction">
                <Button type="primary">{t('imports.new')}</Button>
              </Link>
            ) : null}
          </Notice>
        }
      />
    </Page>
  );
}
