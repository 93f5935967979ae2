import { useTranslation } from 'react-i18next';
import { Tabs } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { Page } from '../../components/page.js';
import { PendingPage } from '../../components/pending-page.js';
import { StatusTag } from '../../components/tag.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { MergeBanner } from '../duplicates/merge-banner.js';
import { CustomerActions } from '../verifications/customer-actions.js';
import { nameText } from './customer-name.js';
import { tabsFor } from './customer-tabs.js';
import { FindingsPanel } from './findings-panel.js';
import { useCustomer } from './queries.js';

/** A customer as this person may see it. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { language } = useFormat();
  const user = useUser();
  const { id = '' } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const tab = parameters.get('tab') ?? '';
  const tabs = tabsFor(user);
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
      actions={<CustomerActions customer={customer} />}
      aside={
        <>
          <StatusTag table="customerStatus" value={customer.status} />
          {customer.riskLevel ? <StatusTag table="riskLevel" value={customer.riskLevel} /> : null}
        </>
      }
    >
      <MergeBanner customer={customer} />
      <FindingsPanel findings={customer.findings ?? []} />
      <Tabs
        activeKey={tabs.some(({ name }) => name === tab) ? tab : tabs[0]!.name}
        onChange={(name) => setParameters(name === tabs[0]!.name ? {} : { tab: name }, { replace: true })}
        destroyOnHidden
        items={tabs.map(({ name, render }) => ({
          key: name,
          label: t(`customers.tabs.${name}`),
          children: render(customer),
        }))}
      />
    </Page>
  );
}
