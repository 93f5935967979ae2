import type { Role, SessionUser } from '../api/types.js';

/** What the console offers; the service decides again on every request. */
export type Capability =
  | 'alerts'
  | 'alerts.assign'
  | 'customers'
  | 'customers.create'
  | 'owners.change'
  | 'registers'
  | 'registers.work'
  | 'customers.verify'
  | 'occasional'
  | 'referrals'
  | 'tasks'
  | 'tasks.work'
  | 'tasks.decide'
  | 'campaigns'
  | 'restrictions.approve'
  | 'transactions'
  | 'imports'
  | 'imports.run'
  | 'exchange-rates'
  | 'exchange-rates.change'
  | 'reports'
  | 'reports.create'
  | 'reports.approve'
  | 'risk'
  | 'risk.change'
  | 'risk.approve'
  | 'rules'
  | 'notices'
  | 'notices.work'
  | 'notices.channels'
  | 'notices.word'
  | 'notices.approve'
  | 'users'
  | 'users.change'
  | 'objections'
  | 'objections.decide'
  | 'objections.approve'
  | 'customers.export'
  | 'audit';

const reading: Capability[] = [
  'alerts',
  'customers',
  'tasks',
  'campaigns',
  'transactions',
  'imports',
  'exchange-rates',
  'registers',
  'reports',
  'risk',
  'rules',
  'notices',
  'notices.channels',
  'objections',
  'customers.export',
];
const officer: Capability[] = [
  ...reading,
  'occasional',
  'alerts.assign',
  'owners.change',
  'registers.work',
  'tasks.work',
  'tasks.decide',
  'imports.run',
  'exchange-rates.change',
  'reports.create',
  'notices.work',
  'notices.word',
  'risk.change',
  'objections.decide',
];

const granted: Record<Role, readonly Capability[]> = {
  teller: [
    'customers',
    'customers.create',
    'owners.change',
    'customers.verify',
    'occasional',
    'referrals',
    'tasks',
    'tasks.work',
    'notices',
    'notices.work',
  ],
  'compliance-officer': officer,
  'compliance-manager': [
    ...officer,
    'reports.approve',
    'restrictions.approve',
    'risk.approve',
    'objections.approve',
    'notices.approve',
    'audit',
  ],
  auditor: [...reading, 'users', 'audit'],
  administrator: ['imports', 'users', 'users.change'],
  'core-banking': [],
};

export const may = (user: SessionUser, capability: Capability): boolean =>
  user.roles.some((role) => granted[role]?.includes(capability));
