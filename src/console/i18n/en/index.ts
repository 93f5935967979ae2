import antd from 'antd/es/locale/en_US.js';

import type { Bundle } from '../index.js';
import alerts from './alerts.json';
import apiKeys from './api-keys.json';
import audit from './audit.json';
import branches from './branches.json';
import campaigns from './campaigns.json';
import common from './common.json';
import customers from './customers.json';
import duplicates from './duplicates.json';
import flows from './flows.json';
import network from './network.json';
import timeline from './timeline.json';
import home from './home.json';
import images from './images.json';
import imports from './imports.json';
import layout from './layout.json';
import notices from './notices.json';
import objections from './objections.json';
import owners from './owners.json';
import occasional from './occasional.json';
import problems from './problems.json';
import rates from './exchange-rates.json';
import refusedAttempts from './refused-attempts.json';
import registers from './registers.json';
import reports from './reports.json';
import risk from './risk.json';
import rules from './rules.json';
import session from './session.json';
import settings from './settings.json';
import tasks from './tasks.json';
import terms from './terms.json';
import transactions from './transactions.json';
import users from './users.json';
import verifications from './verifications.json';

export const bundle: Bundle = {
  antd,
  texts: {
    alerts,
    apiKeys,
    audit,
    branches,
    campaigns,
    common,
    customers,
    duplicates,
    flows,
    home,
    images,
    network,
    timeline,
    imports,
    layout,
    notices,
    objections,
    owners,
    occasional,
    problems,
    rates,
    refusedAttempts,
    registers,
    reports,
    risk,
    rules,
    session,
    settings,
    tasks,
    terms,
    transactions,
    users,
    verifications,
  },
};
