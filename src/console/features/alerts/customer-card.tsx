import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Alert } from '../../api/alert-types.js';
import { Industry, Occupation } from '../../components/classified.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Term } from '../../components/values.js';
import { CustomerName } from '../customers/customer-name.js';
import { useCustomer } from '../customers/queries.js';

/** Who the alert is about, in a few lines. */
export function CustomerCard({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { data: customer, isFetching } = useCustomer(alert.customerId);
  if (!alert.customerNumber) return null;
  return (
    <Panel
      title={t('alerts.customer')}
      extra={
        <Link to={`/alerts?customerNumber=${encodeURIComponent(alert.customerNumber)}`}>
          {t('alerts.othersOfCustomer')}
        </Link>
      }
    >
      {customer ? (
        <Facts
          narrow
          facts={[
            {
              name: t('customers.name'),
              value: (
                <Link to={`/customers/${encodeURIComponent(customer.id)}`}>
                  <CustomerName customer={customer} />
                </Link>
              ),
            },
            { name: t('customers.number'), value: <span className="mono">{customer.customerNumber}</span> },
            { name: t('customers.kind'), value: <Term table="customerKind" value={customer.kind} /> },
            {
              name: t('customers.status'),
              value: <StatusTag table="customerStatus" value={customer.status} />,
            },
            customer.occupation
              ? { name: t('customers.occupation'), value: <Occupation value={customer.occupation} /> }
              : null,
            customer.industry
              ? { name: t('customers.industry'), value: <Industry value={customer.industry} /> }
              : null,
            { name: t('customers.openedOn'), value: <Day value={customer.openedOn} /> },
          ]}
        />
      ) : isFetching ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : (
        <span className="mono">{alert.customerNumber}</span>
      )}
    </Panel>
  );
}
