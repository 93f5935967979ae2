import type { ReactNode } from 'react';
import type { Customer } from '../../api/customer-types.js';
import { may, type Capability } from '../../app/permissions.js';
import type { SessionUser } from '../../api/types.js';
import { ContactsTab } from '../notices/contacts-tab.js';
import { AccountsPanel } from './accounts-panel.js';
import { CustomerAlerts } from './customer-alerts.js';
import { CustomerTransactions } from './customer-transactions.js';
import { OwnersTab } from '../owners/owners-tab.js';
import { FlowsPanel } from '../flows/flows-panel.js';
import { NetworkTab } from '../network/network-tab.js';
import { TimelineTab } from '../timeline/timeline-tab.js';
import { RiskTab } from '../risk/risk-tab.js';
import { DocumentsPanel } from './documents-panel.js';
import { IdentityPanel } from './identity-panel.js';
import { VerificationsPanel } from '../verifications/verifications-panel.js';
import { ObjectionsTab } from '../objections/objections-tab.js';
import { TasksTab } from '../tasks/tasks-tab.js';

export interface CustomerTab {
  /** Its key in the address and under `customers.tabs`. */
  name: string;
  /** Who sees it; everybody who sees the customer without it. */
  capability?: Capability;
  render(customer: Customer): ReactNode;
}

/** The desks from which one customer is looked at, in the order of the tabs. */
const tabs: CustomerTab[] = [
  {
    name: 'identity',
    render: (customer) => (
      <div className="columns">
        <IdentityPanel customer={customer} />
        <div className="stack">
          <AccountsPanel accounts={customer.accounts ?? []} />
          <DocumentsPanel customer={customer} />
          <VerificationsPanel customerId={customer.id} />
        </div>
      </div>
    ),
  },
  { name: 'owners', render: (customer) => <OwnersTab customer={customer} /> },
  { name: 'tasks', capability: 'tasks', render: (customer) => <TasksTab customer={customer} /> },
  { name: 'objections', capability: 'tasks', render: (customer) => <ObjectionsTab customer={customer} /> },
  {
    name: 'transactions',
    capability: 'transactions',
    render: ({ id, customerNumber }) => (
      <div className="stack">
        <FlowsPanel customerId={id} />
        <CustomerTransactions customerNumber={customerNumber} />
      </div>
    ),
  },
  {
    name: 'alerts',
    capability: 'alerts',
    render: ({ customerNumber }) => <CustomerAlerts customerNumber={customerNumber} />,
  },
  { name: 'risk', capability: 'risk', render: (customer) => <RiskTab customer={customer} /> },
  {
    name: 'contacts',
    capability: 'notices',
    render: ({ id, customerNumber }) => <ContactsTab customerId={id} customerNumber={customerNumber} />,
  },
  { name: 'network', render: ({ id }) => <NetworkTab customerId={id} /> },
  { name: 'timeline', render: ({ id }) => <TimelineTab customerId={id} /> },
];

export const tabsFor = (user: SessionUser): CustomerTab[] =>
  tabs.filter(({ capability }) => capability === undefined || may(user, capability));
