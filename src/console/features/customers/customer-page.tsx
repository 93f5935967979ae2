import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { may } from '../../app/permissions.js';
import { Page } from '../../components/page.js';
import { PendingPage } from '../../components/pending-page.js';
import { StatusTag } from '../../components/tag.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { AccountsPanel } from './accounts-panel.js';
import { nameText } from './customer-name.js';
import { CustomerAlerts } from './customer-alerts.js';
import { CustomerTransactions } from './customer-transactions.js';
import { DocumentsPanel } from './documents-panel.js';
import { FindingsPanel } from './findings-panel.js';
import { IdentityPanel } from './identity-panel.js';
import { useCustomer } from './queries.js';

/** A customer as this person may see it. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { language } = useFormat();
  const user = useUser();
  const { id = '' } = useParams();
  const { data: customer, error, refetch } = useCustomer(id);
  const parent = { title: t('layout.nav.customers'), to: '/customers' };
  if (!customer) {
    return (
      <PendingPage title={t('customers.one')} parent={parent} error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <Page
      title={nameText(customer, language)}
      parent={parent}
      subtitle={<span className="mono">{customer.customerNumber}</span>}
      aside={
        <>
          <StatusTag table="customerStatus" value={customer.status} />
          {customer.riskLevel ? <StatusTag table="riskLevel" value={customer.riskLevel} /> : null}
        </>
      }
    >
      <FindingsPanel findings={customer.findings ?? []} />
      <div className="columns">
        <div className="stack">
          <IdentityPanel customer={customer} />
          {may(user, 'alerts') ? <CustomerAlerts customerNumber={customer.customerNumber} /> : null}
          {may(user, 'transactions') ? (
            <CustomerTransactions customerNumber={customer.customerNumber} />
          ) : null}
        </div>
        <div className="stack">
          <AccountsPanel accounts={customer.accounts ?? []} />
          <DocumentsPanel documents={customer.documents ?? []} />
        </div>
      </div>
    </Page>
  );
}
