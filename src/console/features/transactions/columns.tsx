import type { TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import type { Transaction } from '../../api/transaction-types.js';
import { RowLink } from '../../components/data-table.js';
import { StatusTag, Tag } from '../../components/tag.js';
import { Instant, Missing, Money, Term } from '../../components/values.js';
import { CustomerLink } from '../customers/customer-link.js';

/** Columns of a list of transactions; the customer is left out where there is only one. */
export function transactionColumns(t: TFunction, withCustomer: boolean): TableColumnsType<Transaction> {
  return [
    { title: t('transactions.bookedAt'), render: (_, x) => <Instant value={x.bookedAt} /> },
    {
      title: t('transactions.reference'),
      render: (_, x) => (
        <span className="mono nowrap">
          <RowLink to={`/transactions/${encodeURIComponent(x.id)}`}>{x.reference}</RowLink>
          <span className="cell-sub">{x.source}</span>
        </span>
      ),
    },
    ...(withCustomer
      ? [
          {
            title: t('transactions.customer'),
            render: (_: unknown, x: Transaction) => (
              <>
                {x.customerName ? <span className="cell-clip cell-name">{x.customerName}</span> : null}
                <CustomerLink customerNumber={x.customerNumber} />
              </>
            ),
          },
        ]
      : []),
    { title: t('transactions.direction'), render: (_, x) => <Term table="direction" value={x.direction} /> },
    {
      title: t('transactions.amount'),
      align: 'right',
      render: (_, x) => <Money amount={x.amount} currency={x.currency} />,
    },
    {
      title: t('transactions.method'),
      render: (_, x) => (
        <>
          <Term table="method" value={x.method} />
          <span className="cell-sub">
            <Term table="channel" value={x.channel} />
          </span>
        </>
      ),
    },
    {
      title: t('transactions.counterparty'),
      render: (_, x) =>
        x.counterparty?.name ? (
          <>
            {x.counterparty.name}
            {x.counterparty.institutionName ? (
              <span className="cell-sub">{x.counterparty.institutionName}</span>
            ) : null}
          </>
        ) : (
          <Missing />
        ),
    },
    { title: t('transactions.notes'), render: (_, x) => <Marks transaction={x} /> },
  ];
}

/** What is unusual about a transaction, in a few words. */
function Marks({ transaction: x }: { transaction: Transaction }) {
  return (
    <span className="row">
      {x.outcome && x.outcome !== 'completed' ? <StatusTag table="outcome" value={x.outcome} /> : null}
      {x.category && x.category !== 'normal' ? <StatusTag table="category" value={x.category} /> : null}
      {x.crossBorder ? <CrossBorder /> : null}
    </span>
  );
}

function CrossBorder() {
  return (
    <Tag>
      <Term table="mark" value="cross-border" />
    </Tag>
  );
}
