import { useTranslation } from 'react-i18next';
import type { Counterparty } from '../../api/transaction-types.js';
import { CountryName } from '../../components/country-name.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Missing, Term } from '../../components/values.js';
import { CustomerLink } from '../customers/customer-link.js';

export function CounterpartyPanel({ counterparty: c }: { counterparty?: Counterparty | null }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('transactions.counterparty')}>
      {c ? (
        <Facts
          narrow
          facts={[
            { name: t('customers.name'), value: c.name ?? <Missing /> },
            c.kind
              ? { name: t('customers.kind'), value: <Term table="customerKind" value={c.kind} /> }
              : null,
            {
              name: t('transactions.account'),
              value: c.accountNumber ? <span className="mono">{c.accountNumber}</span> : <Missing />,
            },
            {
              name: t('transactions.institution'),
              value: [c.institutionName, c.institutionCode].filter(Boolean).join(' · ') || <Missing />,
            },
            c.country ? { name: t('transactions.country'), value: <CountryName code={c.country} /> } : null,
            c.customerNumber
              ? { name: t('customers.number'), value: <CustomerLink customerNumber={c.customerNumber} /> }
              : null,
            c.publicBody ? { name: t('customers.publicBody'), value: t('common.yes') } : null,
            c.related ? { name: t('transactions.related'), value: t('common.yes') } : null,
          ]}
        />
      ) : (
        <Notice compact title={t('transactions.noCounterparty')} />
      )}
    </Panel>
  );
}
